import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { addSqlFunctions } from '../../local-org/data/sql-functions.ts';
import { field } from '../../local-org/schema/field.ts';
import { compiledFormula } from '../../local-org/schema/formula/compiled-formula.ts';
import { FormulaError } from '../../local-org/schema/formula/formula-error.ts';
import type { FieldType } from '../../local-org/schema/object-schema.ts';
import { componentName, objectNameOf, packageModel } from '../metadata/package-model.ts';
import { readSourceFiles } from '../metadata/source-file.ts';
import { parseXml, textAt } from '../metadata/xml-element.ts';

/** A record as a rule sees it: field or `Parent__r.Field` to its value. */
type RuleRecord = Readonly<Record<string, string | number>>;

const files = await readSourceFiles('force-app');
const documents = files.map(({ path, text }) => {
  const root = parseXml(text);
  if (typeof root === 'string') throw new Error(`${path}: ${root}`);
  return { path, name: componentName(path), root };
});
const model = packageModel(documents);
const rules = documents
  .filter(({ root }) => root.name === 'ValidationRule')
  .map(({ path, name, root }) => ({
    name: `${objectNameOf(path) ?? ''}.${name}`,
    formula: textAt(root, 'errorConditionFormula') ?? '',
  }));

const database = new DatabaseSync(':memory:');
addSqlFunctions(database, { now: () => new Date('2026-05-01T00:00:00Z') });

const types: Readonly<Record<string, FieldType>> = {
  Text: 'string',
  Picklist: 'picklist',
  Number: 'double',
  DateTime: 'datetime',
  Checkbox: 'boolean',
};

function fieldType(rule: string, path: readonly string[]): FieldType {
  const object = model.objects.get(rule.split('.', 1)[0] ?? '');
  const [name = '', ...rest] = path;
  if (rest.length > 0) return 'string';
  const type = types[object?.fields.get(name)?.type ?? ''];
  if (!type) throw new FormulaError(`${rule}: no field ${name} of a type that rules use`);
  return type;
}

/** Whether the rule refuses the record, as the formula engine of the local org sees it. */
function refuses(rule: string, record: RuleRecord): boolean {
  const formula = rules.find(({ name }) => name === rule)?.formula;
  if (formula === undefined) throw new Error(`The package has no validation rule ${rule}.`);
  const { sql } = compiledFormula(formula, {
    treatBlanksAs: 'BlankAsBlank',
    resolve: (path) => {
      const type = fieldType(rule, path);
      const value = record[path.join('.')];
      const text = value === undefined ? 'NULL' : `'${value}'`;
      return { sql: typeof value === 'number' ? String(value) : text, field: field('', '', type) };
    },
  });
  return database.prepare(`SELECT ${sql} AS refused`).get()?.refused === 1;
}

const mappings = 'FieldMapping__mdt';
const settings = 'SyncSettings__mdt';
const packageId = '033000000000001';

const cases: readonly (readonly [rule: string, record: RuleRecord, refused: boolean])[] = [
  [`${mappings}.MetricKeyNeeded`, { Kind__c: 'Metric' }, true],
  [`${mappings}.MetricKeyNeeded`, { Kind__c: 'Metric', MetricKey__c: 'engagement.mau' }, false],
  [`${mappings}.MetricKeyNeeded`, { Kind__c: 'RenewalDate' }, false],
  [`${mappings}.MetricKeyOnlyForMetric`, { Kind__c: 'DisplayField', MetricKey__c: 'x' }, true],
  [`${mappings}.MetricKeyOnlyForMetric`, { Kind__c: 'DisplayField' }, false],
  [`${mappings}.MetricKeyOnlyForMetric`, { Kind__c: 'Metric', MetricKey__c: 'x' }, false],
  [`${mappings}.MetricKeyFormat`, {}, false],
  [`${mappings}.MetricKeyFormat`, { MetricKey__c: 'engagement.mau' }, false],
  [`${mappings}.MetricKeyFormat`, { MetricKey__c: `engagement.dau.${packageId}` }, false],
  [`${mappings}.MetricKeyFormat`, { MetricKey__c: 'engagement.yau' }, true],
  [`${mappings}.MetricKeyFormat`, { MetricKey__c: 'engagement.mau.04t000000000001' }, true],
  [`${mappings}.MetricKeyFormat`, { MetricKey__c: 'feature.tournament.events' }, false],
  [`${mappings}.MetricKeyFormat`, { MetricKey__c: 'feature.tournament.users' }, true],
  [`${mappings}.MetricKeyFormat`, { MetricKey__c: `records.${packageId}.Player` }, false],
  [`${mappings}.MetricKeyFormat`, { MetricKey__c: 'records.Player' }, true],
  [`${mappings}.ObjectIsAccount`, { 'Object__r.QualifiedApiName': 'Account' }, false],
  [`${mappings}.ObjectIsAccount`, { 'Object__r.QualifiedApiName': 'Contact' }, true],
  [`${mappings}.RemovedIsInactive`, { IsRemoved__c: 1, IsActive__c: 1 }, true],
  [`${mappings}.RemovedIsInactive`, { IsRemoved__c: 1, IsActive__c: 0 }, false],
  [`${mappings}.RemovedIsInactive`, { IsRemoved__c: 0, IsActive__c: 1 }, false],
  [`${settings}.ApiReserveIsShare`, {}, false],
  [`${settings}.ApiReserveIsShare`, { ApiReservePercent__c: 0 }, false],
  [`${settings}.ApiReserveIsShare`, { ApiReservePercent__c: 100 }, false],
  [`${settings}.ApiReserveIsShare`, { ApiReservePercent__c: 101 }, true],
  [`${settings}.ApiReserveIsShare`, { ApiReservePercent__c: -1 }, true],
  [`${settings}.MassChangeBrakeIsShare`, {}, false],
  [`${settings}.MassChangeBrakeIsShare`, { MassChangeBrakePercent__c: 100 }, false],
  [`${settings}.MassChangeBrakeIsShare`, { MassChangeBrakePercent__c: 101 }, true],
  [`${settings}.MassChangeBrakeIsShare`, { MassChangeBrakePercent__c: -1 }, true],
  [`${settings}.DailyStartFormat`, {}, false],
  [`${settings}.DailyStartFormat`, { DailyStart__c: '00:00' }, false],
  [`${settings}.DailyStartFormat`, { DailyStart__c: '23:59' }, false],
  [`${settings}.DailyStartFormat`, { DailyStart__c: '24:00' }, true],
  [`${settings}.DailyStartFormat`, { DailyStart__c: '9:30' }, true],
  [`${settings}.LogRetentionAtLeastOneDay`, {}, false],
  [`${settings}.LogRetentionAtLeastOneDay`, { LogRetentionDays__c: 1 }, false],
  [`${settings}.LogRetentionAtLeastOneDay`, { LogRetentionDays__c: 0 }, true],
  ['UsageMetric__c.KeyFormat', { Key__c: 'engagement.wau' }, false],
  ['UsageMetric__c.KeyFormat', { Key__c: 'Engagement.WAU' }, true],
  ['SyncLogEntry__c.OccurredAtLeastOnce', {}, false],
  ['SyncLogEntry__c.OccurredAtLeastOnce', { OccurrenceCount__c: 1 }, false],
  ['SyncLogEntry__c.OccurredAtLeastOnce', { OccurrenceCount__c: 0 }, true],
  ['SyncRun__c.CountsNotNegative', {}, false],
  ['SyncRun__c.CountsNotNegative', { ValuesRead__c: 0, ApiCallsUsed__c: 7 }, false],
  ['SyncRun__c.CountsNotNegative', { ApiCallsUsed__c: -1 }, true],
  ['SyncRun__c.FinishedNotBeforeStarted', { StartedAt__c: '2026-05-01T23:30:00.000+0000' }, false],
  [
    'SyncRun__c.FinishedNotBeforeStarted',
    { StartedAt__c: '2026-05-01T23:30:00.000+0000', FinishedAt__c: '2026-05-01T23:30:00.000+0000' },
    false,
  ],
  [
    'SyncRun__c.FinishedNotBeforeStarted',
    { StartedAt__c: '2026-05-01T23:30:00.000+0000', FinishedAt__c: '2026-05-01T23:29:59.000+0000' },
    true,
  ],
];

describe('the validation rules', () => {
  it.each(cases)('%s on %j refuses: %s', (rule, record, refused) => {
    expect(refuses(rule, record)).toBe(refused);
  });

  it('are each shown a record that they refuse and one that they take', () => {
    const shown = new Set(cases.map(([rule, , refused]) => `${rule} ${String(refused)}`));
    const wanted = rules.flatMap(({ name }) => [`${name} false`, `${name} true`]);
    expect(wanted.filter((each) => !shown.has(each))).toEqual([]);
  });

  it.each([
    ['AccountsRead__c'],
    ['ValuesRead__c'],
    ['ValuesUnchanged__c'],
    ['ValuesWritten__c'],
    ['ValuesCleared__c'],
    ['ValuesFailed__c'],
    ['ValuesDeferred__c'],
    ['ApiCallsPredicted__c'],
    ['ApiCallsUsed__c'],
  ])('refuse a run with a negative %s', (count) => {
    expect(refuses('SyncRun__c.CountsNotNegative', { [count]: -1 })).toBe(true);
  });
});
