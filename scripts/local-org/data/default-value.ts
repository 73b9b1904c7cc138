import { compiledFormula } from '../schema/formula/compiled-formula.ts';
import { FormulaError } from '../schema/formula/formula-error.ts';
import type { FieldSchema } from '../schema/object-schema.ts';
import type { SqlValue, Store } from './store.ts';

/** SQL of a field's default. Defaults can't name other fields. Throws `FormulaError`. */
export function defaultExpression(source: string): string {
  return compiledFormula(source, {
    treatBlanksAs: 'BlankAsBlank',
    resolve: (path) => {
      throw new FormulaError(`Field ${path.join('.')} may not be used in a default value`);
    },
  }).sql;
}

/** What a new record gets where nothing was given: the picklist's default value, the default formula, or null. */
export function defaultValue(store: Store, field: FieldSchema): SqlValue {
  const listed = field.picklist?.values.find(({ isDefault }) => isDefault);
  if (listed) return listed.value;
  if (field.defaultValue === null) return field.type === 'boolean' ? 0 : null;
  const value = store.get(`SELECT ${defaultExpression(field.defaultValue)} AS value`)?.value;
  return value === undefined || value === '' ? null : value;
}
