import type { ObservedRequest } from '../../../../scripts/local-org/faults/observed-request.ts';
import type { Customer } from './customer.ts';

/** A place in a run: the n-th request that matches, all of them but sign-ins where nothing is said. */
export interface Point {
  readonly matches?: (request: ObservedRequest) => boolean;
  readonly number: number;
  /** Whether the organization carries it out and its answer is lost; the run then stands at its next request. */
  readonly isAnswerLost: boolean;
}

/** A run that stands still, once it has come to its point. */
export interface Standing {
  stands(): boolean;
  /** Whoever waits is answered, and nothing stands still any more. What was asked by a process that died has its effect. */
  release(): void;
  /** Who asks from now on is answered; what waits is never looked at. */
  abandon(): void;
}

/** Lets the customer's run stand still at the point. */
export function standsAt({ seeded }: Pick<Customer, 'seeded'>, point: Point): Standing {
  const { matches = () => true, number, isAnswerLost } = point;
  const { faults } = seeded.running;
  let met = 0;
  let state: 'before' | 'lost' | 'standing' = 'before';
  let isOver = false;
  const moveOn = (request: ObservedRequest): void => {
    if (state === 'lost') state = 'standing';
    if (state !== 'before' || !matches(request)) return;
    met += 1;
    if (met === number) state = isAnswerLost ? 'lost' : 'standing';
  };
  // Asked first about every request, it tells the other where the run is.
  const letGo = faults.hold({
    times: Infinity,
    where: (request) => {
      if (isOver || request.operation === 'token') return false;
      moveOn(request);
      return state === 'standing';
    },
  });
  if (isAnswerLost) faults.dropConnection({ where: () => state === 'lost' }, 'after');
  return {
    stands: () => state === 'standing',
    release: () => {
      isOver = true;
      letGo();
    },
    abandon: () => {
      isOver = true;
    },
  };
}
