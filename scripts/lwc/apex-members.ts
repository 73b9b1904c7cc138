import {
  type ApexParserRuleContext,
  type ClassBodyDeclarationContext,
  type ClassDeclarationContext,
  CompilationUnitContext,
} from '@apexdevtools/apex-parser';
import { parsedApex } from '../checks/references/parsed-apex.ts';

/** What Lightning is offered of a class of Apex, in the order of the source. */
export interface ApexClass {
  readonly name: string;
  readonly members: readonly ApexMember[];
  readonly methods: readonly ApexMethod[];
  readonly inner: readonly ApexClass[];
}

/** An @AuraEnabled field or property. */
export interface ApexMember {
  readonly name: string;
  /** As written, without spaces: `List<Item>`, `Map<String,Object>`, `MappingChanges.Item`. */
  readonly type: string;
  /** Its own comment, or that of a member before: one comment covers the members that follow without any. */
  readonly comment: string;
  /** Its own comment; the empty text where it has none. */
  readonly ownComment: string;
  /** Whether it has a value from the start. */
  readonly isInitialized: boolean;
}

/** An @AuraEnabled method. */
export interface ApexMethod {
  readonly name: string;
  readonly comment: string;
  /** `void` where it returns nothing. */
  readonly returns: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
}

/** The class of a source that has no syntax errors; `npm run references` finds those. */
export function apexClass(source: string): ApexClass | undefined {
  const tree = parsedApex(source);
  if (!(tree instanceof CompilationUnitContext)) return undefined;
  const declared = present(tree.typeDeclaration().classDeclaration());
  return declared && classOf(declared, source);
}

function classOf(declared: ClassDeclarationContext, source: string): ApexClass {
  const body = declared.classBody().classBodyDeclaration_list();
  const offered = body.filter(isAuraEnabled);
  return {
    name: declared.id().getText(),
    members: withInheritedComments(offered.flatMap((each) => memberOf(each, source))),
    methods: offered.flatMap((each) => methodOf(each, source)),
    inner: body.flatMap((each) => {
      const inner = present(present(each.memberDeclaration())?.classDeclaration());
      return inner ? [classOf(inner, source)] : [];
    }),
  };
}

function isAuraEnabled(declaration: ClassBodyDeclarationContext): boolean {
  return declaration.modifier_list().some((each) => /^@auraenabled\b/i.test(each.getText()));
}

function memberOf(declaration: ClassBodyDeclarationContext, source: string): readonly OwnMember[] {
  const ownComment = commentBefore(declaration, source);
  const field = present(declaration.memberDeclaration().fieldDeclaration());
  const property = present(declaration.memberDeclaration().propertyDeclaration());
  const type = (field ?? property)?.typeRef().getText();
  if (type === undefined) return [];
  if (property) return [{ name: property.id().getText(), type, ownComment, isInitialized: false }];
  return (field?.variableDeclarators().variableDeclarator_list() ?? []).map((each) => ({
    name: each.id().getText(),
    type,
    ownComment,
    isInitialized: present(each.expression()) !== undefined,
  }));
}

function methodOf(declaration: ClassBodyDeclarationContext, source: string): readonly ApexMethod[] {
  const method = present(declaration.memberDeclaration().methodDeclaration());
  if (!method) return [];
  const list = present(method.formalParameters().formalParameterList());
  return [
    {
      name: method.id().getText(),
      comment: commentBefore(declaration, source),
      returns: present(method.typeRef())?.getText() ?? 'void',
      parameters: (list?.formalParameter_list() ?? []).map((each) => ({
        name: each.id().getText(),
        type: each.typeRef().getText(),
      })),
    },
  ];
}

/** The documentation comment that ends where the declaration starts. */
function commentBefore(declaration: ApexParserRuleContext, source: string): string {
  const before = source.slice(0, declaration.start.start);
  const text = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(before)?.[1] ?? '';
  return text.replaceAll(/\s*\n\s*\*?\s?/g, ' ').trim();
}

type OwnMember = Omit<ApexMember, 'comment'>;

function withInheritedComments(members: readonly OwnMember[]): readonly ApexMember[] {
  let comment = '';
  return members.map((member) => {
    comment = member.ownComment === '' ? comment : member.ownComment;
    return { ...member, comment };
  });
}

/** The generated types promise every child; at run time one that the source lacks is null. */
function present<Child>(child: Child): Child | undefined {
  return child ?? undefined;
}
