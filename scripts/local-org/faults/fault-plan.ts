import { matches, type ObservedRequest, type RequestMatch } from './observed-request.ts';

/** A refusal the org is told to give. Without `body` it has the shape of the operation's own errors. */
export interface Failure {
  readonly status: number;
  readonly errorCode?: string;
  readonly message?: string;
  readonly fields?: readonly string[];
  /** Sent as it is, for answers no API gives: a proxy's HTML, truncated JSON. */
  readonly body?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * When the connection breaks: `before` nothing has happened in the org, `during` half of the answer has been sent,
 * `after` all has happened and the client never hears of it.
 */
export type DropMoment = 'before' | 'during' | 'after';

export type Effect =
  | { readonly kind: 'fail'; readonly failure: Failure }
  | { readonly kind: 'drop'; readonly moment: DropMoment }
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'hold'; readonly released: Promise<void> };

export interface FaultMatch extends RequestMatch {
  /** Requests that meet the fault, one after the other; default 1, Infinity for good. */
  readonly times?: number;
  /** Matching requests let through before the first one fails; default 0. */
  readonly skip?: number;
}

interface PlannedFault {
  readonly match: FaultMatch;
  readonly effect: Effect;
  timesLeft: number;
  skipLeft: number;
}

/** A fault still waiting for its request, as `GET /local-org/faults` shows it. */
export interface PendingFault {
  readonly kind: Effect['kind'];
  readonly timesLeft: number;
  readonly skipLeft: number;
}

/** Faults that hit whole requests, in the order they were planned. */
export class FaultPlan {
  #planned: PlannedFault[] = [];

  add(match: FaultMatch, effect: Effect): void {
    const { times = 1, skip = 0 } = match;
    this.#planned.push({ match, effect, timesLeft: times, skipLeft: skip });
  }

  /** What happens to this request: waits add up, the first failure or drop ends the search. */
  effectsOn(request: ObservedRequest): readonly Effect[] {
    const effects: Effect[] = [];
    for (const fault of this.#planned) {
      if (!reaches(fault, request) || !matches(fault.match, request)) continue;
      if (fault.skipLeft > 0) {
        fault.skipLeft -= 1;
        continue;
      }
      fault.timesLeft -= 1;
      effects.push(fault.effect);
      if (fault.effect.kind === 'fail' || fault.effect.kind === 'drop') break;
    }
    this.#planned = this.#planned.filter(({ timesLeft }) => timesLeft > 0);
    return effects;
  }

  pending(): readonly PendingFault[] {
    return this.#planned.map(({ effect, timesLeft, skipLeft }) => ({
      kind: effect.kind,
      timesLeft,
      skipLeft,
    }));
  }

  clear(): void {
    this.#planned = [];
  }
}

/** A sub-request has no connection of its own to lose or to slow down. */
function reaches({ effect }: PlannedFault, request: ObservedRequest): boolean {
  return effect.kind === 'fail' || !request.inComposite;
}
