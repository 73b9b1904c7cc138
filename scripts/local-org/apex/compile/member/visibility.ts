import type { Access, Modifiers } from '../../syntax/declaration.ts';
import { isOpenTo, outermost, type ClassModel } from '../../types/class-model.ts';
import type { TypeTable } from '../../types/type-table.ts';
import { typeName } from '../../values/type-name.ts';

/** A member as far as seeing it goes. */
export interface Guarded {
  readonly owner: ClassModel;
  readonly modifiers: Modifiers;
  /** Narrower than the member's own: an accessor's. */
  readonly access?: Access | undefined;
}

/** Whether code of one class may use a member of another. Everything in one source file sees each other. */
export function isVisible(table: TypeTable, guarded: Guarded, from: ClassModel): boolean {
  const { owner } = guarded;
  if (owner.declaration.kind === 'interface' || outermost(owner) === outermost(from)) return true;
  return isVisibleOutside(table, guarded, from);
}

function isVisibleOutside(table: TypeTable, guarded: Guarded, from: ClassModel): boolean {
  const { owner, modifiers } = guarded;
  const access = guarded.access ?? modifiers.access;
  if (isOpenTo(modifiers, from, access)) return true;
  return access === 'protected' && inherits(table, from, owner);
}

function inherits(table: TypeTable, from: ClassModel, owner: ClassModel): boolean {
  for (let model: ClassModel | undefined = from; model; model = model.outer) {
    if (table.isSubtype(typeName(model.name), typeName(owner.name))) return true;
  }
  return false;
}
