import { GovernorLimitError } from './apex-throw.ts';

/** Per transaction, as the platform's synchronous limits; `statements` stands for CPU time. */
export const allowances = {
  queries: 100,
  queryRows: 50_000,
  dmlStatements: 150,
  dmlRows: 10_000,
  callouts: 100,
  queueableJobs: 50,
  futureCalls: 50,
  publishImmediateDml: 150,
  statements: 20_000_000,
} as const;
export type LimitName = keyof typeof allowances;

const words: Record<LimitName, string> = {
  queries: 'Too many SOQL queries',
  queryRows: 'Too many query rows',
  dmlStatements: 'Too many DML statements',
  dmlRows: 'Too many DML rows',
  callouts: 'Too many callouts',
  queueableJobs: 'Too many queueable jobs added to the queue',
  futureCalls: 'Too many future calls',
  publishImmediateDml: 'Too many publish immediate DML operations',
  statements: 'Apex CPU time limit exceeded, statements',
};

/** The governor limits of one transaction; `Test.startTest` gets a fresh set. */
export class Limits {
  readonly allowed: Record<LimitName, number>;
  readonly #used: Partial<Record<LimitName, number>> = {};

  /** `raised` lifts single limits: asynchronous Apex may ask 200 queries. */
  constructor(raised: Partial<Record<LimitName, number>> = {}) {
    this.allowed = { ...allowances, ...raised };
  }

  used(name: LimitName): number {
    return this.#used[name] ?? 0;
  }

  /** Throws GovernorLimitError: `Too many SOQL queries: 101`. */
  charge(name: LimitName, amount: number): void {
    const used = this.used(name) + amount;
    this.#used[name] = used;
    if (used > this.allowed[name]) throw new GovernorLimitError(`${words[name]}: ${used}`);
  }
}

export function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(allowances, name);
}
