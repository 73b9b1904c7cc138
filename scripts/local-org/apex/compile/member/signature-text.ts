import type { MethodModel } from '../../types/class-model.ts';
import type { TypeTable } from '../../types/type-table.ts';
import type { TypeName } from '../../values/type-name.ts';

/** `Integer, String`, as messages list the types of parameters. */
export function parametersText(table: TypeTable, parameters: readonly TypeName[]): string {
  return parameters.map((each) => table.text(each)).join(', ');
}

/** What a message says of a method, whoever declares it. */
export interface Signature {
  readonly owner: string;
  readonly name: string;
  readonly parameters: readonly TypeName[];
  readonly returns: TypeName;
}

/** `void Outer.Inner.say(Integer)` */
export function signatureText(
  table: TypeTable,
  { owner, name, parameters, returns }: Signature,
): string {
  return `${table.text(returns)} ${owner}.${name}(${parametersText(table, parameters)})`;
}

export function signatureOf({ owner, name, parameters, returns }: MethodModel): Signature {
  return { owner: owner.name, name, parameters, returns };
}
