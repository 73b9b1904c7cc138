import { userTimeZone } from '../user-time-zone.ts';
import { newEntry, type CalloutGate, type Numbering } from '../platform/entry.ts';
import { OrgTransaction } from '../platform/org-transaction.ts';
import type { TestOptions } from './test-options.ts';

const noCallouts = (): never => {
  throw new Error('A test answers its callouts with a mock');
};

/** Tests reach nobody. */
const callouts: CalloutGate = { answerTo: noCallouts, resolved: noCallouts };

const numbering: Numbering = {
  nextDeploymentId: () => {
    throw new Error('A test deploys nothing');
  },
};

/** A transaction of a test: statics, limits and jobs of its own. */
export function testTransaction(
  { org, program, randomBytes }: TestOptions,
  userId: string,
): OrgTransaction {
  return new OrgTransaction({
    org,
    userId,
    entry: newEntry({ isTest: true, callouts, numbering }),
    reflection: (run) => program.reflection(run),
    nowMs: () => org.clock.now().getTime(),
    randomBytes,
    timeZone: userTimeZone(org, userId),
  });
}
