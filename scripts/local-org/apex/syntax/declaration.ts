import type { Expression } from './expression.ts';
import type { Position } from './position.ts';
import type { Block, Statement } from './statement.ts';
import type { TypeReference } from './type-reference.ts';

export interface AnnotationParameter {
  readonly name: string;
  readonly value: string | number | boolean;
}

/** `@AuraEnabled(cacheable=true)`; a value without a name (`@SuppressWarnings('PMD')`) has the name `value`. */
export interface Annotation {
  readonly name: string;
  readonly parameters: readonly AnnotationParameter[];
  readonly position: Position;
}

export type Access = 'global' | 'public' | 'protected' | 'private';
export type Sharing = 'with' | 'without' | 'inherited';
export type ModifierFlag =
  | 'abstract'
  | 'final'
  | 'override'
  | 'static'
  | 'testmethod'
  | 'transient'
  | 'virtual'
  | 'webservice';

export interface Modifiers {
  /** undefined where nothing is written; what that means depends on the member. */
  readonly access: Access | undefined;
  readonly flags: ReadonlySet<ModifierFlag>;
  readonly sharing: Sharing | undefined;
  readonly annotations: readonly Annotation[];
}

export interface FormalParameter {
  readonly name: string;
  readonly type: TypeReference;
  readonly position: Position;
}

interface Declared {
  readonly name: string;
  readonly modifiers: Modifiers;
  readonly position: Position;
}

export interface FieldDeclaration extends Declared {
  readonly kind: 'field';
  readonly type: TypeReference;
  readonly value: Expression | undefined;
}

/** A `get` or `set`. `body` is undefined for an automatic one; `access` where it is narrower than the property's. */
export interface Accessor {
  readonly access: Access | undefined;
  readonly body: Block | undefined;
  readonly position: Position;
}

export interface PropertyDeclaration extends Declared {
  readonly kind: 'property';
  readonly type: TypeReference;
  readonly getter: Accessor | undefined;
  readonly setter: Accessor | undefined;
}

/** `returns` is undefined for void, `body` for an abstract method or one of an interface. */
export interface MethodDeclaration extends Declared {
  readonly kind: 'method';
  readonly returns: TypeReference | undefined;
  readonly parameters: readonly FormalParameter[];
  readonly body: Block | undefined;
}

export interface ConstructorDeclaration extends Declared {
  readonly kind: 'constructor';
  readonly parameters: readonly FormalParameter[];
  readonly body: Block;
}

/** A block between the members: `static { … }` or `{ … }`. */
export interface InitializerDeclaration {
  readonly kind: 'initializer';
  readonly isStatic: boolean;
  readonly body: Block;
  readonly position: Position;
}

export interface ClassDeclaration extends Declared {
  readonly kind: 'class';
  readonly superclass: TypeReference | undefined;
  readonly interfaces: readonly TypeReference[];
  readonly members: readonly MemberDeclaration[];
}

export interface InterfaceDeclaration extends Declared {
  readonly kind: 'interface';
  readonly interfaces: readonly TypeReference[];
  readonly members: readonly MethodDeclaration[];
}

export interface EnumDeclaration extends Declared {
  readonly kind: 'enum';
  readonly values: readonly string[];
}

export type TypeDeclaration = ClassDeclaration | InterfaceDeclaration | EnumDeclaration;

/** In source order, which is the order initializers run in. */
export type MemberDeclaration =
  | FieldDeclaration
  | PropertyDeclaration
  | MethodDeclaration
  | ConstructorDeclaration
  | InitializerDeclaration
  | TypeDeclaration;

/** A block of anonymous Apex: statements, and between them methods and types of its own. */
export interface AnonymousBlock {
  readonly statements: readonly Statement[];
  readonly members: readonly MemberDeclaration[];
}

/** The annotation of that name, whatever its case. */
export function annotationOf(modifiers: Modifiers, name: string): Annotation | undefined {
  return modifiers.annotations.find((each) => each.name.toLowerCase() === name.toLowerCase());
}
