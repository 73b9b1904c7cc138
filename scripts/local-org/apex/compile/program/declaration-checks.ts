import type { ClassDeclaration, MemberDeclaration } from '../../syntax/declaration.ts';
import { isTest, methodKey, type ClassModel, type MethodModel } from '../../types/class-model.ts';
import type { TypeTable } from '../../types/type-table.ts';
import { typeName } from '../../values/type-name.ts';
import { exceptionParameters } from '../member/constructor-lookup.ts';
import { problem } from '../typed.ts';
import { parametersText } from '../member/signature-text.ts';

/** What the modifiers, names and members of a type must keep to. Throws ApexProblemError. */
export function checkDeclaration(table: TypeTable, model: ClassModel): void {
  const { declaration } = model;
  if (!model.outer) checkAccess(model);
  if (declaration.kind !== 'class') return;
  checkInnerTypes(declaration);
  if (model.outer) checkIsInner(declaration);
  checkException(table, model);
  for (const method of model.methods) checkBody(method);
}

function checkAccess(model: ClassModel): void {
  const { modifiers, position } = model.declaration;
  const isVisible = modifiers.access === 'public' || modifiers.access === 'global';
  if (isVisible || isTest(model)) return;
  throw problem(position, 'Top-level type must have public or global visibility');
}

function checkInnerTypes({ members }: ClassDeclaration): void {
  const names = new Set<string>();
  for (const each of members) {
    if (!isType(each)) continue;
    const key = each.name.toLowerCase();
    if (names.has(key)) throw problem(each.position, `Type name already in use: ${each.name}`);
    names.add(key);
  }
}

type TypeMember = Extract<MemberDeclaration, { kind: 'class' | 'interface' | 'enum' }>;

function isType(member: MemberDeclaration): member is TypeMember {
  return ['class', 'interface', 'enum'].includes(member.kind);
}

const plurals = { method: 'methods', field: 'fields', property: 'properties' } as const;

/** A class inside another one has neither types nor statics of its own. */
function checkIsInner({ members }: ClassDeclaration): void {
  for (const each of members) {
    if (isType(each)) {
      throw problem(each.position, 'Inner types are not allowed to have inner types');
    }
    if (each.kind === 'initializer') {
      if (each.isStatic) {
        throw problem(each.position, 'Inner types are not allowed to have static blocks');
      }
    } else if (each.kind !== 'constructor' && each.modifiers.flags.has('static')) {
      const plural = plurals[each.kind];
      throw problem(each.position, `static can only be used on ${plural} of a top level type`);
    }
  }
}

/** Exceptions, and only they, have a name that says so (Apex Developer Guide, "Create Custom Exceptions"). */
function checkException(table: TypeTable, model: ClassModel): void {
  const { declaration, name } = model;
  const { position } = declaration;
  const isException = table.isSubtype(typeName(name), typeName('Exception'));
  const isNamedSo = /exception$/i.test(declaration.name);
  if (isException && !isNamedSo) {
    const rule = 'Classes extending Exception must have a name ending in Exception';
    throw problem(position, `${rule}: ${name}`);
  }
  if (isNamedSo && !isException) {
    throw problem(position, `Exception class must extend another Exception class: ${name}`);
  }
  if (isException) checkExceptionConstructors(table, model);
}

function checkExceptionConstructors(table: TypeTable, { constructors }: ClassModel): void {
  const taken = new Set(exceptionParameters.map((each) => methodKey('', each)));
  for (const { parameters, declaration } of constructors) {
    if (!taken.has(methodKey('', parameters))) continue;
    throw problem(
      declaration.position,
      `System exception constructor already defined: <Constructor>(${parametersText(table, parameters)})`,
    );
  }
}

function checkBody({ declaration }: MethodModel): void {
  const isAbstract = declaration.modifiers.flags.has('abstract');
  if (isAbstract && declaration.body) {
    throw problem(declaration.position, 'Abstract methods cannot have a body');
  }
  if (!isAbstract && !declaration.body) {
    throw problem(declaration.position, 'Method must have a body');
  }
}
