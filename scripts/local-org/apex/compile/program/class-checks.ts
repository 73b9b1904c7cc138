import { annotationOf } from '../../syntax/declaration.ts';
import { UnsupportedApexError } from '../../syntax/unsupported-apex-error.ts';
import type { ClassModel, MethodModel } from '../../types/class-model.ts';
import type { TypeTable } from '../../types/type-table.ts';
import { checkDeclaration } from './declaration-checks.ts';
import { checkImplemented } from './implementation-checks.ts';
import { checkOverride } from './override-checks.ts';

/** What the compiler demands of a type as a whole. Throws ApexProblemError for the first thing it lacks. */
export function checkClass(table: TypeTable, model: ClassModel): void {
  const { declaration, methods } = model;
  checkDeclaration(table, model);
  if (declaration.kind !== 'class') return;
  for (const method of methods) {
    checkAnnotations(method);
    checkOverride(table, model, method);
  }
  if (!declaration.modifiers.flags.has('abstract')) checkImplemented(table, model);
}

/** Annotations that change what a call does. Without them a call would seem to work, and do something else. */
const unknownAnnotations = ['Future', 'ReadOnly'];

function checkAnnotations({ declaration: { modifiers } }: MethodModel): void {
  for (const name of unknownAnnotations) {
    const annotation = annotationOf(modifiers, name);
    if (annotation) throw new UnsupportedApexError(`@${name}`, annotation.position);
  }
}
