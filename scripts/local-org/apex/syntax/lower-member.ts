import type {
  BlockContext,
  ConstructorDeclarationContext,
  FieldDeclarationContext,
  FormalParametersContext,
  InterfaceMethodDeclarationContext,
  MethodDeclarationContext,
  PropertyDeclarationContext,
} from '@apexdevtools/apex-parser';
import type {
  Accessor,
  ConstructorDeclaration,
  FieldDeclaration,
  FormalParameter,
  MethodDeclaration,
  Modifiers,
  PropertyDeclaration,
} from './declaration.ts';
import { lowerDeclarator } from './lower-loop.ts';
import { lowerModifiers } from './lower-modifiers.ts';
import { lowerBlock } from './lower-statement.ts';
import { lowerType } from './lower-type.ts';
import { optional, positionOf } from './parse-tree.ts';

/** One field each for `Integer a = 1, b`. */
export function lowerFields(
  context: FieldDeclarationContext,
  modifiers: Modifiers,
): readonly FieldDeclaration[] {
  const type = lowerType(context.typeRef());
  return context
    .variableDeclarators()
    .variableDeclarator_list()
    .map((each) => ({ kind: 'field', ...lowerDeclarator(each), type, modifiers }));
}

export function lowerProperty(
  context: PropertyDeclarationContext,
  modifiers: Modifiers,
): PropertyDeclaration {
  const accessor = (which: 'getter' | 'setter'): Accessor | undefined => {
    const block = context.propertyBlock_list().find((each) => optional(each[which]()));
    if (!block) return undefined;
    const body: BlockContext | undefined = optional(block[which]().block());
    const { access } = lowerModifiers(block.modifier_list());
    return { access, body: body && lowerBlock(body), position: positionOf(block) };
  };
  return {
    kind: 'property',
    name: context.id().getText(),
    type: lowerType(context.typeRef()),
    getter: accessor('getter'),
    setter: accessor('setter'),
    modifiers,
    position: positionOf(context.id()),
  };
}

export function lowerMethod(
  context: MethodDeclarationContext | InterfaceMethodDeclarationContext,
  modifiers: Modifiers,
): MethodDeclaration {
  const type = optional(context.typeRef());
  const body = 'block' in context ? optional(context.block()) : undefined;
  return {
    kind: 'method',
    name: context.id().getText(),
    returns: type && lowerType(type),
    parameters: lowerParameters(context.formalParameters()),
    body: body && lowerBlock(body),
    modifiers,
    position: positionOf(context.id()),
  };
}

export function lowerConstructor(
  context: ConstructorDeclarationContext,
  modifiers: Modifiers,
): ConstructorDeclaration {
  return {
    kind: 'constructor',
    name: context.qualifiedName().getText(),
    parameters: lowerParameters(context.formalParameters()),
    body: lowerBlock(context.block()),
    modifiers,
    position: positionOf(context),
  };
}

function lowerParameters(context: FormalParametersContext): readonly FormalParameter[] {
  const parameters = optional(context.formalParameterList())?.formalParameter_list() ?? [];
  return parameters.map((parameter) => ({
    name: parameter.id().getText(),
    type: lowerType(parameter.typeRef()),
    position: positionOf(parameter),
  }));
}
