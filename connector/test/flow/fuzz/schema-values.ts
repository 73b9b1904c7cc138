import fc from 'fast-check';

/** The part of JSON Schema that the API's description uses. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** Values that the schema admits, as far as it says. */
export function schemaValue(schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(schemaValue));
  const types = [schema.type ?? 'string'].flat();
  return fc.oneof(...types.map((type) => valueOfType(type, schema)));
}

function valueOfType(type: string, schema: Schema): fc.Arbitrary<unknown> {
  const values = valuesOf[type];
  if (values) return values(schema);
  throw new Error(`The fuzz does not know the type ${type}.`);
}

const lowest = -1_000_000;
const highest = 1_000_000;

const valuesOf: Readonly<Record<string, (schema: Schema) => fc.Arbitrary<unknown>>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ minimum: min = lowest, maximum: max = highest }) => fc.integer({ min, max }),
  number: ({ minimum: min = lowest, maximum: max = highest }) =>
    fc.double({ min, max, noNaN: true }),
  array: ({ items = {}, maxItems = 5 }) =>
    fc.array(schemaValue(items), { maxLength: Math.min(maxItems, 5) }),
  object: objectOf,
  string: textOf,
};

function objectOf({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const values = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, schemaValue(schema)]),
  );
  return fc.record(values, { requiredKeys: [...required] });
}

function textOf({ pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (pattern === undefined) return fc.string({ minLength, maxLength: Math.min(maxLength, 200) });
  return fc.stringMatching(new RegExp(pattern), { size: 'small' });
}
