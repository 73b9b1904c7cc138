import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What an element may hold. */
export type ElementType =
  | { readonly kind: 'text' | 'number' | 'boolean' | 'anything' }
  | { readonly kind: 'choice'; readonly values: ReadonlySet<string> }
  | { readonly kind: 'elements'; readonly elements: ReadonlyMap<string, ElementRule> };

/** What a parent says of one of its child elements. */
export interface ElementRule {
  /** A function, because some types contain themselves. */
  readonly type: () => ElementType;
  readonly required: boolean;
  readonly repeats: boolean;
}

/** The type of a root element by its name, or undefined where Salesforce has no such metadata type. */
export type MetadataSchema = (name: string) => ElementType | undefined;

/**
 * The metadata types of Salesforce, from the declarations that `@salesforce/types` generates from the WSDL.
 * Only the syntax is read: the type checker would say the same and take ten times as long.
 */
export async function metadataSchema(): Promise<MetadataSchema> {
  const module = fileURLToPath(import.meta.resolve('@salesforce/types/metadata'));
  const path = module.replace(/\.js$/, '.d.ts');
  const source = ts.createSourceFile(path, await readFile(path, 'utf8'), ts.ScriptTarget.Latest);
  return schemaOf(source);
}

function schemaOf(source: ts.SourceFile): MetadataSchema {
  const declarations = new Map<string, ts.TypeNode>();
  for (const statement of source.statements) {
    if (ts.isTypeAliasDeclaration(statement)) {
      declarations.set(statement.name.text, statement.type);
    }
  }
  const known = new Map<string, ElementType>();

  const named = (name: string): ElementType | undefined => {
    const declaration = declarations.get(name);
    if (!declaration) return undefined;
    const type = known.get(name) ?? elementType(declaration, source, named);
    known.set(name, type);
    return type;
  };
  return named;
}

function elementType(node: ts.TypeNode, source: ts.SourceFile, named: MetadataSchema): ElementType {
  if (ts.isTypeLiteralNode(node)) {
    return { kind: 'elements', elements: new Map(members(node, source, named)) };
  }
  if (ts.isIntersectionTypeNode(node)) {
    const parts = node.types.map((part) => elementType(part, source, named));
    return { kind: 'elements', elements: new Map(parts.flatMap((part) => [...elementsOf(part)])) };
  }
  if (ts.isTypeReferenceNode(node)) {
    return named(node.typeName.getText(source)) ?? { kind: 'anything' };
  }
  const choices = ts.isUnionTypeNode(node) ? node.types : [node];
  const values = choices.flatMap(literalText);
  return values.length > 0 ? { kind: 'choice', values: new Set(values) } : keywordType(node.kind);
}

function* members(
  node: ts.TypeLiteralNode,
  source: ts.SourceFile,
  named: MetadataSchema,
): Generator<[string, ElementRule]> {
  for (const member of node.members) {
    if (!ts.isPropertySignature(member) || !member.type) continue;
    const { type } = member;
    const repeats = ts.isArrayTypeNode(type);
    const content = repeats ? type.elementType : type;
    const rule = {
      type: () => elementType(content, source, named),
      // A list may be empty: the WSDL says minOccurs="0" of all of them.
      required: !member.questionToken && !repeats,
      repeats,
    };
    yield [member.name.getText(source), rule];
  }
}

function elementsOf(type: ElementType): ReadonlyMap<string, ElementRule> {
  return type.kind === 'elements' ? type.elements : new Map<string, ElementRule>();
}

function literalText(node: ts.TypeNode): readonly string[] {
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? [node.literal.text] : [];
}

function keywordType(kind: ts.SyntaxKind): ElementType {
  if (kind === ts.SyntaxKind.StringKeyword) return { kind: 'text' };
  if (kind === ts.SyntaxKind.NumberKeyword) return { kind: 'number' };
  if (kind === ts.SyntaxKind.BooleanKeyword) return { kind: 'boolean' };
  return { kind: 'anything' };
}
