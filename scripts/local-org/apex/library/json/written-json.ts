import { ApexRecord } from '../../values/apex-record.ts';
import { ApexBlob } from '../../values/apex-blob.ts';
import { ApexDatetime } from '../../values/apex-datetime.ts';
import { ApexDecimal } from '../../values/apex-decimal.ts';
import { ApexDouble } from '../../values/apex-double.ts';
import { ApexList } from '../../values/apex-list.ts';
import { ApexMap } from '../../values/apex-map.ts';
import { ApexObject } from '../../values/apex-object.ts';
import { ApexSet } from '../../values/apex-set.ts';
import type { ApexReference, ApexValue } from '../../values/apex-value.ts';
import { textOf } from '../../values/text.ts';
import type { NativeRun } from '../native-run.ts';

/** The API version in an sObject's `attributes.url`. */
const apiVersion = 'v67.0';

export interface JsonStyle {
  /** JSON.serializePretty: two blanks a level, `"name" : value`. */
  readonly isPretty: boolean;
  /** Leaves out fields of Apex objects that are null (not entries of Maps). */
  readonly suppressesNulls: boolean;
}

/** The value as JSON.serialize writes it. */
export function writtenJson(run: NativeRun, value: ApexValue, style: JsonStyle): string {
  return new JsonWriter(run, style).text(value, '');
}

class JsonWriter {
  readonly #run: NativeRun;
  readonly #style: JsonStyle;

  constructor(run: NativeRun, style: JsonStyle) {
    this.#run = run;
    this.#style = style;
  }

  text(value: ApexValue, indent: string): string {
    if (value === null) return 'null';
    if (typeof value === 'string') return JSON.stringify(value);
    return typeof value === 'object' ? this.#reference(value, indent) : String(value);
  }

  #reference(value: ApexReference, indent: string): string {
    if (value instanceof ApexList) return this.#array(value.elements, indent);
    if (value instanceof ApexSet) return this.#array([...value.values()], indent);
    if (value instanceof ApexMap) return this.#object(mapEntries(this.#run, value), indent);
    if (value instanceof ApexRecord) return this.#object(recordEntries(value), indent);
    if (value instanceof ApexObject) return this.#instance(value, indent);
    return scalarText(this.#run, value);
  }

  #instance(value: ApexObject, indent: string): string {
    const fields = this.#run.reflection.classNamed(value.typeName)?.fields;
    if (!fields) {
      throw this.#run.exception(
        'JSONException',
        `Apex Type unsupported in JSON: ${value.typeName}`,
      );
    }
    const entries: [string, ApexValue][] = [];
    for (const [at, field] of fields.entries()) {
      const fieldValue = value.fields[at] ?? null;
      if (field.isTransient || (this.#style.suppressesNulls && fieldValue === null)) continue;
      entries.push([field.name, fieldValue]);
    }
    return this.#object(entries, indent);
  }

  #array(values: readonly ApexValue[], indent: string): string {
    // Jackson, which the platform writes with, keeps an array on one line: `[ 1, 2 ]`.
    const items = values.map((each) => this.text(each, indent));
    if (!this.#style.isPretty) return `[${items.join(',')}]`;
    return items.length === 0 ? '[ ]' : `[ ${items.join(', ')} ]`;
  }

  #object(entries: readonly (readonly [string, ApexValue | Attributes])[], indent: string): string {
    const { isPretty } = this.#style;
    const inner = isPretty ? `${indent}  ` : '';
    const members = entries.map(([name, value]) => {
      const text =
        value instanceof Attributes ? this.#object(value.entries, inner) : this.text(value, inner);
      return `${inner}${JSON.stringify(name)}${isPretty ? ' : ' : ':'}${text}`;
    });
    if (!isPretty) return `{${members.join(',')}}`;
    return members.length === 0 ? '{ }' : `{\n${members.join(',\n')}\n${indent}}`;
  }
}

/** What a record's JSON has around its values: `attributes`, and `{ totalSize, done, records }` of children. */
class Attributes {
  readonly entries: readonly (readonly [string, ApexValue])[];

  constructor(entries: readonly (readonly [string, ApexValue])[]) {
    this.entries = entries;
  }
}

function scalarText(run: NativeRun, value: ApexReference): string {
  if (value instanceof ApexDecimal) return value.plainText();
  if (value instanceof ApexDouble) return value.text();
  if (value instanceof ApexDatetime) return JSON.stringify(new Date(value.epochMs).toISOString());
  if (value instanceof ApexBlob) return JSON.stringify(Buffer.from(value.bytes).toString('base64'));
  if (value.isPrimitive || 'ordinal' in value) return JSON.stringify(textOf(value, run));
  throw run.exception('JSONException', `Apex Type unsupported in JSON: ${value.typeName}`);
}

function mapEntries(run: NativeRun, map: ApexMap): [string, ApexValue][] {
  return map
    .keys()
    .map((key): [string, ApexValue] => [textOf(key, run), map.get(run, key)])
    .toArray();
}

function recordEntries(record: ApexRecord): (readonly [string, ApexValue | Attributes])[] {
  const { id, typeName: type } = record;
  const url = `/services/data/${apiVersion}/sobjects/${type}`;
  const attributes = new Attributes(
    id
      ? [
          ['type', type],
          ['url', `${url}/${id.value}`],
        ]
      : [['type', type]],
  );
  // A field that was queried and is blank is left out; one the program set to null is not.
  const values = [...record.values].filter(
    ([name, value]) => value !== null || record.assigned.has(name),
  );
  const parents = [...record.parents].filter(([, parent]) => parent !== null);
  const children = Array.from(record.children, ([name, list]) => [name, childRows(list)] as const);
  return [['attributes', attributes], ...values, ...parents, ...children];
}

function childRows(children: ApexList): Attributes {
  return new Attributes([
    ['totalSize', children.size],
    ['done', true],
    ['records', children],
  ]);
}
