import type { Program } from '../../compile/program.ts';
import { annotationOf, type Modifiers } from '../../syntax/declaration.ts';
import type { ClassModel, FieldModel } from '../../types/class-model.ts';

export function isAuraEnabled({ modifiers }: { readonly modifiers: Modifiers }): boolean {
  return annotationOf(modifiers, 'AuraEnabled') !== undefined;
}

/** The fields and properties of a class that components see, those of its superclass first. */
export function auraFields(program: Program, model: ClassModel): readonly FieldModel[] {
  const parent = model.superclass && program.classes.get(model.superclass.name.toLowerCase());
  const own = model.fields.filter((field) => !field.isStatic && isAuraEnabled(field));
  return [...(parent ? auraFields(program, parent) : []), ...own];
}
