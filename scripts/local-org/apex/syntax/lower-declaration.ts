import type {
  ClassBodyDeclarationContext,
  ClassDeclarationContext,
  EnumDeclarationContext,
  InterfaceDeclarationContext,
  MemberDeclarationContext,
  ModifierContext,
  TypeDeclarationContext,
} from '@apexdevtools/apex-parser';
import type {
  ClassDeclaration,
  EnumDeclaration,
  InterfaceDeclaration,
  MemberDeclaration,
  Modifiers,
  TypeDeclaration,
} from './declaration.ts';
import { lowerConstructor, lowerFields, lowerMethod, lowerProperty } from './lower-member.ts';
import { lowerModifiers } from './lower-modifiers.ts';
import { lowerBlock } from './lower-statement.ts';
import { lowerType, lowerTypes } from './lower-type.ts';
import { optional, positionOf } from './parse-tree.ts';

/** The parts of a member's context that classes and anonymous blocks share. */
export type AnyMemberContext = Omit<
  MemberDeclarationContext,
  'constructorDeclaration' | 'copyFrom' | 'enterRule' | 'exitRule' | 'accept'
> &
  Partial<Pick<MemberDeclarationContext, 'constructorDeclaration'>>;

export function lowerTypeDeclaration(context: TypeDeclarationContext): TypeDeclaration {
  const modifiers = lowerModifiers(context.modifier_list());
  const type = typeOf(context, modifiers);
  if (!type) throw new Error('A type declaration holds a class, an interface or an enum');
  return type;
}

/** What one member's source declares: several fields, or one of anything else. */
export function lowerMember(
  context: AnyMemberContext,
  modifierContexts: readonly ModifierContext[],
): readonly MemberDeclaration[] {
  const modifiers = lowerModifiers(modifierContexts);
  const fields = optional(context.fieldDeclaration());
  if (fields) return lowerFields(fields, modifiers);
  const method = optional(context.methodDeclaration());
  if (method) return [lowerMethod(method, modifiers)];
  const property = optional(context.propertyDeclaration());
  if (property) return [lowerProperty(property, modifiers)];
  const constructor = optional(context.constructorDeclaration?.());
  if (constructor) return [lowerConstructor(constructor, modifiers)];
  const type = typeOf(context, modifiers);
  return type ? [type] : [];
}

type TypeContexts = Pick<
  TypeDeclarationContext,
  'classDeclaration' | 'interfaceDeclaration' | 'enumDeclaration'
>;

function typeOf(context: TypeContexts, modifiers: Modifiers): TypeDeclaration | undefined {
  const classContext = optional(context.classDeclaration());
  if (classContext) return lowerClass(classContext, modifiers);
  const interfaceContext = optional(context.interfaceDeclaration());
  if (interfaceContext) return lowerInterface(interfaceContext, modifiers);
  const enumContext = optional(context.enumDeclaration());
  return enumContext && lowerEnum(enumContext, modifiers);
}

function lowerClass(context: ClassDeclarationContext, modifiers: Modifiers): ClassDeclaration {
  const superclass = optional(context.typeRef());
  const interfaces = optional(context.typeList());
  return {
    kind: 'class',
    name: context.id().getText(),
    superclass: superclass && lowerType(superclass),
    interfaces: interfaces ? lowerTypes(interfaces) : [],
    members: context.classBody().classBodyDeclaration_list().flatMap(lowerBodyDeclaration),
    modifiers,
    position: positionOf(context.id()),
  };
}

function lowerBodyDeclaration(context: ClassBodyDeclarationContext): readonly MemberDeclaration[] {
  const block = optional(context.block());
  if (block) {
    const isStatic = optional(context.STATIC()) !== undefined;
    const position = positionOf(context);
    return [{ kind: 'initializer', isStatic, body: lowerBlock(block), position }];
  }
  const member = optional(context.memberDeclaration());
  return member ? lowerMember(member, context.modifier_list()) : [];
}

function lowerInterface(
  context: InterfaceDeclarationContext,
  modifiers: Modifiers,
): InterfaceDeclaration {
  const interfaces = optional(context.typeList());
  const methods = context.interfaceBody().interfaceMethodDeclaration_list();
  return {
    kind: 'interface',
    name: context.id().getText(),
    interfaces: interfaces ? lowerTypes(interfaces) : [],
    members: methods.map((method) => lowerMethod(method, lowerModifiers(method.modifier_list()))),
    modifiers,
    position: positionOf(context.id()),
  };
}

function lowerEnum(context: EnumDeclarationContext, modifiers: Modifiers): EnumDeclaration {
  const constants = optional(context.enumConstants());
  return {
    kind: 'enum',
    name: context.id().getText(),
    values: constants?.id_list().map((id) => id.getText()) ?? [],
    modifiers,
    position: positionOf(context.id()),
  };
}
