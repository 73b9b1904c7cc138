/**
 * The name of an Apex type as collections, signatures and JSON need it at run time: `Map<Id, List<Account>>` is
 * `{ name: 'Map', arguments: [{ name: 'Id' … }, { name: 'List', … }] }`. Names keep the spelling of the source; compare
 * them with `sameTypeName`, because Apex ignores case. The compiler's own types know more; this is what they leave behind.
 */
export interface TypeName {
  readonly name: string;
  readonly arguments: readonly TypeName[];
}

/** `typeName('List', typeName('String'))` */
export function typeName(name: string, ...typeArguments: readonly TypeName[]): TypeName {
  return { name, arguments: typeArguments };
}

export const objectType = typeName('Object');
export const stringType = typeName('String');

/** As Apex writes it: `Map<Id,List<Account>>` without blanks, as `Type.getName()` answers. */
export function typeNameText(type: TypeName): string {
  if (type.arguments.length === 0) return type.name;
  return `${type.name}<${type.arguments.map(typeNameText).join(',')}>`;
}

/** Whether both name the same type: case aside, and with or without the namespace `System`. */
export function sameTypeName(left: TypeName, right: TypeName): boolean {
  return comparable(left) === comparable(right);
}

function comparable(type: TypeName): string {
  const name = type.name.toLowerCase().replace(/^system\./, '');
  return type.arguments.length === 0
    ? name
    : `${name}<${type.arguments.map(comparable).join(',')}>`;
}
