import type { NativeType } from '../library/native-type.ts';
import { ApexProblemError } from '../syntax/apex-problem.ts';
import { typeReferenceText, type TypeReference } from '../syntax/type-reference.ts';
import { typeName, typeNameText, type TypeName } from '../values/type-name.ts';
import { type ClassModel, isOpenTo, outermost, typeKey } from './class-model.ts';
import type { Environment, SObjectShape } from './environment.ts';

export const nullType = typeName('null');
export const voidType = typeName('void');
export const objectTypeName = typeName('Object');

/** Numbers widen along this line without a cast; Double and Decimal pass for each other. */
const widening = ['integer', 'long', 'double', 'decimal'];

/**
 * All types by name. A static type is the `TypeName` of its canonical spelling (`String`, `Account`, `Outer.Inner`,
 * `Schema.SObjectField`): types compare by name, and the run time needs nothing else of them.
 */
export class TypeTable {
  readonly environment: Environment;
  readonly classes = new Map<string, ClassModel>();
  readonly #natives = new Map<string, NativeType>();

  constructor(environment: Environment, natives: readonly NativeType[]) {
    this.environment = environment;
    for (const native of natives) this.#natives.set(native.name.toLowerCase(), native);
  }

  native(name: string): NativeType | undefined {
    const key = name.toLowerCase();
    return (
      this.#natives.get(key) ??
      this.#natives.get(`system.${key}`) ??
      this.#natives.get(`schema.${key}`)
    );
  }

  classNamed(name: string): ClassModel | undefined {
    return this.classes.get(name.toLowerCase());
  }

  shape(name: string): SObjectShape | undefined {
    return this.environment.sObjects.find(name);
  }

  /** The type a name means inside a class, in canonical spelling. Inner types come before others. */
  named(name: string, within?: ClassModel): string | undefined {
    const inner = this.#inner(name, within);
    if (inner) return inner.name;
    const native = this.native(name);
    const top = this.classNamed(name)?.name;
    if (top) return top;
    if (native) return native.name.replace(/^System\./, '');
    return (
      this.shape(name.replace(/^Schema\./i, ''))?.name ??
      (name.toLowerCase() === 'object' ? 'Object' : undefined)
    );
  }

  /** Throws ApexProblemError "Invalid type: …", "Type is not visible: …", and for a wrong number of type arguments. */
  resolve(reference: TypeReference, within?: ClassModel): TypeName {
    const name = this.named(reference.parts.map((part) => part.name).join('.'), within);
    if (!name) {
      throw new ApexProblemError(
        reference.position,
        `Invalid type: ${typeReferenceText(reference)}`,
      );
    }
    if (!this.#isVisible(name, within)) {
      throw new ApexProblemError(reference.position, `Type is not visible: ${name}`);
    }
    const types = reference.parts.flatMap((part) => part.arguments);
    const wrong = wrongCount(name, this.#parameterCount(name), types.length);
    if (wrong !== undefined) throw new ApexProblemError(reference.position, wrong);
    return typeName(name, ...types.map((type) => this.resolve(type, within)));
  }

  /** A type inside a class is its own file's alone unless it says otherwise. */
  #isVisible(name: string, within: ClassModel | undefined): boolean {
    const model = this.classNamed(name);
    if (!model?.outer || !within || outermost(model) === outermost(within)) return true;
    return isOpenTo(model.declaration.modifiers, within);
  }

  #parameterCount(name: string): number {
    return this.classNamed(name) ? 0 : (this.native(name)?.typeParameters.length ?? 0);
  }

  isSObject(type: TypeName): boolean {
    if (/^(sobject|aggregateresult)$/i.test(type.name)) return true;
    return this.#isUnknownToProgram(type) && this.shape(type.name) !== undefined;
  }

  /** What a type directly extends and implements, its own type arguments filled in. */
  supertypes(type: TypeName): readonly TypeName[] {
    const model = this.classNamed(type.name);
    if (model) return model.superclass ? [model.superclass, ...model.interfaces] : model.interfaces;
    const native = this.native(type.name);
    if (native) {
      return native.extends.map((each) =>
        this.canonical(substituted(each, bindings(native, type))),
      );
    }
    return this.isSObject(type) && type.name !== 'SObject' ? [typeName('SObject')] : [];
  }

  /** A name of a native signature in canonical spelling. */
  canonical(type: TypeName): TypeName {
    return typeName(
      this.named(type.name) ?? type.name,
      ...type.arguments.map((each) => this.canonical(each)),
    );
  }

  isSubtype(from: TypeName, to: TypeName): boolean {
    if (typeKey(from) === typeKey(to)) return true;
    if (to.name === 'Object') return from.name !== 'void';
    if (this.#isSameGeneric(from, to)) return true;
    return this.supertypes(from).some((each) => this.isSubtype(each, to));
  }

  /** Whether a value of one type may be assigned to the other without a cast. */
  isAssignable(from: TypeName, to: TypeName): boolean {
    if (from.name === 'null') return to.name !== 'void';
    return this.isSubtype(from, to) || isConverted(from, to);
  }

  text(type: TypeName): string {
    return typeNameText(type);
  }

  /** `List<Account>` passes for `List<SObject>` and the other way round; `List<String>` for `List<Object>`. */
  #isSameGeneric(from: TypeName, to: TypeName): boolean {
    if (from.arguments.length === 0 || from.name.toLowerCase() !== to.name.toLowerCase())
      return false;
    const isCovariant = /^(list|iterable|iterator|.*\.iterator)$/i.test(to.name);
    return from.arguments.every((each, at) => {
      const other = to.arguments[at] ?? objectTypeName;
      if (typeKey(each) === typeKey(other)) return true;
      if (isCovariant && this.isSubtype(each, other)) return true;
      if (!this.isSObject(each) || !this.isSObject(other)) return false;
      return this.isSubtype(each, other) || this.isSubtype(other, each);
    });
  }

  #isUnknownToProgram(type: TypeName): boolean {
    return !this.classNamed(type.name) && !this.native(type.name);
  }

  #inner(name: string, within: ClassModel | undefined): ClassModel | undefined {
    for (let model = within; model; model = model.outer) {
      const own = model.declaration.name.toLowerCase() === name.toLowerCase() ? model : undefined;
      const found = this.#innerOf(model, name) ?? own;
      if (found) return found;
    }
    return undefined;
  }

  #innerOf(model: ClassModel, name: string): ClassModel | undefined {
    const found = this.classNamed(`${model.name}.${name}`);
    if (found) return found;
    const superclass = model.superclass && this.classNamed(model.superclass.name);
    return superclass && this.#innerOf(superclass, name);
  }
}

/** The problem of a type with that many arguments; undefined where it takes them. */
function wrongCount(name: string, expected: number, found: number): string | undefined {
  if (expected === found) return undefined;
  if (expected === 0) return `Type arguments provided for a non-parameterized type: ${name}`;
  return found === 0
    ? `No type arguments provided for a parameterized type: ${name}`
    : `Invalid type argument count for ${name}: expected ${expected} but found ${found}`;
}

function isConverted(from: TypeName, to: TypeName): boolean {
  const [source, target] = [typeKey(from), typeKey(to)];
  const [at, aim] = [widening.indexOf(source), widening.indexOf(target)];
  if (at >= 0 && aim >= 0) return at <= aim || (at === 3 && aim === 2);
  const pair = `${source}>${target}`;
  return pair === 'id>string' || pair === 'string>id' || pair === 'date>datetime';
}

/** What a native type's parameters stand for in `type`: `T` → `Account` for `List<Account>`. */
export function bindings(native: NativeType, type: TypeName): ReadonlyMap<string, TypeName> {
  return new Map(
    native.typeParameters.map((name, at) => [name, type.arguments[at] ?? objectTypeName]),
  );
}

export function substituted(type: TypeName, bound: ReadonlyMap<string, TypeName>): TypeName {
  const own = bound.get(type.name);
  if (own) return own;
  return typeName(type.name, ...type.arguments.map((each) => substituted(each, bound)));
}
