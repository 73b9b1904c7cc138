import type { Block, Statement } from '../../syntax/statement.ts';

type Checks = {
  readonly [Each in Statement['kind']]?: (statement: Extract<Statement, { kind: Each }>) => boolean;
};

const checks: Checks = {
  return: () => false,
  throw: () => false,
  block: ({ statements }) => statements.every(completes),
  if: ({ then, otherwise }) => completes(then) || otherwise === undefined || completes(otherwise),
  try: tryCompletes,
  switch: switchCompletes,
  runAs: ({ body }) => completes(body),
  while: ({ condition, body }) => !isEndless(condition) || breaks(body),
};

/** Whether a statement may end without return or throw: then a method with a result lacks its `return`. */
export function completes(statement: Statement): boolean {
  const check = checks[statement.kind] as ((statement: Statement) => boolean) | undefined;
  return check?.(statement) ?? true;
}

function tryCompletes({
  body,
  catches,
  finallyBody,
}: Extract<Statement, { kind: 'try' }>): boolean {
  if (finallyBody && !completes(finallyBody)) return false;
  return completes(body) || catches.some((each) => completes(each.body));
}

function switchCompletes({ branches }: Extract<Statement, { kind: 'switch' }>): boolean {
  const hasElse = branches.some(({ value }) => value.kind === 'else');
  return !hasElse || branches.some(({ body }) => completes(body));
}

function isEndless(condition: Extract<Statement, { kind: 'while' }>['condition']): boolean {
  return condition.kind === 'literal' && condition.value === true;
}

/** Whether a `break` of this loop is somewhere in its body; those of loops inside are theirs. */
function breaks(body: Statement | undefined): boolean {
  if (!body) return false;
  switch (body.kind) {
    case 'break':
      return true;
    case 'block':
      return body.statements.some(breaks);
    case 'if':
      return breaks(body.then) || breaks(body.otherwise);
    case 'try':
      return parts(body).some(breaks);
    case 'switch':
      return body.branches.some((each) => breaks(each.body));
    default:
      return false;
  }
}

function parts({
  body,
  catches,
  finallyBody,
}: Extract<Statement, { kind: 'try' }>): readonly Block[] {
  return [body, ...catches.map((each) => each.body), ...(finallyBody ? [finallyBody] : [])];
}
