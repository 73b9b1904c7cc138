import type { FieldModel } from '../../types/class-model.ts';

/** Whether a value is kept under the name: a field, an automatic property, or one whose accessors use their own name. */
export function keepsValue({ name, property }: FieldModel): boolean {
  if (!property) return true;
  const accessors = [property.getter, property.setter].filter((each) => each !== undefined);
  return accessors.some(({ body }) => body === undefined || mentions(body, name.toLowerCase()));
}

/** Whether the accessor runs code: it has a body, or a subclass may give it one. */
export function isComputed({ property }: FieldModel, accessor: 'getter' | 'setter'): boolean {
  if (property?.[accessor]?.body) return true;
  const flags = property?.modifiers.flags;
  return (
    flags !== undefined &&
    ['virtual', 'abstract', 'override'].some((flag) => flags.has(flag as 'virtual'))
  );
}

/** Whether a name or `this.name` occurs anywhere in the tree. */
function mentions(node: unknown, name: string): boolean {
  if (Array.isArray(node)) return node.some((each) => mentions(each, name));
  if (typeof node !== 'object' || node === null) return false;
  const { kind, name: own } = node as { kind?: unknown; name?: unknown };
  if (
    (kind === 'name' || kind === 'member') &&
    typeof own === 'string' &&
    own.toLowerCase() === name
  ) {
    return true;
  }
  return Object.values(node).some((each) => mentions(each, name));
}
