import { methodKey, typeKey, type ClassModel, type MethodModel } from '../../types/class-model.ts';
import type { TypeTable } from '../../types/type-table.ts';
import { typeName, type TypeName } from '../../values/type-name.ts';
import { methodsNamed } from '../member/method-lookup.ts';
import { problem } from '../typed.ts';
import { signatureOf, signatureText, type Signature } from '../member/signature-text.ts';

/** A method a class that isn't abstract must have. */
interface Demand extends Signature {
  /** An interface's method; otherwise one that a class leaves abstract. */
  readonly isOfInterface: boolean;
  /** Implementations must be public: the interface can be seen from other classes. */
  readonly isPublic: boolean;
}

/** Throws ApexProblemError for the first method that a class must have and lacks, or has in another form. */
export function checkImplemented(table: TypeTable, model: ClassModel): void {
  for (const wanted of demanded(table, typeName(model.name))) {
    const method = implementation(table, model, wanted);
    if (!method) throw notImplemented(table, model, wanted);
    if (wanted.isOfInterface) checkImplementation(table, model, wanted, method);
  }
}

function notImplemented(table: TypeTable, model: ClassModel, wanted: Demand): Error {
  const what = wanted.isOfInterface ? 'method' : 'abstract method';
  const text = `Class ${model.name} must implement the ${what}: ${signatureText(table, wanted)}`;
  return problem(model.declaration.position, text);
}

function checkImplementation(
  table: TypeTable,
  model: ClassModel,
  wanted: Demand,
  method: MethodModel,
): void {
  const { position, modifiers } = method.declaration;
  const [own, other] = [signatureOf(method), wanted].map((each) => signatureText(table, each));
  if (typeKey(method.returns) !== typeKey(wanted.returns)) {
    throw problem(
      position,
      `Method return types clash: ${own} vs ${other} from the type ${model.name}`,
    );
  }
  if (!wanted.isPublic || modifiers.access === 'public' || modifiers.access === 'global') return;
  const rule =
    'Overriding implementations of global or public interface methods must be global or public';
  throw problem(position, `${model.name}: ${rule}: ${own}`);
}

/** Abstract methods and those of interfaces, of the type and of everything it extends. */
function demanded(table: TypeTable, type: TypeName): readonly Demand[] {
  const inherited = table.supertypes(type).flatMap((each) => demanded(table, each));
  return [...demandsOf(table, type), ...inherited];
}

function demandsOf(table: TypeTable, type: TypeName): readonly Demand[] {
  const model = table.classNamed(type.name);
  if (model) return userDemands(model);
  const native = table.native(type.name);
  if (native?.kind !== 'interface') return [];
  const names = native.members.flatMap((each) =>
    each.kind === 'method' && !each.isStatic ? [each.signature.name] : [],
  );
  return names.flatMap((each) => nativeDemands(table, type, each));
}

function userDemands({ methods, declaration }: ClassModel): readonly Demand[] {
  const { access } = declaration.modifiers;
  const isOfInterface = declaration.kind === 'interface';
  const isPublic = access === 'public' || access === 'global';
  return methods
    .filter((each) => each.declaration.body === undefined)
    .map((each) => ({ ...signatureOf(each), isOfInterface, isPublic }));
}

function nativeDemands(table: TypeTable, type: TypeName, name: string): readonly Demand[] {
  return methodsNamed(table, type, name)
    .filter((each) => each.kind === 'native')
    .map(({ parameters, returns }) => ({
      owner: table.text(type),
      name,
      parameters,
      returns,
      isOfInterface: true,
      isPublic: true,
    }));
}

function implementation(
  table: TypeTable,
  model: ClassModel,
  wanted: Demand,
): MethodModel | undefined {
  const key = methodKey(wanted.name, wanted.parameters);
  const found = model.methods.find(
    (each) => methodKey(each.name, each.parameters) === key && each.declaration.body !== undefined,
  );
  if (found) return found;
  const parent = model.superclass && table.classNamed(model.superclass.name);
  return parent && implementation(table, parent, wanted);
}
