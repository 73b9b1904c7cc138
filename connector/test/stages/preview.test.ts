import { beforeEach, describe, expect, it } from 'vitest';
import type { MappingKind } from '../../src/domain/mapping.ts';
import { OrgError } from '../../src/domain/org-error.ts';
import type { Preview, PreviewRequest } from '../../src/domain/preview.ts';
import { defaultSettings } from '../../src/domain/settings.ts';
import type { AccountRequest } from '../../src/ports/account-source.ts';
import { readBasis } from '../../src/stages/read-basis.ts';
import { answerPreviews, type Previews } from '../../src/stages/answer-previews.ts';
import { aLicense, packageA } from '../domain/a-license.ts';
import { aMetric, anAccountField } from '../domain/a-mapping.ts';
import { MemoryOrganization, now } from './memory-organization.ts';

const combined = 'engagement.mau';
const ofPackage = `engagement.mau.${packageA}`;
const used = '001000000000001AAA';
const idle = '001000000000002AAA';
const lapsed = '001000000000003AAA';
const prospect = '001000000000009AAA';

let organization: MemoryOrganization;
let previews: Previews;
let timeMs: number;

beforeEach(() => {
  organization = new MemoryOrganization();
  organization.fields = [
    anAccountField('MAU__c'),
    anAccountField('Small__c', { type: 'double', precision: 1 }),
    anAccountField('Seats__c'),
    anAccountField('Renewal__c', { type: 'date' }),
    anAccountField('Segment__c', { type: 'picklist' }),
    anAccountField('Flag__c', { type: 'boolean' }),
  ];
  organization.catalogue = [aMetric(combined), aMetric(ofPackage)];
  const period = { start: '2026-10-01', end: '2026-10-31' };
  organization.data
    .set(combined, { state: 'loaded', period })
    .set(ofPackage, { state: 'loaded', period });
  organization.licenses = [
    aLicense({ accountId: used, seats: 25, expiration: '2027-03-31' }),
    aLicense({ accountId: idle, name: 'L-00002', organizationId: '00D000000000002', seats: null }),
    aLicense({
      accountId: lapsed,
      name: 'L-00003',
      organizationId: '00D000000000003',
      status: 'UNINSTALLED',
    }),
  ];
  const blank = { Seats__c: null, Renewal__c: null, Segment__c: null, Flag__c: null };
  organization.addAccount(used, { ...blank, Seats__c: 0, Segment__c: 'SMB', Flag__c: false });
  organization.addAccount(idle, { ...blank, Renewal__c: '2028-01-31' });
  organization.addAccount(lapsed, { ...blank, Seats__c: -5 });
  organization.addAccount(prospect, blank);
  organization.numbers.set(
    used,
    new Map([
      [combined, 120],
      [ofPackage, 120],
    ]),
  );
  timeMs = now.getTime();
  const clock = { now: () => new Date(timeMs), sleep: () => Promise.resolve() };
  previews = answerPreviews({ ...organization.ports(), clock });
});

function request(part: Partial<PreviewRequest> = {}): PreviewRequest {
  return {
    kind: 'Metric',
    accountField: 'MAU__c',
    metricKey: ofPackage,
    accountIds: [used, idle, lapsed],
    sampleSize: 6,
    ...part,
  };
}
const source = (kind: MappingKind, accountField: string) =>
  request({ kind, accountField, metricKey: null });

async function preview(asked: PreviewRequest): Promise<Preview> {
  const answer = await previews.preview(asked);
  if ('problem' in answer) throw new Error(answer.problem.message);
  return answer;
}

describe('the preview of a metric', () => {
  it('has a number, 0 and NULL, each with its reason', async () => {
    expect(await preview(request())).toEqual({
      rows: [
        {
          accountId: used,
          licensed: true,
          write: true,
          nextNumber: 120,
          nextText: null,
          explanation: 'counted from 2026-10-01 to 2026-10-31',
        },
        {
          accountId: idle,
          licensed: true,
          write: true,
          nextNumber: 0,
          nextText: null,
          explanation: 'no usage from 2026-10-01 to 2026-10-31',
        },
        {
          accountId: lapsed,
          licensed: false,
          write: true,
          nextNumber: null,
          nextText: null,
          explanation: 'not licensed for Acme Tournaments: License L-00003 is Uninstalled',
        },
      ],
      counts: { number: 1, zero: 1, null: 1, kept: 0 },
    });
  });

  it('that is combined is never NULL', async () => {
    const { rows, counts } = await preview(request({ metricKey: combined }));
    expect(rows.map(({ nextNumber }) => nextNumber)).toEqual([120, 0, 0]);
    expect(rows.map(({ licensed }) => licensed)).toEqual([true, true, false]);
    expect(counts).toEqual({ number: 1, zero: 2, null: 0, kept: 0 });
  });

  it('without data, or being recalculated, keeps what licences do not take away', async () => {
    organization.data.set(ofPackage, { state: 'no-data' });
    const { rows, counts } = await preview(request());
    expect(rows.map(({ write }) => write)).toEqual([false, false, true]);
    expect(counts).toEqual({ number: 0, zero: 0, null: 1, kept: 2 });
    organization.data.set(ofPackage, { state: 'recalculating' });
    expect((await preview(request())).counts.kept).toBe(3);
  });

  it('that does not fit into the field keeps what is there', async () => {
    const { rows, counts } = await preview(request({ accountField: 'Small__c' }));
    expect(rows[0]).toMatchObject({ write: false, nextNumber: null });
    expect(rows[0]?.explanation).toContain('more digits');
    expect(counts).toEqual({ number: 0, zero: 1, null: 1, kept: 1 });
  });

  it('shows no Account that is not in the scope', async () => {
    const foreign = '001000000000077AAA';
    const { rows, counts } = await preview(request({ accountIds: [prospect, foreign, idle] }));
    expect(rows.map(({ accountId }) => accountId)).toEqual([idle]);
    expect(counts).toEqual({ number: 1, zero: 1, null: 1, kept: 0 });
  });

  it.each([
    [1, [used]],
    [2, [used, lapsed]],
    [3, [used, idle, lapsed]],
    [50, [used, idle, lapsed]],
  ])('chooses %i Accounts, licensed and unlicensed', async (sampleSize, expected) => {
    const { rows } = await preview(request({ accountIds: [], sampleSize }));
    expect(rows.map(({ accountId }) => accountId)).toEqual(expected);
  });
});

describe('the Accounts it chooses', () => {
  it('fill up with unlicensed ones where few are licensed', async () => {
    organization.licenses = organization.licenses.map((license) =>
      license.accountId === used ? license : { ...license, status: 'EXPIRED' },
    );
    const { rows } = await preview(request({ accountIds: [], sampleSize: 3 }));
    expect(rows.map(({ accountId }) => accountId)).toEqual([used, idle, lapsed]);
    expect(rows.map(({ licensed }) => licensed)).toEqual([true, false, false]);
  });
});

describe('the preview of a source', () => {
  it('takes 0 seats from the field, and tells what decides where it can not', async () => {
    const { rows, counts } = await preview(source('InternalSeats', 'Seats__c'));
    expect(rows.map(({ nextNumber, explanation }) => [nextNumber, explanation])).toEqual([
      [0, 'as the field has it'],
      [null, 'the field is empty, so the licenses decide: without a limit'],
      [null, '-5 is negative, and nothing else tells'],
    ]);
    expect(counts).toEqual({ number: 0, zero: 1, null: 2, kept: 0 });
  });

  it('estimates external seats only where that is set', async () => {
    const external = source('ExternalSeats', 'Seats__c');
    expect((await preview(external)).rows.map(({ nextNumber }) => nextNumber)).toEqual([
      0,
      null,
      null,
    ]);
    expect(organization.measured).toBeUndefined();
    organization.settings = { ...defaultSettings, externalAccessEnabled: true };
    timeMs += 300_001;
    await preview(external);
    expect(organization.measured?.estimateExternalUsers).toBe(true);
  });

  it('takes a date from the field, and from the licences where it is empty', async () => {
    const { rows, counts } = await preview(source('RenewalDate', 'Renewal__c'));
    expect(rows.map(({ nextText }) => nextText)).toEqual(['2027-03-31', '2028-01-31', null]);
    expect(rows.every(({ nextNumber }) => nextNumber === null)).toBe(true);
    expect(counts).toEqual({ number: 2, zero: 0, null: 1, kept: 0 });
  });

  it('shows a display field as it is', async () => {
    const segment = await preview(source('DisplayField', 'Segment__c'));
    expect(segment.rows.map(({ nextText }) => nextText)).toEqual(['SMB', null, null]);
    const flag = await preview(source('DisplayField', 'Flag__c'));
    expect(flag.rows[0]?.nextText).toBe('false');
    const seats = await preview(source('DisplayField', 'Seats__c'));
    expect(seats.rows.map(({ nextText }) => nextText)).toEqual(['0', null, '-5']);
    expect(seats.counts).toEqual({ number: 1, zero: 1, null: 1, kept: 0 });
  });
});

describe('a mapping that can not be carried out', () => {
  it.each([
    ['FIELD_NOT_FOUND', request({ accountField: 'Nothing__c' })],
    ['WRONG_FIELD_TYPE', request({ accountField: 'Segment__c' })],
    ['WRONG_FIELD_TYPE', source('RenewalDate', 'Seats__c')],
    ['UNKNOWN_METRIC', request({ metricKey: 'engagement.yau' })],
    ['METRIC_REMOVED', request({ metricKey: 'feature.gone' })],
  ])('is told with %s', async (code, asked) => {
    expect(await previews.preview(asked)).toMatchObject({ problem: { code } });
  });

  it('is checked anew against a field that was just made', async () => {
    const asked = request({ accountField: 'New__c' });
    expect(await previews.preview(asked)).toMatchObject({ problem: { code: 'FIELD_NOT_FOUND' } });
    organization.fields = [...organization.fields, anAccountField('New__c')];
    expect(await previews.preview(asked)).toHaveProperty('problem');
    timeMs += 5_001;
    expect(await previews.preview(asked)).toHaveProperty('counts');
  });
});

describe('the reading of the organization', () => {
  it('serves previews for five minutes', async () => {
    await preview(request());
    organization.licenses = [];
    timeMs += 300_000;
    expect((await preview(request())).rows).toHaveLength(3);
    timeMs += 1;
    expect((await preview(request())).rows).toHaveLength(0);
  });

  it('keeps the Accounts of the fields that were asked for last, and reads them one after the other', async () => {
    const ports = organization.ports();
    const read: string[] = [];
    let atOnce = 0;
    async function* readAccounts(wanted: AccountRequest) {
      read.push(wanted.fields.join());
      atOnce += 1;
      expect(atOnce).toBe(1);
      yield* ports.accounts.readAccounts(wanted);
      atOnce -= 1;
    }
    const basis = await readBasis({
      ...ports,
      accounts: { ...ports.accounts, readAccounts },
    });
    await Promise.all(['A', 'B', 'C', 'A', 'D'].map((field) => basis.accounts([field])));
    expect(read).toEqual(['A', 'B', 'C', 'D']);
    for (const field of ['C', 'A', 'D', 'A']) await basis.accounts([field]);
    expect(read).toEqual(['A', 'B', 'C', 'D']);
    expect(await basis.accounts(['B'])).toHaveLength(3);
    await basis.accounts(['A']);
    await basis.accounts(['C']);
    expect(read).toEqual(['A', 'B', 'C', 'D', 'B', 'C']);
  });

  it('takes in no App Analytics files, which would change what a run under way goes by', async () => {
    let refreshed = 0;
    const ports = organization.ports();
    const refresh = () => {
      refreshed += 1;
      return Promise.resolve([]);
    };
    const asked = answerPreviews({ ...ports, usage: { ...ports.usage, refresh } });
    expect(await asked.preview(request())).toHaveProperty('counts');
    expect(refreshed).toBe(0);
  });

  it('is not kept where it failed', async () => {
    organization.licenseError = new OrgError('incomplete', 'X', 'Not all Licenses came.');
    await expect(previews.preview(request())).rejects.toThrow('Not all Licenses came.');
    organization.licenseError = undefined;
    expect((await preview(request())).rows).toHaveLength(3);
  });
});
