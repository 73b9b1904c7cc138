import type { Position } from './position.ts';

/** One name of a dotted type, with its type arguments: `Map<Id, Account>`. */
export interface TypeReferencePart {
  readonly name: string;
  readonly arguments: readonly TypeReference[];
}

/** A type as the source writes it. `Account[]` arrives here as `List<Account>`, which it is. */
export interface TypeReference {
  readonly parts: readonly TypeReferencePart[];
  readonly position: Position;
}

/** The type as the source wrote it, for messages. */
export function typeReferenceText(type: TypeReference): string {
  return type.parts.map(partText).join('.');
}

function partText({ name, arguments: types }: TypeReferencePart): string {
  return types.length === 0 ? name : `${name}<${types.map(typeReferenceText).join(',')}>`;
}
