import { annotationOf } from '../../syntax/declaration.ts';
import { UnsupportedApexError } from '../../syntax/unsupported-apex-error.ts';
import { methodKey, type ClassModel, type MethodModel } from '../../types/class-model.ts';
import type { TypeTable } from '../../types/type-table.ts';
import { typeName, type TypeName } from '../../values/type-name.ts';
import { methodsNamed, type MethodCandidate } from '../member/method-lookup.ts';
import { problem } from '../typed.ts';

/** What the compiler demands of a class as a whole. Throws ApexProblemError for the first thing it lacks. */
export function checkClass(table: TypeTable, model: ClassModel): void {
  const { declaration, methods } = model;
  if (declaration.kind !== 'class') return;
  for (const method of methods) {
    checkAnnotations(method);
    checkOverride(table, model, method);
  }
  if (!declaration.modifiers.flags.has('abstract')) checkImplemented(table, model);
}

/** Annotations that change what a call does. Without them a call would seem to work, and do something else. */
const unknownAnnotations = ['Future', 'ReadOnly'];

function checkAnnotations({ declaration: { modifiers } }: MethodModel): void {
  for (const name of unknownAnnotations) {
    const annotation = annotationOf(modifiers, name);
    if (annotation) throw new UnsupportedApexError(`@${name}`, annotation.position);
  }
}

function checkOverride(table: TypeTable, model: ClassModel, method: MethodModel): void {
  const { declaration, name, isStatic } = method;
  const { flags } = declaration.modifiers;
  if (!declaration.body && !flags.has('abstract')) {
    throw problem(declaration.position, `Method must have a body: ${name}`);
  }
  const inherited = isStatic ? undefined : inheritedMethod(table, model, method);
  if (inherited) checkOverriding(table, method, inherited);
  else if (flags.has('override') && !isOfPlatform(table, model, method)) {
    throw refusal(table, method, 'Method does not override an ancestor method');
  }
}

function checkOverriding(table: TypeTable, method: MethodModel, inherited: MethodModel): void {
  const above = inherited.declaration.modifiers;
  if ((above.access ?? 'private') === 'private') return;
  const isOpen = (['virtual', 'abstract', 'override'] as const).some((each) =>
    above.flags.has(each),
  );
  if (!isOpen) {
    throw refusal(table, method, 'Non-virtual, non-abstract methods cannot be overridden');
  }
  if (!method.declaration.modifiers.flags.has('override')) {
    throw refusal(table, method, 'Method must use the override keyword');
  }
}

function refusal(table: TypeTable, method: MethodModel, text: string): Error {
  return problem(method.declaration.position, `${text}: ${signature(table, method)}`);
}

function inheritedMethod(
  table: TypeTable,
  { superclass }: ClassModel,
  method: MethodModel,
): MethodModel | undefined {
  const parent = superclass && table.classNamed(superclass.name);
  if (!parent) return undefined;
  const key = methodKey(method.name, method.parameters);
  const found = parent.methods.find(
    (each) => !each.isStatic && methodKey(each.name, each.parameters) === key,
  );
  return found ?? inheritedMethod(table, parent, method);
}

/** `override` is allowed on what the platform declares: toString(), getMessage(). */
function isOfPlatform(
  table: TypeTable,
  model: ClassModel,
  { name, parameters }: MethodModel,
): boolean {
  return methodsNamed(table, typeName(model.name), name).some(
    (each) => each.kind === 'native' && each.parameters.length === parameters.length,
  );
}

function checkImplemented(table: TypeTable, model: ClassModel): void {
  for (const wanted of demanded(table, typeName(model.name))) {
    if (isImplemented(table, model, wanted)) continue;
    const text = `${table.text(wanted.returns)} ${wanted.owner}.${wanted.name}(${wanted.parameters.map((each) => table.text(each)).join(', ')})`;
    throw problem(
      model.declaration.position,
      `Class ${model.name} must implement the method: ${text}`,
    );
  }
}

interface Demand {
  readonly owner: string;
  readonly name: string;
  readonly parameters: readonly TypeName[];
  readonly returns: TypeName;
}

/** Abstract methods and those of interfaces, of everything the type extends. */
function demanded(table: TypeTable, type: TypeName): readonly Demand[] {
  return table
    .supertypes(type)
    .flatMap((each) => [...demandsOf(table, each), ...demanded(table, each)]);
}

function demandsOf(table: TypeTable, type: TypeName): readonly Demand[] {
  const model = table.classNamed(type.name);
  if (model) {
    return model.methods
      .filter(({ declaration }) => declaration.body === undefined)
      .map(({ name, parameters, returns }) => ({ owner: model.name, name, parameters, returns }));
  }
  const native = table.native(type.name);
  if (native?.kind !== 'interface') return [];
  const names = native.members.filter((each) => each.kind === 'method' && !each.isStatic);
  return names.flatMap((each) =>
    each.kind === 'method' ? nativeDemands(table, type, each.signature.name) : [],
  );
}

function nativeDemands(table: TypeTable, type: TypeName, name: string): readonly Demand[] {
  return methodsNamed(table, type, name)
    .filter((each: MethodCandidate) => each.kind === 'native')
    .map(({ parameters, returns }) => ({ owner: table.text(type), name, parameters, returns }));
}

function isImplemented(table: TypeTable, model: ClassModel, { name, parameters }: Demand): boolean {
  const key = methodKey(name, parameters);
  for (let each: ClassModel | undefined = model; each; each = parentOf(table, each)) {
    const isHere = each.methods.some(
      (method) =>
        methodKey(method.name, method.parameters) === key && method.declaration.body !== undefined,
    );
    if (isHere) return true;
  }
  return false;
}

function parentOf(table: TypeTable, { superclass }: ClassModel): ClassModel | undefined {
  return superclass && table.classNamed(superclass.name);
}

function signature(table: TypeTable, { returns, owner, name, parameters }: MethodModel): string {
  return `${table.text(returns)} ${owner.name}.${name}(${parameters.map((each) => table.text(each)).join(', ')})`;
}
