import type { NativeRun } from '../native-run.ts';

/** A number as the text wrote it: JavaScript's would lose digits of a Decimal or a Long. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Json =
  null | boolean | string | JsonNumber | readonly Json[] | ReadonlyMap<string, Json>;

const token =
  /\s*([[\]{},:]|"(?:[^"\\\u0000-\u001f]|\\["\\/bfnrtu])*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/** The JSON text. Throws System.JSONException for one that is malformed. */
export function parsedJson(run: NativeRun, text: string): Json {
  const reader = new JsonReader(run, text);
  const json = reader.value(reader.next());
  reader.end();
  return json;
}

class JsonReader {
  readonly #run: NativeRun;
  readonly #text: string;
  #at = 0;

  constructor(run: NativeRun, text: string) {
    this.#run = run;
    this.#text = text;
  }

  next(): string {
    token.lastIndex = this.#at;
    const match = token.exec(this.#text);
    if (!match?.[1]) throw this.#mistake();
    this.#at = token.lastIndex;
    return match[1];
  }

  value(first: string): Json {
    if (first === '{') return this.#object();
    if (first === '[') return this.#array();
    if (first.startsWith('"')) return this.#string(first);
    if (first === 'null') return null;
    if (first === 'true' || first === 'false') return first === 'true';
    if (/^[-\d]/.test(first)) return new JsonNumber(first);
    throw this.#mistake();
  }

  end(): void {
    if (this.#text.slice(this.#at).trim() !== '') throw this.#mistake();
  }

  #object(): ReadonlyMap<string, Json> {
    const members = new Map<string, Json>();
    for (let each = this.next(); each !== '}'; each = this.#afterItem('}')) {
      const name = this.#string(each);
      if (this.next() !== ':') throw this.#mistake();
      members.set(name, this.value(this.next()));
    }
    return members;
  }

  #array(): readonly Json[] {
    const items: Json[] = [];
    for (let each = this.next(); each !== ']'; each = this.#afterItem(']'))
      items.push(this.value(each));
    return items;
  }

  /** The next item's first token, or the closing bracket. */
  #afterItem(close: string): string {
    const each = this.next();
    if (each === close) return each;
    const item = each === ',' ? this.next() : close;
    if (item === close) throw this.#mistake();
    return item;
  }

  #string(text: string): string {
    if (!text.startsWith('"')) throw this.#mistake();
    try {
      return JSON.parse(text) as string;
    } catch {
      throw this.#mistake();
    }
  }

  #mistake(): Error {
    const before = this.#text.slice(0, this.#at).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    return this.#run.exception(
      'JSONException',
      `Unexpected character or end of input at [line:${before.length}, column:${column}]`,
    );
  }
}
