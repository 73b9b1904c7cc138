import {
  annotationOf,
  type ConstructorDeclaration,
  type MethodDeclaration,
  type Modifiers,
  type PropertyDeclaration,
  type TypeDeclaration,
} from '../syntax/declaration.ts';
import type { Expression } from '../syntax/expression.ts';
import type { ApexEnum } from '../values/apex-enum-value.ts';
import type { TypeName } from '../values/type-name.ts';

/** A field or property of a user class. */
export interface FieldModel {
  readonly owner: ClassModel;
  readonly name: string;
  readonly type: TypeName;
  readonly isStatic: boolean;
  readonly modifiers: Modifiers;
  readonly value: Expression | undefined;
  readonly property: PropertyDeclaration | undefined;
}

export interface MethodModel {
  readonly owner: ClassModel;
  readonly name: string;
  readonly parameters: readonly TypeName[];
  readonly returns: TypeName;
  readonly isStatic: boolean;
  readonly declaration: MethodDeclaration;
}

export interface ConstructorModel {
  readonly owner: ClassModel;
  readonly parameters: readonly TypeName[];
  readonly declaration: ConstructorDeclaration;
}

/** A class, interface or enum of the program. The lists are filled once every type has its name. */
export interface ClassModel {
  /** `Outer.Inner` */
  readonly name: string;
  readonly declaration: TypeDeclaration;
  readonly outer: ClassModel | undefined;
  readonly apiVersion: number;
  superclass: TypeName | undefined;
  interfaces: readonly TypeName[];
  readonly fields: FieldModel[];
  readonly methods: MethodModel[];
  readonly constructors: ConstructorModel[];
  readonly inner: ClassModel[];
  readonly enum: ApexEnum | undefined;
}

/** The top-level class a class stands in: the component a deploy reports problems for. */
export function outermost(model: ClassModel): ClassModel {
  return model.outer ? outermost(model.outer) : model;
}

export function isTest(model: ClassModel): boolean {
  return annotationOf(model.declaration.modifiers, 'IsTest') !== undefined;
}

/** Whether code of any other source file may use it: what is public, and for tests what is shown to them. */
export function isOpenTo(
  modifiers: Modifiers,
  from: ClassModel,
  access = modifiers.access,
): boolean {
  if (access === 'public' || access === 'global') return true;
  return annotationOf(modifiers, 'TestVisible') !== undefined && isTest(outermost(from));
}

/** What tells overloads and overriding methods apart at run time: `foo(string,integer)`. */
export function methodKey(name: string, parameters: readonly TypeName[]): string {
  return `${name}(${parameters.map(typeKey).join()})`.toLowerCase();
}

export function typeKey(type: TypeName): string {
  const name = type.name.toLowerCase();
  return type.arguments.length === 0 ? name : `${name}<${type.arguments.map(typeKey).join()}>`;
}
