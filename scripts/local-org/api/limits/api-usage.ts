import type { Operation } from '../../faults/observed-request.ts';

/** A request that counted against the allowance. Composite is one, whatever is in it. */
export interface ApiCall {
  readonly at: string;
  readonly method: string;
  /** Path without query string. */
  readonly path: string;
  readonly operation: Operation;
  /** Rows it tried to save or delete, by object. Empty for a call that only reads. A Bulk job's rows belong to the call that closed its upload. */
  readonly writes: Map<string, number>;
  /** HTTP status of the answer; 0 while under way and when the connection was cut. */
  status: number;
}

export interface ApiUsageOptions {
  readonly clock: { now(): Date };
  /** Calls in any 24 hours. */
  readonly limit: number;
}

const hourMs = 3_600_000;

/**
 * The org's API calls: the rolling 24-hour allowance all clients share, and the list of calls for whoever wants
 * to know how a result was reached. Counted by the hour, as the window moves by the hour in an org.
 */
export class ApiUsage {
  limit: number;
  readonly #clock: { now(): Date };
  readonly #byHour = new Map<number, number>();
  #calls: ApiCall[] = [];

  constructor({ clock, limit }: ApiUsageOptions) {
    this.#clock = clock;
    this.limit = limit;
  }

  /** Calls of the last 24 hours. */
  get used(): number {
    const oldest = this.#hour() - 23;
    let sum = 0;
    for (const [hour, count] of this.#byHour) {
      if (hour < oldest) this.#byHour.delete(hour);
      else sum += count;
    }
    return sum;
  }

  get remaining(): number {
    return Math.max(0, this.limit - this.used);
  }

  /** Calls since the last `forgetCalls`, oldest first. */
  get calls(): readonly ApiCall[] {
    return this.#calls;
  }

  /** Counts a call, and keeps it in the list. */
  record(call: Omit<ApiCall, 'at' | 'writes' | 'status'>): ApiCall {
    this.#add(1);
    const recorded = {
      ...call,
      at: this.#clock.now().toISOString(),
      writes: new Map<string, number>(),
      status: 0,
    };
    this.#calls.push(recorded);
    return recorded;
  }

  /** Calls that tried to save or delete rows, of one object where given. */
  writeCalls(object?: string): readonly ApiCall[] {
    return this.#calls.filter(({ writes }) =>
      object === undefined ? writes.size > 0 : writes.has(object),
    );
  }

  /** Number of calls an operation took: `{ query: 3, collections: 1 }`. */
  countByOperation(): Partial<Record<Operation, number>> {
    const counts: Partial<Record<Operation, number>> = {};
    for (const { operation } of this.#calls) counts[operation] = (counts[operation] ?? 0) + 1;
    return counts;
  }

  /** Lets other integrations use what is left above `remaining`. */
  leave(remaining: number): void {
    this.#add(this.limit - this.used - remaining);
  }

  /** Empties the list. The allowance used stays used. */
  forgetCalls(): void {
    this.#calls = [];
  }

  #add(calls: number): void {
    const hour = this.#hour();
    this.#byHour.set(hour, (this.#byHour.get(hour) ?? 0) + calls);
  }

  #hour(): number {
    return Math.floor(this.#clock.now().getTime() / hourMs);
  }
}
