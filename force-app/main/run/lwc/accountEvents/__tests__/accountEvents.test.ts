import { accountEvents } from 'c/accountEvents';

const entry = {
  entryId: 'e1',
  runId: 'r1',
  runName: 'RUN-000041',
  happenedAt: '2026-11-24T20:00:01.000Z',
  level: 'Error',
  errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  message: 'more than 25: ask sales.',
  explanation: 'A validation rule of the org refused the Account.',
  developerName: 'MAU',
  mappingLabel: 'MAU, combined',
  accountField: 'MAU__c',
};
const outcome = {
  runId: 'r1',
  runName: 'RUN-000041',
  happenedAt: '2026-11-24T20:00:00.000Z',
  outcome: 'failed',
  developerName: 'MAU',
  mappingLabel: 'MAU, combined',
  accountField: 'MAU__c',
  fieldLabel: 'Monthly users',
  beforeValue: 0,
  afterValue: 1234,
  explanation: 'counted on 2026-11-23',
  errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  message: 'more than 25: ask sales.',
};
const written = { ...outcome, outcome: 'written', errorCode: null, message: null };

describe('c/accountEvents', () => {
  it('tells a refused value with its reason, the message of the rule, and what to do, once', () => {
    const rows = accountEvents([entry], [outcome]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      runId: 'r1',
      runName: 'RUN-000041',
      level: { text: 'Failed', tone: 'bad' },
      lines: [
        '0 → 1,234. Counted on Nov 23, 2026',
        'More than 25: ask sales.',
        'A validation rule of the org refused the Account.',
      ],
    });
    expect(rows[0]?.facts).toMatch(
      /^Nov 24, 2026.* · MAU, combined · Monthly users · FIELD_CUSTOM_VALIDATION_EXCEPTION$/,
    );
  });

  it('tells what was written, and keeps NULL and 0 apart', () => {
    const cleared = { ...written, beforeValue: 0, afterValue: null };
    const zero = { ...written, beforeValue: null, afterValue: 0, mappingLabel: null };
    const rows = accountEvents([], [cleared, zero]);
    expect(rows.map(({ lines }) => lines)).toEqual([
      ['0 → NULL. Counted on Nov 23, 2026'],
      ['NULL → 0. Counted on Nov 23, 2026'],
    ]);
    expect(rows.map(({ level }) => level.text)).toEqual(['Written', 'Written']);
    expect(rows[1]?.facts).toMatch(/ · MAU · Monthly users$/);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
  });

  it('tells what the log says besides: message and explanation, the newest first', () => {
    const remark = { ...entry, entryId: 'e2', level: 'Info', errorCode: 'CHANGED_BY_OTHERS' };
    const rows = accountEvents([remark, { ...remark, entryId: 'e3', runId: 'r2' }], [written]);
    expect(rows.map(({ key }) => key)).toEqual(['e2', 'e3', 'outcome-0']);
    expect(rows[0]?.lines).toEqual([
      'More than 25: ask sales.',
      'A validation rule of the org refused the Account.',
    ]);
  });

  it.each([
    ['of another run', { runId: 'r2' }],
    ['of another mapping', { developerName: 'WAU' }],
    ['with another code', { errorCode: 'UNABLE_TO_LOCK_ROW' }],
  ])('does not take an entry %s for the same', (_, other) => {
    expect(accountEvents([{ ...entry, ...other }], [outcome])).toHaveLength(2);
  });

  it('takes an entry about the whole run for the same', () => {
    const dryRun = { errorCode: 'DRY_RUN', message: 'The run is a dry run.' };
    const whole = { ...entry, ...dryRun, developerName: null, explanation: null };
    const deferred = { ...outcome, ...dryRun, outcome: 'deferred' };
    const rows = accountEvents([whole], [deferred, { ...deferred, developerName: 'WAU' }]);
    expect(rows.map(({ level }) => level.text)).toEqual(['Deferred', 'Deferred']);
  });
});
