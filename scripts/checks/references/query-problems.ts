import {
  BoundExpressionContext,
  FieldNameContext,
  FromNameListContext,
  type QueryContext,
  SelectEntryContext,
  SoqlLiteralContext,
  SubQueryContext,
  TypeOfContext,
} from '@apexdevtools/apex-parser';
import { nodesBelow } from './parsed-apex.ts';
import { pathProblem, type SchemaIndex, toDescribe } from './schema-index.ts';

/** What is wrong at one place of a source. */
export interface PlacedProblem {
  readonly line: number;
  readonly message: string;
}

/** What the queries in a class name and the schema lacks, which apex-ls does not look at. */
export function queryProblems(tree: unknown, index: SchemaIndex): readonly PlacedProblem[] {
  return [...nodesBelow(tree)]
    .filter((node) => node instanceof SoqlLiteralContext)
    .flatMap((literal) => {
      const query = literal.query();
      return objectProblems(query, objectNames(query), index);
    });
}

type Query = QueryContext | SubQueryContext;

/** The name after FROM and its alias. */
interface QueriedName {
  readonly object: string;
  readonly alias: string | undefined;
}

function objectNames(query: Query): QueriedName {
  const from = query.fromNameList();
  return {
    object: from.fieldName(0).getText(),
    alias: from.soqlId_list().at(0)?.getText().toLowerCase(),
  };
}

function objectProblems(
  query: Query,
  { object, alias }: QueriedName,
  index: SchemaIndex,
): readonly PlacedProblem[] {
  if (!index.has(object.toLowerCase())) {
    const message = `there is no object ${object} ${toDescribe}`;
    return [{ line: query.start.line, message }];
  }
  const parts = [...nodesBelow(query, (node) => node === query || !isOutside(node))];
  const aliases = selectAliases(parts);
  const fields = parts
    .filter((node) => node instanceof FieldNameContext)
    .map((node) => ({ line: node.start.line, path: node.getText().split('.') }))
    .filter(({ path }) => !aliases.has(path.join('.').toLowerCase()))
    .flatMap(({ line, path }) => {
      const isAlias = alias !== undefined && path[0]?.toLowerCase() === alias;
      const message = pathProblem(index, object, isAlias ? path.slice(1) : path);
      return message === undefined ? [] : [{ line, message }];
    });
  const inner = parts
    .filter((node) => node instanceof SubQueryContext)
    .filter((node) => node !== query)
    .flatMap((node) => subQueryProblems(node, object, index));
  return [...fields, ...inner, ...uncheckedParts(parts)];
}

/** Parts of a query that do not name fields of its own object. */
function isOutside(node: unknown): boolean {
  return (
    node instanceof FromNameListContext ||
    node instanceof BoundExpressionContext ||
    node instanceof SubQueryContext ||
    node instanceof TypeOfContext
  );
}

/** `SELECT COUNT(Id) total … ORDER BY total`. */
function selectAliases(parts: readonly unknown[]): ReadonlySet<string> {
  const entries = parts.filter((node) => node instanceof SelectEntryContext);
  // The generated types promise an alias; a column without one has null.
  const names = entries.map((entry) => (entry.soqlId() as { getText(): string } | null)?.getText());
  return new Set(names.flatMap((name) => (name === undefined ? [] : [name.toLowerCase()])));
}

/** A query among the columns reads children; one in a condition reads an object. */
function subQueryProblems(
  query: SubQueryContext,
  outer: string,
  index: SchemaIndex,
): readonly PlacedProblem[] {
  const { object, alias } = objectNames(query);
  if (!(query.parentCtx instanceof SelectEntryContext)) {
    return objectProblems(query, { object, alias }, index);
  }
  const child = index.get(outer.toLowerCase())?.children.get(object.toLowerCase());
  if (child === undefined) {
    const message = `${outer} has no child relationship ${object}`;
    return [{ line: query.start.line, message }];
  }
  return objectProblems(query, { object: child, alias }, index);
}

function uncheckedParts(parts: readonly unknown[]): readonly PlacedProblem[] {
  return parts
    .filter((node) => node instanceof TypeOfContext)
    .map((node) => ({
      line: node.start.line,
      message: 'TYPEOF is not checked: query each object by itself',
    }));
}
