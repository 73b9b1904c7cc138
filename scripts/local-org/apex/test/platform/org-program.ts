import type { LocalOrg } from '../../../org.ts';
import { compileProgram } from '../../compile/compile-program.ts';
import type { ApexSource } from '../../compile/program.ts';
import { type Entry, newEntry } from '../../platform/entry.ts';
import { orgEnvironment } from '../../platform/org-environment.ts';
import { OrgTransaction } from '../../platform/org-transaction.ts';

/** Id every deploy of a block gets. */
export const deploymentId = '0Af000000000001CAA';

/** What a block printed, and what the entry left behind. */
export interface Ran {
  readonly printed: readonly string[];
  readonly entry: Entry;
  readonly run: OrgTransaction;
}

interface Options {
  readonly classes?: readonly ApexSource[];
  readonly userId?: string;
  readonly isTest?: boolean;
  /** Default 66: system mode unless a statement says otherwise. */
  readonly apiVersion?: number;
}

/** Runs anonymous Apex in the org, in one transaction that is kept. Throws what the block throws. */
export function ran(org: LocalOrg, text: string, options: Options = {}): Ran {
  const { classes = [], userId = org.administratorId, isTest = false, apiVersion = 66 } = options;
  const program = compileProgram(classes, orgEnvironment(org));
  if (program.problems.length > 0) throw new Error(JSON.stringify(program.problems));
  const entry = newEntry({
    isTest,
    callouts: { answerTo: () => undefined, resolved: (request) => request },
    numbering: { nextDeploymentId: () => deploymentId },
  });
  const run = new OrgTransaction({
    org,
    userId,
    entry,
    reflection: (transaction) => program.reflection(transaction),
    nowMs: () => org.clock.now().getTime(),
    randomBytes: (count) => new Uint8Array(count),
    timeZone: 'America/Los_Angeles',
  });
  const block = program.anonymous(text, apiVersion);
  org.transaction(() => {
    block.run(run);
  });
  return { entry, run, printed: run.debugLog.map((line) => line.text) };
}
