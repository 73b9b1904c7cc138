import { ApexBlob } from '../../values/apex-blob.ts';
import { ApexDatetime } from '../../values/apex-datetime.ts';
import { ApexDate } from '../../values/apex-date.ts';
import { ApexDecimal } from '../../values/apex-decimal.ts';
import { ApexId } from '../../values/apex-id.ts';
import { ApexList } from '../../values/apex-list.ts';
import { ApexMap } from '../../values/apex-map.ts';
import { ApexSet } from '../../values/apex-set.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { objectType, stringType, typeNameText, type TypeName } from '../../values/type-name.ts';
import type { NativeRun, ReflectedClass } from '../native-run.ts';
import { parsedDecimal, parsedDouble, parsedWhole } from '../number-format.ts';
import { emptyCollection } from '../runtime-type.ts';
import { JsonNumber, type Json } from './parsed-json.ts';

/** JSON.deserializeUntyped: Map<String, Object>, List<Object>, String, Boolean, Integer, Long or Decimal. */
export function untypedValue(run: NativeRun, json: Json): ApexValue {
  if (json instanceof JsonNumber) return untypedNumber(run, json.text);
  if (json === null || typeof json !== 'object') return json;
  if (json instanceof Map) {
    const map = new ApexMap(stringType, objectType);
    for (const [name, value] of json as ReadonlyMap<string, Json>)
      map.put(run, name, untypedValue(run, value));
    return map;
  }
  return new ApexList(
    objectType,
    (json as readonly Json[]).map((each) => untypedValue(run, each)),
  );
}

function untypedNumber(run: NativeRun, text: string): ApexValue {
  if (/[.eE]/.test(text)) return parsedDecimal(run, text);
  const value = BigInt(text);
  if (value === BigInt.asIntN(32, value)) return Number(value);
  return value === BigInt.asIntN(64, value) ? value : new ApexDecimal(value, 0);
}

/** The JSON as a value of the type. `isStrict` refuses members the class doesn't have. Throws JSONException. */
export function typedValue(
  run: NativeRun,
  json: Json,
  type: TypeName,
  isStrict: boolean,
): ApexValue {
  if (json === null) return null;
  const name = type.name.toLowerCase().replace(/^system\./, '');
  const scalar = scalars[name];
  if (scalar) return scalar(run, json);
  if (name === 'object') return untypedValue(run, json);
  return json instanceof Map
    ? objectValue(run, json as ReadonlyMap<string, Json>, type, isStrict)
    : listValue(run, json, type, isStrict);
}

function listValue(run: NativeRun, json: Json, type: TypeName, isStrict: boolean): ApexValue {
  if (typeof json === 'string') return enumValue(run, json, type);
  const collection = emptyCollection(type);
  if (!Array.isArray(json) || collection === null || collection instanceof ApexMap)
    throw mismatch(run, type);
  for (const each of json as readonly Json[]) {
    collection.add(run, typedValue(run, each, collection.elementType, isStrict));
  }
  return collection;
}

function enumValue(run: NativeRun, name: string, type: TypeName): ApexValue {
  const values = run.reflection.enumNamed(type.name)?.values ?? [];
  const value = values.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (value) return value;
  throw mismatch(run, type);
}

function objectValue(
  run: NativeRun,
  json: ReadonlyMap<string, Json>,
  type: TypeName,
  isStrict: boolean,
): ApexValue {
  const collection = emptyCollection(type);
  if (collection instanceof ApexMap) {
    for (const [name, value] of json) {
      collection.put(
        run,
        typedValue(run, name, collection.keyType, isStrict),
        typedValue(run, value, collection.valueType, isStrict),
      );
    }
    return collection;
  }
  const reflected = run.reflection.classNamed(type.name);
  if (reflected) return instance(run, json, reflected, isStrict);
  const record = run.reflection.sObjectNamed(type.name);
  if (record && !(collection instanceof ApexSet)) return record.fromJson(run, json);
  throw mismatch(run, type);
}

function instance(
  run: NativeRun,
  json: ReadonlyMap<string, Json>,
  type: ReflectedClass,
  isStrict: boolean,
): ApexObject {
  const made = type.blank();
  for (const [name, value] of json) {
    const at = type.fields.findIndex((each) => each.name.toLowerCase() === name.toLowerCase());
    const field = type.fields[at];
    if (!field) {
      if (isStrict) throw run.exception('JSONException', `Unknown field: ${type.name}.${name}`);
      continue;
    }
    if (!field.isTransient) made.fields[at] = typedValue(run, value, field.type, isStrict);
  }
  return made;
}

type Scalar = (run: NativeRun, json: Json) => ApexValue;

/** The primitive types. A number or Boolean takes its text form as well, and a String takes any scalar. */
const scalars: Readonly<Record<string, Scalar>> = {
  string: (run, json) => scalarText(run, json, 'String'),
  boolean: (run, json) => {
    const text = scalarText(run, json, 'Boolean').toLowerCase();
    if (text === 'true' || text === 'false') return text === 'true';
    throw mismatch(run, { name: 'Boolean', arguments: [] });
  },
  integer: (run, json) => Number(parsedWhole(run, scalarText(run, json, 'Integer'), 'Integer')),
  long: (run, json) => parsedWhole(run, scalarText(run, json, 'Long'), 'Long'),
  decimal: (run, json) => parsedDecimal(run, scalarText(run, json, 'Decimal')),
  double: (run, json) => parsedDouble(run, scalarText(run, json, 'Double')),
  id: (run, json) => {
    const text = scalarText(run, json, 'Id');
    const id = ApexId.parse(text);
    if (id) return id;
    throw run.exception('JSONException', `Invalid id: ${text}`);
  },
  date: (run, json) => new ApexDate(Math.floor(moment(run, json, 'Date') / 86_400_000)),
  datetime: (run, json) => new ApexDatetime(moment(run, json, 'Datetime')),
  blob: (run, json) => new ApexBlob(Buffer.from(scalarText(run, json, 'Blob'), 'base64')),
};

function moment(run: NativeRun, json: Json, type: string): number {
  const text = scalarText(run, json, type);
  const ms = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(ms)) return ms;
  throw run.exception('JSONException', `Invalid ${type.toLowerCase()}: ${text}`);
}

function scalarText(run: NativeRun, json: Json, type: string): string {
  if (json instanceof JsonNumber) return json.text;
  if (typeof json === 'string' || typeof json === 'boolean') return String(json);
  throw mismatch(run, { name: type, arguments: [] });
}

function mismatch(run: NativeRun, type: TypeName): Error {
  return run.exception('JSONException', `Illegal value for type ${typeNameText(type)}`);
}
