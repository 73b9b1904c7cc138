import { Command, InvalidArgumentError, Option } from 'commander';
import { faultKinds, type FaultOrder } from './fault-order.ts';

interface Given {
  readonly url: string;
  readonly operation?: string;
  readonly method?: string;
  readonly object?: string;
  readonly path?: string;
  readonly soql?: string;
  readonly page?: number;
  readonly times?: number;
  readonly skip?: number;
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  readonly moment?: 'before' | 'during' | 'after';
  readonly delay?: number;
  readonly remaining?: number;
  readonly count?: number;
  readonly share?: number;
  readonly ids?: string;
  readonly attempts?: number;
  readonly field?: string;
  readonly equals?: string;
  readonly down?: number;
}

/** `local-org fault <kind>`: asks a local org that was started with `--control` for a fault, lists or clears them. */
export function faultCommand(): Command {
  return new Command('fault')
    .description('asks a local org that runs with --control for a fault')
    .argument('<kind>', [...faultKinds, 'list', 'clear'].join(', '))
    .option('--url <address>', 'address of the local org', 'http://127.0.0.1:7070')
    .option('--operation <name>', 'requests meant: query, queryMore, collections, bulkIngest …')
    .option('--method <name>', 'requests meant: GET, POST …')
    .option('--object <name>', 'requests meant, or rows of rejectRows: of this object')
    .option('--path <text>', 'requests meant: a part of the address, or /pattern/')
    .option('--soql <text>', 'requests meant: a part of the SOQL, or /pattern/')
    .option('--page <number>', 'requests meant: this page of a query', number)
    .option('--times <number>', 'how many requests meet it, or always (default: 1)', times)
    .option('--skip <number>', 'matching requests let through before', number)
    .option('--status <code>', 'failNext: HTTP status (default: 500)', number)
    .option('--code <errorCode>', 'failNext, rejectRows: error code')
    .option('--message <text>', 'failNext, rejectRows, failAnalyticsRequest: text')
    .addOption(
      new Option('--moment <when>', 'dropConnection').choices(['before', 'during', 'after']),
    )
    .option('--delay <ms>', 'delay: how long', number)
    .option('--remaining <calls>', 'exhaustAllowance: calls left (default: 0)', number)
    .option('--count <slots>', 'occupyLongCalls: how many (default: all)', number)
    .option('--share <number>', 'lockRows: share of all rows, 0 to 1', number)
    .option('--ids <ids>', 'lockRows: these rows, separated by commas')
    .option('--attempts <number>', 'lockRows: how often each refuses (default: always)', number)
    .option('--field <name>', 'rejectRows: rows whose field has the value of --equals')
    .option('--equals <text>', 'rejectRows: that value')
    .option('--down <ms>', 'restart: how long the org is away', number)
    .action(async (kind: string, given: Given, command: Command) => {
      console.log(await answered(kind, given, command));
    });
}

async function answered(kind: string, given: Given, command: Command): Promise<string> {
  const address = `${given.url.replace(/\/+$/, '')}/local-org/faults`;
  const method = { list: 'GET', clear: 'DELETE' }[kind] ?? 'POST';
  const order = method === 'POST' ? { body: JSON.stringify(faultOrder(kind, given)) } : {};
  const headers = method === 'POST' ? { 'content-type': 'application/json' } : {};
  const answer = await fetch(address, { method, headers, ...order }).catch((error: unknown) =>
    command.error(
      `error: nothing answers at ${given.url} (${String(error)}). Start it with: npm run local-org -- --control`,
      { exitCode: 2 },
    ),
  );
  const text = await answer.text();
  if (answer.ok) return text === '' ? 'No faults are planned.' : text;
  const hint = answer.status === 404 ? ' Was the local org started with --control?' : '';
  return command.error(`error: the local org refused it: ${text}${hint}`, { exitCode: 2 });
}

/** The order a kind's options make, as `POST /local-org/faults` takes it. What isn't given is left to the org. */
function faultOrder(kind: string, given: Omit<Given, 'url'>): FaultOrder {
  const { operation, method, object, path, soql, page, skip } = given;
  const { status, code, message, share, ids, attempts } = given;
  const isRejection = kind === 'rejectRows';
  const match = { operation, method, ...(!isRejection && { object }), path, soql, page, skip };
  const order = {
    kind,
    match: { ...match, times: given.times },
    failure: { status: status ?? 500, errorCode: code, message },
    moment: given.moment,
    delayMs: given.delay,
    remaining: given.remaining,
    count: given.count,
    message,
    rows: { share, ids: ids?.split(','), attempts },
    ...(isRejection && { rejection: rejection(given) }),
    downMs: given.down,
  };
  // What is undefined isn't sent, so the org's own defaults hold.
  return JSON.parse(JSON.stringify(order)) as FaultOrder;
}

function rejection({ object, field, equals, code, message }: Omit<Given, 'url'>) {
  return {
    object: object ?? 'Account',
    field,
    equals,
    error: {
      statusCode: code ?? 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: message ?? 'Rejected by a rule.',
      fields: field === undefined ? [] : [field],
    },
  };
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError('Give a number.');
  }
  return value;
}

/** JSON has no Infinity: for good is more often than anybody asks. */
function times(text: string): number {
  return text === 'always' ? Number.MAX_SAFE_INTEGER : number(text);
}
