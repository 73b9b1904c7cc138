import { compiledFormula } from '../schema/formula/compiled-formula.ts';
import type { FieldSchema, ObjectSchema, ValidationRule } from '../schema/object-schema.ts';
import type { Schema } from '../schema/schema.ts';
import { SourceTree } from '../soql/source.ts';
import type { OrgContext } from './org-context.ts';
import { RowFailure, saveError } from './row-failure.ts';
import type { SaveError } from './save-result.ts';
import { quoted, type SqlRow, type SqlValue } from './store.ts';

/** The rules of one object as one SELECT over the saved record: a column a rule, 1 where it is violated. */
interface CompiledRules {
  readonly version: number;
  readonly rules: readonly ValidationRule[];
  readonly sql: string;
  readonly priorFields: readonly FieldSchema[];
  readonly asksIsNew: boolean;
}

const compiled = new WeakMap<Schema, Map<string, CompiledRules>>();

/**
 * Checks a record that has just been written, inside its transaction. Throws `RowFailure` with every rule it breaks.
 * `before` is the row as it was, undefined for a new record.
 */
export function checkValidationRules(
  { store, schema }: OrgContext,
  object: ObjectSchema,
  id: string,
  before: SqlRow | undefined,
): void {
  if (!object.validationRules.some(({ active }) => active)) return;
  const compiledSelect = compiledRules(schema, object);
  const row = store.getNamed(compiledSelect.sql, parameters(compiledSelect, id, before)) ?? {};
  const broken = compiledSelect.rules.filter((_, at) => row[`rule${at}`] === 1);
  if (broken.length > 0) throw new RowFailure(...broken.map(violation));
}

function parameters(
  { priorFields, asksIsNew }: CompiledRules,
  id: string,
  before: SqlRow | undefined,
): SqlRow {
  const values: Record<string, SqlValue> = { id };
  if (asksIsNew) values.isNew = before ? 0 : 1;
  for (const { name } of priorFields) values[`prior_${name}`] = before?.[name] ?? null;
  return values;
}

function violation({ errorMessage, errorDisplayField }: ValidationRule): SaveError {
  const fields = errorDisplayField === null ? [] : [errorDisplayField];
  return saveError('FIELD_CUSTOM_VALIDATION_EXCEPTION', errorMessage, fields);
}

function compiledRules(schema: Schema, object: ObjectSchema): CompiledRules {
  const cache = compiled.get(schema) ?? new Map<string, CompiledRules>();
  compiled.set(schema, cache);
  const found = cache.get(object.name);
  if (found?.version === schema.version) return found;
  const rules = validationSelect(schema, object);
  cache.set(object.name, rules);
  return rules;
}

/** Compiles the active rules. Throws `FormulaError`, prefixed by nothing: a deploy compiles each rule on its own first. */
function validationSelect(schema: Schema, object: ObjectSchema): CompiledRules {
  const rules = object.validationRules.filter(({ active }) => active);
  const tree = new SourceTree(schema, 't');
  const root = tree.root(object);
  const priorFields = new Set<FieldSchema>();
  let asksIsNew = false;
  const scope = root.scope('BlankAsBlank', {
    prior: (field) => {
      priorFields.add(field);
      return `$prior_${field.name}`;
    },
    get isNew() {
      asksIsNew = true;
      return '$isNew';
    },
  });
  const columns = rules.map(
    ({ errorConditionFormula }, at) =>
      `(${compiledFormula(errorConditionFormula, scope).sql}) IS TRUE AS rule${at}`,
  );
  const from = `${quoted(object.name)} ${root.alias} ${tree.joins.join(' ')}`;
  const sql = `SELECT ${columns.join(', ')} FROM ${from} WHERE ${root.column('Id')} = $id`;
  return { version: schema.version, rules, sql, priorFields: [...priorFields], asksIsNew };
}

/** Throws `FormulaError` for a rule that can't be compiled or isn't a condition. */
export function checkRuleFormula(schema: Schema, object: ObjectSchema, rule: ValidationRule): void {
  const scope = new SourceTree(schema, 't')
    .root(object)
    .scope('BlankAsBlank', { prior: () => 'NULL', isNew: '0' });
  compiledFormula(`NOT(${rule.errorConditionFormula})`, scope);
}
