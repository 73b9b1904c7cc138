import { apexEnum } from '../../values/apex-enum-value.ts';
import type {
  ClassDeclaration,
  ConstructorDeclaration,
  FormalParameter,
  MemberDeclaration,
  MethodDeclaration,
  Modifiers,
  TypeDeclaration,
} from '../../syntax/declaration.ts';
import {
  type ClassModel,
  type FieldModel,
  methodKey,
  type MethodModel,
} from '../../types/class-model.ts';
import { voidType, type TypeTable } from '../../types/type-table.ts';
import { typeName, type TypeName } from '../../values/type-name.ts';
import { problem } from '../typed.ts';
import { parametersText, signatureOf, signatureText } from '../member/signature-text.ts';

/** The model of a type and of those inside it, their members still empty; put into the table by name. */
export function declaredType(
  table: TypeTable,
  declaration: TypeDeclaration,
  apiVersion: number,
  outer?: ClassModel,
): ClassModel {
  const name = outer ? `${outer.name}.${declaration.name}` : declaration.name;
  const model: ClassModel = {
    name,
    declaration,
    outer,
    apiVersion,
    superclass: undefined,
    interfaces: [],
    fields: [],
    methods: [],
    constructors: [],
    inner: [],
    enum: declaration.kind === 'enum' ? apexEnum(name, declaration.values) : undefined,
  };
  table.classes.set(name.toLowerCase(), model);
  for (const each of innerTypes(declaration)) {
    model.inner.push(declaredType(table, each, apiVersion, model));
  }
  return model;
}

function innerTypes(declaration: TypeDeclaration): readonly TypeDeclaration[] {
  if (declaration.kind !== 'class') return [];
  return declaration.members.filter(
    (each) => each.kind === 'class' || each.kind === 'interface' || each.kind === 'enum',
  );
}

/** Fills what a class extends and implements. Throws ApexProblemError "Invalid type", "Circular definition". */
export function declareSupertypes(table: TypeTable, model: ClassModel): void {
  const { declaration } = model;
  if (declaration.kind === 'enum') return;
  if (declaration.kind === 'class') declareSuperclass(table, model, declaration);
  model.interfaces = declaration.interfaces.map((each) => {
    const type = table.resolve(each, model);
    if (isInterface(table, type)) return type;
    throw problem(each.position, `Invalid interface: ${table.text(type)}`);
  });
  if (!isBelow(table, model, model)) return;
  // Cut open again: everything that walks up a type would never end.
  model.superclass = undefined;
  model.interfaces = [];
  throw problem(declaration.position, `Circular definition: ${model.name}`);
}

function isInterface(table: TypeTable, { name }: TypeName): boolean {
  const kind = table.classNamed(name)?.declaration.kind ?? table.native(name)?.kind;
  return kind === 'interface';
}

function isBelow(table: TypeTable, model: ClassModel, other: ClassModel): boolean {
  return table.supertypes(typeName(model.name)).some((each) => {
    const above = table.classNamed(each.name);
    return above !== undefined && (above === other || isBelow(table, above, other));
  });
}

function declareSuperclass(
  table: TypeTable,
  model: ClassModel,
  { superclass }: ClassDeclaration,
): void {
  if (!superclass) return;
  const type = table.resolve(superclass, model);
  const parent = table.classNamed(type.name);
  const flags = parent?.declaration.modifiers.flags;
  if (isInterface(table, type)) {
    throw problem(superclass.position, `Invalid super type: ${table.text(type)}`);
  }
  const isException = table.isSubtype(type, typeName('Exception'));
  if (!isException && (!flags || !(flags.has('virtual') || flags.has('abstract')))) {
    throw problem(
      superclass.position,
      `Non-virtual and non-abstract type cannot be extended: ${type.name}`,
    );
  }
  model.superclass = type;
}

/** Fills one member in. Throws ApexProblemError for a type that isn't there or a name that is taken. */
export function declareMember(
  table: TypeTable,
  model: ClassModel,
  member: MemberDeclaration,
): void {
  switch (member.kind) {
    case 'field':
    case 'property':
      declareField(table, model, member);
      break;
    case 'method':
      declareMethod(table, model, member);
      break;
    case 'constructor':
      declareConstructor(table, model, member);
      break;
    default:
  }
}

function declareField(
  table: TypeTable,
  model: ClassModel,
  member: Extract<MemberDeclaration, { kind: 'field' | 'property' }>,
): void {
  const { name, modifiers, position } = member;
  if (model.fields.some((each) => each.name.toLowerCase() === name.toLowerCase())) {
    throw problem(position, `Duplicate field: ${model.name}.${name}`);
  }
  const field: FieldModel = {
    owner: model,
    name,
    modifiers,
    type: table.resolve(member.type, model),
    isStatic: modifiers.flags.has('static'),
    value: member.kind === 'field' ? member.value : undefined,
    property: member.kind === 'property' ? member : undefined,
  };
  model.fields.push(field);
}

function declareConstructor(
  table: TypeTable,
  model: ClassModel,
  declaration: ConstructorDeclaration,
): void {
  const { name, position } = declaration;
  if (name.toLowerCase() !== model.declaration.name.toLowerCase()) {
    throw problem(position, `Invalid constructor name: ${name}`);
  }
  const parameters = parameterTypes(table, model, declaration.parameters);
  const key = methodKey('', parameters);
  if (model.constructors.some((each) => methodKey('', each.parameters) === key)) {
    const signature = `[${model.name}].<Constructor>(${parametersText(table, parameters)})`;
    throw problem(
      position,
      `Method already defined: <Constructor> ${signature} from the type ${model.name}`,
    );
  }
  model.constructors.push({ owner: model, declaration, parameters });
}

function declareMethod(table: TypeTable, model: ClassModel, declaration: MethodDeclaration): void {
  const { name, modifiers, position } = declaration;
  const method: MethodModel = {
    owner: model,
    name,
    parameters: parameterTypes(table, model, declaration.parameters),
    declaration,
    returns: declaration.returns ? table.resolve(declaration.returns, model) : voidType,
    isStatic: isStaticMethod(modifiers),
  };
  const key = methodKey(name, method.parameters);
  if (model.methods.some((each) => methodKey(each.name, each.parameters) === key)) {
    const signature = signatureText(table, signatureOf(method));
    throw problem(
      position,
      `Method already defined: ${name} ${signature} from the type ${model.name}`,
    );
  }
  model.methods.push(method);
}

function isStaticMethod({ flags }: Modifiers): boolean {
  return flags.has('static') || flags.has('testmethod');
}

function parameterTypes(
  table: TypeTable,
  model: ClassModel,
  parameters: readonly FormalParameter[],
) {
  return parameters.map(({ type }) => table.resolve(type, model));
}

/** The members of a class or interface in source order. */
export function membersOf(declaration: TypeDeclaration): readonly MemberDeclaration[] {
  return declaration.kind === 'enum' ? [] : declaration.members;
}
