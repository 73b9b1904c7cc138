import { describe, expect, it } from 'vitest';
import { sampleIsv } from '../sample-isv.ts';
import { seedOrg, type SeedRecord, type SeedTarget } from '../seed-org.ts';

const isv = sampleIsv({ seed: 7, accounts: 300, today: '2026-11-24', days: 60 });

interface Recorded extends SeedTarget {
  readonly portions: { readonly object: string; readonly size: number }[];
  /** Record by the id it was given. */
  readonly records: Map<string, SeedRecord>;
}

/** Gives ids and refuses a reference to a record it hasn't been given before, as an org does. */
function recordingTarget(): Recorded {
  const records = new Map<string, SeedRecord>();
  const portions: Recorded['portions'] = [];
  return {
    records,
    portions,
    insert(object, portion) {
      portions.push({ object, size: portion.length });
      const ids = portion.map((record) => {
        for (const [field, value] of Object.entries(record)) {
          const isLookup = /^sfLma__(Account|Lead|Package|Package_Version)__c$/.test(field);
          if (isLookup && !records.has(String(value)))
            throw new Error(`${field} refers to nothing.`);
        }
        const id = `${object}#${records.size}`;
        records.set(id, record);
        return id;
      });
      return Promise.resolve(ids);
    },
    lookupRecordType: (object, name) => Promise.resolve(`${object}:${name}`),
  };
}

describe('seedOrg', () => {
  it('loads everything, what is referred to first, and says which id became of which key', async () => {
    const target = recordingTarget();
    const ids = await seedOrg(isv, target);
    expect(target.portions.map(({ object }) => object)).toEqual([
      'sfLma__Package__c',
      'sfLma__Package_Version__c',
      'Account',
      'Lead',
      'sfLma__License__c',
    ]);
    expect([...ids.accounts.keys()]).toEqual(isv.accounts.map(({ key }) => key));
    expect([...ids.licenses.keys()]).toEqual(isv.licenses.map(({ key }) => key));
    for (const { key, fields } of isv.accounts) {
      expect(target.records.get(ids.accounts.get(key) ?? '')).toEqual({
        ...fields,
        AccountNumber: key,
      });
    }
  });

  it('ties each License to its Account, package and version, and gives it the record type by name', async () => {
    const target = recordingTarget();
    const ids = await seedOrg(isv, target);
    const idOf = (map: ReadonlyMap<string, string>, key: string | null): string | undefined =>
      map.get(key ?? '');
    for (const license of isv.licenses) {
      const record = target.records.get(ids.licenses.get(license.key) ?? '');
      const recordType = license.recordType ? `sfLma__License__c:${license.recordType}` : undefined;
      expect(record?.sfLma__Account__c).toBe(idOf(ids.accounts, license.accountKey));
      expect(record?.sfLma__Package__c).toBe(idOf(ids.packages, license.packageKey));
      expect(record?.sfLma__Package_Version__c).toBe(idOf(ids.versions, license.versionKey));
      expect(record?.RecordTypeId).toBe(recordType);
    }
  });

  it('leaves blank fields out, and never sends what the managed package computes', async () => {
    const target = recordingTarget();
    await seedOrg(isv, target);
    const sent = new Set([...target.records.values()].flatMap((record) => Object.keys(record)));
    const values = [...target.records.values()].flatMap((record) => Object.values(record));
    expect(values.filter((value) => value === null || value === undefined)).toEqual([]);
    for (const formula of ['License_Status', 'Is_Sandbox', 'Org_Status', 'Licensed_Seats']) {
      expect(sent.has(`sfLma__${formula}__c`)).toBe(false);
    }
    expect([...sent].filter((field) => field.startsWith('ia__'))).toEqual([]);
  });

  it('fills the trial checkbox of ISVapp’s package where the org has one', async () => {
    const target = recordingTarget();
    await seedOrg(isv, target, { trialField: 'ia__IsTrial__c' });
    const trials = [...target.records.values()].filter((record) => record.ia__IsTrial__c === true);
    expect(trials).toHaveLength(1);
  });

  it('hands over at most 2,000 records at a time', async () => {
    const target = recordingTarget();
    await seedOrg(sampleIsv({ ...isv.options, accounts: 4500 }), target);
    const accounts = target.portions.filter(({ object }) => object === 'Account');
    expect(accounts.map(({ size }) => size)).toEqual([2000, 2000, 500]);
  });

  it('stops when the org gives no id', async () => {
    const target = { ...recordingTarget(), insert: () => Promise.resolve([]) };
    await expect(seedOrg(isv, target)).rejects.toThrow('gave no id for sfLma__Package__c acmetour');
  });
});
