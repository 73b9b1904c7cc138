import {
  type CreatedNameContext,
  type QualifiedNameContext,
  type TypeArgumentsContext,
  type TypeListContext,
  type TypeNameContext,
  type TypeRefContext,
} from '@apexdevtools/apex-parser';
import { optional, positionOf } from './parse-tree.ts';
import type { Position } from './position.ts';
import type { TypeReference, TypeReferencePart } from './type-reference.ts';

export function lowerType(context: TypeRefContext): TypeReference {
  const position = positionOf(context);
  const type = { parts: context.typeName_list().map(lowerTypeName), position };
  const subscripts = context.arraySubscripts().LBRACK_list();
  return subscripts.reduce<TypeReference>((element) => listOf(element, position), type);
}

/** `List<element>`, which is also what `element[]` means. */
export function listOf(element: TypeReference, position: Position): TypeReference {
  return { parts: [{ name: 'List', arguments: [element] }], position };
}

export function lowerTypes(context: TypeListContext): readonly TypeReference[] {
  return context.typeRef_list().map(lowerType);
}

export function lowerQualifiedName(context: QualifiedNameContext): TypeReference {
  const parts = context.id_list().map((id) => ({ name: id.getText(), arguments: [] }));
  return { parts, position: positionOf(context) };
}

/** The type after `new`. */
export function lowerCreatedName(context: CreatedNameContext): TypeReference {
  const parts = context.idCreatedNamePair_list().map((pair) => {
    const types = optional(pair.typeList());
    return { name: pair.anyId().getText(), arguments: types ? lowerTypes(types) : [] };
  });
  return { parts, position: positionOf(context) };
}

function lowerTypeName(context: TypeNameContext): TypeReferencePart {
  const collection = optional(context.LIST()) ?? optional(context.SET()) ?? optional(context.MAP());
  const name = (collection ?? context.id()).getText();
  const types: TypeArgumentsContext | undefined = optional(context.typeArguments());
  return { name, arguments: types ? lowerTypes(types.typeList()) : [] };
}
