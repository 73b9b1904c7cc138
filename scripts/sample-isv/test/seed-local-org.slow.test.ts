import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalOrg, type LocalOrg } from '../../local-org/org.ts';
import { sampleIsv } from '../sample-isv.ts';
import { seedOrg, type SeededIds, type SeedTarget } from '../seed-org.ts';

const isv = sampleIsv({ seed: 7, accounts: 300, today: '2026-11-24', days: 60 });

const whole = '<type>Number</type><precision>18</precision><scale>0</scale>';

/** The Account fields of the ISV, as metadata: the org refuses values that don't fit them. */
const accountFields: Record<string, string> = {
  InternalSeats__c: whole,
  ExternalSeats__c: whole,
  RenewalDate__c: '<type>Date</type>',
  Segment__c: `<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>${[
    'Enterprise',
    'Mid-Market',
    'Small Business',
  ]
    .map(
      (value) =>
        `<value><fullName>${value}</fullName><default>false</default><label>${value}</label></value>`,
    )
    .join('')}</valueSetDefinition></valueSet>`,
  ContractValue__c: '<type>Currency</type><precision>18</precision><scale>2</scale>',
  MAU__c: whole,
  WAU__c: whole,
  DAU__c: whole,
  MAU_Tournaments__c: whole,
  MAU_Scheduling__c: whole,
  FeatureTournament__c: whole,
  PlayersCount__c: whole,
  SchedulesCount__c: whole,
  SupportNotes__c: '<type>LongTextArea</type><length>32768</length><visibleLines>3</visibleLines>',
  HealthScore__c: '<type>Number</type><precision>3</precision><scale>1</scale>',
  IsReference__c: '<type>Checkbox</type><defaultValue>false</defaultValue>',
};

const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

function fieldPackage(): Map<string, string> {
  const fields = Object.entries(accountFields).map(
    ([name, body]) => `<fields><fullName>${name}</fullName><label>${name}</label>${body}</fields>`,
  );
  const members = Object.keys(accountFields).map((name) => `<members>Account.${name}</members>`);
  return new Map([
    ['objects/Account.object', `<CustomObject ${namespace}>${fields.join('')}</CustomObject>`],
    [
      'package.xml',
      `<Package ${namespace}><types>${members.join('')}<name>CustomField</name></types><version>67.0</version></Package>`,
    ],
  ]);
}

let org: LocalOrg;
let ids: SeededIds;

type Row = Record<string, unknown>;

const rowsOf = (soql: string): Row[] => [...org.asUser(org.administratorId).query(soql).records()];

function target(): SeedTarget {
  const administrator = org.asUser(org.administratorId);
  return {
    insert: (object, records) =>
      Promise.resolve(
        records.map((record) => {
          const { id, errors } = administrator.insert(object, record);
          if (!id) throw new Error(`${object} was refused: ${JSON.stringify({ errors, record })}`);
          return id;
        }),
      ),
    lookupRecordType: (object, name) => {
      const [found] = rowsOf(
        `SELECT Id FROM RecordType WHERE SobjectType = '${object}' AND Name = '${name}'`,
      );
      return Promise.resolve(String(found?.Id));
    },
  };
}

beforeAll(async () => {
  org = openLocalOrg({ clock: { now: () => new Date('2026-11-24T12:00:00Z') } });
  const { success, componentFailures } = org.deploy(fieldPackage());
  if (!success) throw new Error(JSON.stringify(componentFailures));
  ids = await seedOrg(isv, target());
});

afterAll(() => {
  org.close();
});

describe('a sample in a Salesforce org', () => {
  it('is taken whole: no value is refused by the type of its field', () => {
    expect(rowsOf('SELECT Id FROM Account')).toHaveLength(300);
    expect(rowsOf('SELECT Id FROM sfLma__License__c')).toHaveLength(isv.licenses.length);
    const byKey = new Map(isv.accounts.map(({ key, fields }) => [key, fields]));
    for (const row of rowsOf('SELECT AccountNumber, Name, InternalSeats__c, MAU__c FROM Account')) {
      const fields = byKey.get(String(row.AccountNumber));
      expect(row.Name).toBe(fields?.Name);
      expect(row.InternalSeats__c).toBe(fields?.InternalSeats__c ?? null);
      expect(row.MAU__c).toBe(fields?.MAU__c ?? null);
    }
  });

  it('reads as the License Management App shows it: status, sandbox and seats by formula', () => {
    const shown = rowsOf(`
      SELECT Id, sfLma__License_Status__c, sfLma__Is_Sandbox__c, sfLma__Licensed_Seats__c
      FROM sfLma__License__c`);
    const text = (seats: number | null): string =>
      seats === null || seats < 0 ? 'Site License' : String(seats);
    const expected = isv.licenses.map((license) => ({
      Id: ids.licenses.get(license.key),
      sfLma__License_Status__c: license.recordType,
      sfLma__Is_Sandbox__c: license.isSandbox,
      sfLma__Licensed_Seats__c: text(license.seats),
    }));
    const matching = expected.map((license) => expect.objectContaining(license) as Row);
    expect(shown).toEqual(expect.arrayContaining(matching));
  });

  it('shows each License with its Account, and that 1970-01-01 does not expire', () => {
    const shown = new Map(
      rowsOf(`
        SELECT Id, sfLma__Account__r.AccountNumber, sfLma__Expiration_Date__c
        FROM sfLma__License__c`).map((row) => [row.Id, row]),
    );
    for (const license of isv.licenses) {
      const row = shown.get(ids.licenses.get(license.key));
      const account = row?.sfLma__Account__r as Row | null;
      expect(account?.AccountNumber ?? null).toBe(license.accountKey);
      const isPerpetual = license.expiration === '1970-01-01';
      expect(row?.sfLma__Expiration_Date__c === 'Does not expire').toBe(isPerpetual);
    }
  });

  it('knows the package of a License through its version where the lookup to the package is blank', () => {
    const rows = rowsOf(`
      SELECT sfLma__Package_Version__r.sfLma__Package__r.sfLma__Package_ID__c FROM sfLma__License__c
      WHERE sfLma__Package__c = null AND sfLma__Package_Version__c != null`);
    expect(rows.length).toBeGreaterThan(20);
    const known = new Set(isv.packages.map(({ id }) => id));
    for (const { sfLma__Package_Version__r: version } of rows) {
      const { sfLma__Package__r: sold } = version as { sfLma__Package__r: Row };
      expect(known.has(String(sold.sfLma__Package_ID__c))).toBe(true);
    }
  });

  it('shows the Lead of a License that has no Account', () => {
    const [row, ...more] = rowsOf(`
      SELECT sfLma__Lead__r.Company FROM sfLma__License__c WHERE sfLma__Account__c = null`);
    expect(more).toEqual([]);
    const lead = row?.sfLma__Lead__r as Row | null;
    expect(lead?.Company).toBe(isv.licenses.find(({ leadCompany }) => leadCompany)?.leadCompany);
  });
});
