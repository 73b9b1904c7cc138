import { apiError } from '../api/http/api-error.ts';
import type { RecordInput, SaveError } from '../data/save-result.ts';
import type { DropMoment, Failure, FaultMatch } from './fault-plan.ts';
import type { Faults } from './faults.ts';
import type { LockedRows } from './row-faults.ts';

/** Which rows to reject, said in JSON: those of an object, or those whose field has a value. */
export interface RejectionOrder {
  readonly object: string;
  readonly field?: string;
  readonly equals?: unknown;
  readonly error: SaveError;
}

/** `match` in JSON: patterns are written `/…/`, and there is no `where`. */
type MatchOrder = Omit<FaultMatch, 'where' | 'path' | 'soql'> & {
  readonly path?: string;
  readonly soql?: string;
};

/** The body of `POST /local-org/faults`: the name of a method of `Faults`, and what it takes. */
export interface FaultOrder {
  readonly kind?: string;
  readonly match?: MatchOrder;
  readonly failure?: Failure;
  readonly moment?: DropMoment;
  readonly delayMs?: number;
  readonly remaining?: number;
  /** Of `occupyLongCalls`: slots. */
  readonly count?: number;
  /** Of `failAnalyticsRequest`. */
  readonly message?: string;
  readonly rows?: LockedRows;
  readonly rejection?: RejectionOrder;
  readonly downMs?: number;
}

type Carry = (order: FaultOrder, faults: Faults) => void | Promise<void>;

const kinds: Readonly<Record<string, Carry>> = {
  failNext: ({ match, failure = { status: 500 } }, faults) => {
    faults.failNext(matchOf(match), failure);
  },
  dropConnection: ({ match, moment = 'before' }, faults) => {
    faults.dropConnection(matchOf(match), moment);
  },
  delay: ({ match, delayMs = 1_000 }, faults) => {
    faults.delay(matchOf(match), delayMs);
  },
  loseJobAnswer: ({ match }, faults) => {
    faults.loseJobAnswer(match && matchOf(match));
  },
  expireTokens: (_order, faults) => {
    faults.expireTokens();
  },
  expireCursors: (_order, faults) => {
    faults.expireCursors();
  },
  exhaustAllowance: ({ remaining }, faults) => {
    faults.exhaustAllowance(remaining);
  },
  occupyLongCalls: ({ count }, faults) => {
    faults.occupyLongCalls(count);
  },
  failAnalyticsRequest: ({ message }, faults) => {
    faults.failAnalyticsRequest(message);
  },
  lockRows: ({ rows = { share: 1 } }, faults) => {
    faults.lockRows(rows);
  },
  rejectRows: ({ rejection }, faults) => {
    faults.rejectRows(rejectionOf(rejection));
  },
  // The answer to this very request would be cut off: it is sent first.
  restart: ({ downMs = 0 }, faults) => {
    setTimeout(() => void faults.restart(downMs), 50);
  },
};

/** Names `kind` may have. */
export const faultKinds: readonly string[] = Object.keys(kinds);

/** Carries out an order. Throws INVALID_INPUT, with the kinds there are, for one that isn't known. */
export async function orderedFault(order: FaultOrder, faults: Faults): Promise<void> {
  const carry = kinds[order.kind ?? ''];
  if (carry === undefined) {
    throw apiError(400, 'INVALID_INPUT', `kind must be one of ${faultKinds.join(', ')}`);
  }
  await carry(order, faults);
}

function matchOf(order: MatchOrder = {}): FaultMatch {
  const { path, soql, ...rest } = order;
  return {
    ...rest,
    ...(path !== undefined && { path: pattern(path) }),
    ...(soql !== undefined && { soql: pattern(soql) }),
  };
}

/** `/…/` is a pattern, anything else a part of the text. */
function pattern(text: string): string | RegExp {
  const source = /^\/(.+)\/$/.exec(text)?.[1];
  return source === undefined ? text : new RegExp(source);
}

function rejectionOf(order: RejectionOrder | undefined) {
  if (order === undefined) throw apiError(400, 'INVALID_INPUT', 'rejectRows needs a rejection');
  const { object, field, equals, error } = order;
  return (of: string, record: RecordInput): SaveError | undefined => {
    if (of.toLowerCase() !== object.toLowerCase()) return undefined;
    return field === undefined || record[field] === equals ? error : undefined;
  };
}
