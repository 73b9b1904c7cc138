import {
  ApexErrorListener,
  type ApexParserRuleContext,
  ApexParserFactory,
} from '@apexdevtools/apex-parser';

/** A node of the parser's tree; the generated types call every child present, and some are not. */
export interface TreeNode {
  readonly children?: readonly unknown[] | null;
}

/** The tree of a class, or the line and the sentence of its first syntax error. */
export function parsedApex(
  source: string,
): ApexParserRuleContext | { readonly line: number; readonly message: string } {
  const listener = new FirstError();
  const { parser } = ApexParserFactory.createLexerAndParser(source, listener);
  const tree = parser.compilationUnit();
  return listener.first ?? tree;
}

class FirstError extends ApexErrorListener {
  first: { line: number; message: string } | undefined;

  override apexSyntaxError(line: number, _column: number, message: string): void {
    this.first ??= { line, message };
  }
}

/** A node and everything below it that `enters` lets it into, in the order of the source. */
export function* nodesBelow(
  node: unknown,
  enters: (node: unknown) => boolean = () => true,
): Generator {
  yield node;
  if (!enters(node) || typeof node !== 'object' || node === null) return;
  const { children } = node as TreeNode;
  for (const child of children ?? []) yield* nodesBelow(child, enters);
}

/** The source with its comments and texts blanked, so that words in them are not read as code; lines stay. */
export function codeOnly(source: string): string {
  return source.replace(commentsAndTexts, (text) => text.replace(/[^\n]/g, ' '));
}

/** The lines that begin a text between three quotes. */
export function multiLineTexts(source: string): readonly number[] {
  return [...source.matchAll(commentsAndTexts)]
    .filter(([text]) => text.startsWith("'''"))
    .map(({ index }) => lineAt(source, index));
}

const commentsAndTexts = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'''[\s\S]*?'''|'(?:\\.|[^'\\\n])*'/g;

/** The line, from 1, of a position in a text. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
