import type { FieldSchema, ObjectSchema } from '../schema/object-schema.ts';
import type { Store } from './store.ts';

/** The next value of an auto-number field: `RUN-{000000}` → `RUN-000001`. `{YYYY}`, `{YY}`, `{MM}`, `{DD}` are the UTC day. */
export function nextAutoNumber(
  store: Store,
  object: ObjectSchema,
  field: FieldSchema,
  now: Date,
): string {
  const number = String(store.next(`number:${object.name}.${field.name}`));
  const [year = '', month = '', day = ''] = now.toISOString().slice(0, 10).split('-');
  return (field.autoNumberFormat ?? '{0}')
    .replace(/\{(0+)\}/, (_, zeros: string) => number.padStart(zeros.length, '0'))
    .replaceAll('{YYYY}', year)
    .replaceAll('{YY}', year.slice(2))
    .replaceAll('{MM}', month)
    .replaceAll('{DD}', day);
}
