import { iterated } from '../../library/iteration.ts';
import type { Code, Completion, Frame, Step } from '../../run/run.ts';
import type { Position } from '../../syntax/position.ts';
import type { ForEachStatement } from '../../syntax/statement.ts';
import { typeKey } from '../../types/class-model.ts';
import { objectTypeName, type TypeTable } from '../../types/type-table.ts';
import { ApexList } from '../../values/apex-list.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { IterableCollection } from '../../values/iterable-collection.ts';
import { typeName, type TypeName } from '../../values/type-name.ts';
import { converted } from '../conversion.ts';
import { checkedCast } from '../expression/cast.ts';
import type { Scope } from '../scope.ts';
import { definite, problem, type Typed } from '../typed.ts';
import { countIteration, loopBody } from './loops.ts';
import type { StatementCompiler } from './statement-compiler.ts';

/** `for (Type name : values) …`; over a query it walks the records, or Lists of 200 of them. */
export function forEachLoop(
  scope: Scope,
  source: ForEachStatement,
  compile: StatementCompiler,
): Step {
  const { iterable, name, body, position } = source;
  const inner = scope.inner(true);
  const type = scope.type(source.type);
  const values = scope.value(iterable);
  const found = elementTypeOf(scope.table, values.type);
  if (!found) {
    throw problem(position, `Loop must iterate over collection: ${scope.table.text(values.type)}`);
  }
  const isInChunks = typeKey(typeName(type.name)) === 'list' && scope.table.isSObject(found);
  const elementType = isInChunks ? values.type : found;
  const { slot } = inner.declare(name, type, position);
  const given = inner.newSlot();
  const element: Typed = { type: elementType, code: ({ locals }) => locals[given] ?? null };
  const convert = elementCode(scope, element, type, position);
  const step = loopBody(inner, body, compile);
  const records = isInChunks ? chunked(values.code) : values.code;
  return (frame) =>
    walked(frame, records, (value) => {
      frame.locals[given] = value;
      frame.locals[slot] = convert(frame);
      return step(frame);
    });
}

/** A List of any records can be walked as records of one type; which they are shows at run time. */
function elementCode(scope: Scope, element: Typed, type: TypeName, position: Position): Code {
  const isRecord = element.type.name === 'SObject' && scope.table.isSObject(type);
  return isRecord ? checkedCast(element.code, type) : converted(scope, element, type, position);
}

/** What a List, a Set or a class that is Iterable holds. A Map is none of these. */
function elementTypeOf(table: TypeTable, type: TypeName): TypeName | undefined {
  if (/^(list|set|iterable|system\.iterable)$/i.test(type.name))
    return type.arguments[0] ?? objectTypeName;
  for (const each of table.supertypes(type)) {
    const found = elementTypeOf(table, each);
    if (found) return found;
  }
  return undefined;
}

const chunkSize = 200;

function chunked(rows: Code): Code {
  return (frame) => {
    const list = rows(frame) as ApexList;
    const chunks: ApexValue[] = [];
    for (let at = 0; at < list.size; at += chunkSize) {
      chunks.push(new ApexList(list.elementType, list.elements.slice(at, at + chunkSize)));
    }
    return new ApexList(objectTypeName, chunks);
  };
}

function walked(frame: Frame, source: Code, step: (value: ApexValue) => Completion): Completion {
  const values = definite(frame, source(frame));
  if (values instanceof IterableCollection) values.beginIteration();
  try {
    for (const value of iterated(frame.run, values)) {
      const completion = step(value);
      if (completion === 'return') return completion;
      if (completion === 'break') return undefined;
      countIteration(frame);
    }
    return undefined;
  } finally {
    if (values instanceof IterableCollection) values.endIteration();
  }
}
