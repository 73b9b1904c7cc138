import { typeName, type TypeName } from '../values/type-name.ts';

export interface Parameter {
  readonly type: TypeName;
  readonly name: string;
  /** Written `String? text`: null reaches the implementation. Without it, null is a NullPointerException for the caller. */
  readonly isNullable: boolean;
}

/** A member of a platform type as its declaration's Apex text says it. */
export interface Signature {
  /** `void` is the TypeName of that name. For a constructor, the type itself is named. */
  readonly returnType: TypeName;
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

/** `String left(Integer length)`. Throws an Error that quotes the text: a declaration's mistake is the programmer's. */
export function parsedSignature(text: string): Signature {
  const parser = new SignatureParser(text);
  const returnType = parser.type();
  const name = parser.word();
  const parameters = parser.parameters();
  parser.end();
  return { returnType, name, parameters };
}

/** `(Set<T> other)`, a constructor's. */
export function parsedParameters(text: string): readonly Parameter[] {
  const parser = new SignatureParser(text);
  const parameters = parser.parameters();
  parser.end();
  return parameters;
}

/** `Map<Id, List<Account>>`, `String[]` */
export function parsedTypeName(text: string): TypeName {
  const parser = new SignatureParser(text);
  const type = parser.type();
  parser.end();
  return type;
}

class SignatureParser {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = text.match(/[A-Za-z_][\w.]*|\[\]|\S/g) ?? [];
  }

  type(): TypeName {
    const name = this.word();
    let type = typeName(name, ...this.#typeArguments());
    while (this.#accepts('[]')) type = typeName('List', type);
    return type;
  }

  word(): string {
    const token = this.#next();
    if (!/^[A-Za-z_]/.test(token)) throw this.#mistake(token);
    return token;
  }

  parameters(): Parameter[] {
    const parameters: Parameter[] = [];
    this.#expect('(');
    if (this.#accepts(')')) return parameters;
    do {
      const type = this.type();
      const isNullable = this.#accepts('?');
      parameters.push({ type, isNullable, name: this.word() });
    } while (this.#accepts(','));
    this.#expect(')');
    return parameters;
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw this.#mistake(this.#next());
  }

  #typeArguments(): TypeName[] {
    if (!this.#accepts('<')) return [];
    const typeArguments: TypeName[] = [];
    do typeArguments.push(this.type());
    while (this.#accepts(','));
    this.#expect('>');
    return typeArguments;
  }

  #accepts(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  #expect(token: string): void {
    if (!this.#accepts(token)) throw this.#mistake(this.#tokens[this.#at] ?? 'the end');
  }

  #next(): string {
    return this.#tokens[this.#at++] ?? '';
  }

  #mistake(token: string): Error {
    return new Error(`Not a signature: "${this.#text}" at "${token}"`);
  }
}
