import type { GoneAccount } from '../../domain/account.ts';
import type { Outcome } from '../../domain/change.ts';

/**
 * Says of Accounts that vanished between reading and writing where they went (decisions 12, 13). Their values are
 * not moved: the next run reads the licences anew, and the Account they now belong to gets values of its own.
 */
export function withDestination(
  outcomes: readonly Outcome[],
  gone: readonly GoneAccount[],
): readonly Outcome[] {
  const masterOf = new Map(gone.map(({ id, masterId }) => [id, masterId]));
  return outcomes.map((outcome) => {
    const masterId = masterOf.get(outcome.accountId);
    if (masterId === undefined) return outcome;
    const fault =
      masterId === null
        ? {
            code: 'ACCOUNT_DELETED',
            message: 'The Account was deleted during the run.',
            fields: [],
          }
        : {
            code: 'ACCOUNT_MERGED',
            message: `The Account was merged into ${masterId} during the run.`,
            fields: [],
          };
    return { ...outcome, fault };
  });
}
