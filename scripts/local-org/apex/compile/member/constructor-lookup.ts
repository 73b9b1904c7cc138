import type { ConstructorDeclaration } from '../../syntax/declaration.ts';
import type { ClassModel } from '../../types/class-model.ts';
import type { TypeTable } from '../../types/type-table.ts';
import { stringType, typeName, type TypeName } from '../../values/type-name.ts';

/** A constructor as `new` sees it; without declaration where the language adds it. */
export interface ConstructorCandidate {
  readonly parameters: readonly TypeName[];
  readonly declaration: ConstructorDeclaration | undefined;
}

const exception = typeName('Exception');

/** The parameters of the constructors every exception has without declaring them. */
export const exceptionParameters: readonly (readonly TypeName[])[] = [
  [],
  [stringType],
  [exception],
  [stringType, exception],
];

/** Declared constructors, and what the language adds: a default one where there is none, those of exceptions. */
export function constructorsOf(
  table: TypeTable,
  model: ClassModel,
): readonly ConstructorCandidate[] {
  const declared = model.constructors.map(({ parameters, declaration }) => ({
    parameters,
    declaration,
  }));
  if (table.isSubtype(typeName(model.name), exception)) {
    return [...declared, ...exceptionParameters.map(added)];
  }
  return declared.length > 0 ? declared : [added([])];
}

function added(parameters: readonly TypeName[]): ConstructorCandidate {
  return { parameters, declaration: undefined };
}
