import type { Access } from '../../syntax/declaration.ts';
import { methodKey, typeKey, type ClassModel, type MethodModel } from '../../types/class-model.ts';
import type { TypeTable } from '../../types/type-table.ts';
import { typeName } from '../../values/type-name.ts';
import { methodsNamed } from '../member/method-lookup.ts';
import { problem } from '../typed.ts';
import { signatureOf, signatureText } from '../member/signature-text.ts';

/** What a method must keep to where a class above has one of its signature. Throws ApexProblemError. */
export function checkOverride(table: TypeTable, model: ClassModel, method: MethodModel): void {
  const { declaration, isStatic } = method;
  const inherited = isStatic ? undefined : inheritedMethod(table, model, method);
  if (inherited) checkOverriding(table, method, inherited);
  else if (declaration.modifiers.flags.has('override') && !isOfPlatform(table, model, method)) {
    throw refusal(table, method, '@Override specified for non-overriding method');
  }
}

const accesses: readonly Access[] = ['private', 'protected', 'public', 'global'];

function widthOf({ declaration }: MethodModel): number {
  return accesses.indexOf(declaration.modifiers.access ?? 'private');
}

function checkOverriding(table: TypeTable, method: MethodModel, inherited: MethodModel): void {
  const { flags: above } = inherited.declaration.modifiers;
  if (widthOf(inherited) === 0) return;
  const isOpen = (['virtual', 'abstract', 'override'] as const).some((each) => above.has(each));
  if (!isOpen) {
    throw refusal(table, method, 'Non-virtual, non-abstract methods cannot be overridden');
  }
  if (!method.declaration.modifiers.flags.has('override')) {
    throw refusal(table, method, 'Method must use the override keyword');
  }
  if (widthOf(method) < widthOf(inherited)) {
    throw refusal(table, method, 'Cannot reduce the visibility of method');
  }
  if (typeKey(method.returns) === typeKey(inherited.returns)) return;
  const [own, other] = [method, inherited].map((each) => signatureText(table, signatureOf(each)));
  throw problem(
    method.declaration.position,
    `Method return types clash: ${own} vs ${other} from the type ${method.owner.name}`,
  );
}

function refusal(table: TypeTable, method: MethodModel, text: string): Error {
  const signature = signatureText(table, signatureOf(method));
  return problem(method.declaration.position, `${text}: ${signature}`);
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
