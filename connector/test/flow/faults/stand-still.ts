import type { ObservedRequest } from '../../../../scripts/local-org/faults/observed-request.ts';
import type { Customer } from './customer.ts';

/** Longer than any test: what stands still never arrives. */
const foreverMs = 3_600_000;

/** A place in a run: the n-th request that matches, all of them but sign-ins where nothing is said. */
export interface Point {
  readonly matches?: (request: ObservedRequest) => boolean;
  readonly number: number;
  /** Whether the organization carries it out and its answer is lost; the run then stands at its next request. */
  readonly isAnswerLost: boolean;
}

/** Lets the customer's run stand still at the point; resolves when it does. */
export function standsAt({ seeded }: Customer, point: Point): Promise<void> {
  const { matches = () => true, number, isAnswerLost } = point;
  const { faults } = seeded.running;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let met = 0;
  let state: 'before' | 'lost' | 'standing' = 'before';
  const moveOn = (request: ObservedRequest): void => {
    if (state === 'lost') state = 'standing';
    if (state !== 'before' || !matches(request)) return;
    met += 1;
    if (met === number) state = isAnswerLost ? 'lost' : 'standing';
  };
  const stops = (request: ObservedRequest): boolean => {
    if (request.operation === 'token') return false;
    moveOn(request);
    if (state !== 'standing') return false;
    resolve(undefined);
    return true;
  };
  // The first is asked about every request, and tells the second where the run is.
  faults.delay({ times: Infinity, where: stops }, foreverMs);
  if (isAnswerLost) faults.dropConnection({ where: () => state === 'lost' }, 'after');
  return promise;
}
