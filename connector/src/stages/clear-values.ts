import type { Account } from '../domain/account.ts';
import type { AccountChanges, Change } from '../domain/change.ts';
import { OrgError } from '../domain/org-error.ts';
import type { ClearRequest, SettledClear } from '../ports/clear-requests.ts';
import type { WrittenValue } from '../ports/write-ledger.ts';
import { failureRemark } from './log/failure-remark.ts';
import type { RunPorts } from './run-ports.ts';
import type { RunRecorder } from './run-recorder.ts';

export interface Clearing {
  /** What empties the fields, to be written with everything else. */
  readonly changes: readonly AccountChanges[];
  /** To be settled after the writing. */
  readonly requests: readonly ClearRequest[];
  /** Settled without writing. */
  readonly settled: readonly SettledClear[];
}

export const nothingToClear: Clearing = { changes: [], requests: [], settled: [] };

/**
 * What administrators asked to be cleared: where a field still holds what the sync wrote into it for a removed mapping, it
 * becomes NULL. What somebody else put there since stays, and so does a field that another mapping writes to now.
 *
 * @param owners mapping by the Account field that it writes to in this run
 */
export async function plannedClearing(
  organizationId: string,
  owners: ReadonlyMap<string, string>,
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<Clearing> {
  const pending = await ports.clearRequests.pending();
  const settled: SettledClear[] = [];
  const requests: ClearRequest[] = [];
  const changes: AccountChanges[] = [];
  for (const request of pending) {
    const owner = owners.get(request.field);
    if (owner !== undefined) {
      settled.push({ id: request.id, state: 'Done', message: ownedBy(request.field, owner) });
      continue;
    }
    try {
      const own = await changesOf(request, organizationId, ports);
      recorder.tally.expect([{ name: request.mapping, label: request.label }]);
      changes.push(...own);
      requests.push(request);
    } catch (error) {
      if (!(error instanceof OrgError) || error.kind !== 'permission') throw error;
      recorder.book.add({
        ...failureRemark(error),
        mapping: request.mapping,
        field: request.field,
      });
      settled.push({ id: request.id, state: 'Failed', message: error.message });
    }
  }
  return { changes, requests, settled };
}

/** Says in the organization what became of the requests. One that was deferred stays pending for the next run. */
export async function settleClearing(
  { requests, settled }: Clearing,
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<void> {
  const counts = new Map(recorder.tally.mappings().map((each) => [each.mapping, each]));
  const written = requests.flatMap(({ id, mapping }): SettledClear[] => {
    const { failed = 0, deferred = 0 } = counts.get(mapping) ?? {};
    if (failed > 0) return [{ id, state: 'Failed', message: notAll(failed) }];
    return deferred > 0 ? [] : [{ id, state: 'Done', message: '' }];
  });
  await ports.clearRequests.settle([...settled, ...written]);
}

/** The changes of both, those of one Account together: it may be sent once only. */
export function mergedChanges(
  one: readonly AccountChanges[],
  other: readonly AccountChanges[],
): readonly AccountChanges[] {
  if (other.length === 0) return one;
  const merged = new Map<string, AccountChanges>();
  for (const each of [...one, ...other]) {
    const before = merged.get(each.accountId);
    const changes = [...(before?.changes ?? []), ...each.changes];
    merged.set(each.accountId, { ...each, changes });
  }
  return [...merged.values()];
}

async function changesOf(
  request: ClearRequest,
  organizationId: string,
  { ledger, accounts }: RunPorts,
): Promise<readonly AccountChanges[]> {
  const changes: AccountChanges[] = [];
  for await (const ids of ledger.accountsWithValues(organizationId)) {
    const written = (await ledger.writtenTo(organizationId, ids)).filter(
      ({ field, value }) => field === request.field && value !== null,
    );
    if (written.length === 0) continue;
    const ours = new Map(written.map((each) => [each.accountId, each]));
    const found = await accounts.readAccountsById([...ours.keys()], [request.field]);
    changes.push(...found.flatMap((account) => clearing(account, ours.get(account.id), request)));
  }
  return changes;
}

function clearing(
  account: Account,
  ours: WrittenValue | undefined,
  { field, mapping }: ClearRequest,
): readonly AccountChanges[] {
  // Of a field that is no number any more nothing is ours.
  const from = account.values[field];
  if (!ours || typeof from !== 'number' || from !== ours.value) return [];
  const change: Change = {
    field,
    from,
    to: null,
    reason: 'cleared',
    because: 'the mapping was removed, and its values were to be cleared',
    mapping,
    metricKey: ours.metricKey,
  };
  return [{ accountId: account.id, accountName: account.name, changes: [change] }];
}

function ownedBy(field: string, owner: string): string {
  return `Nothing was cleared: ${field} is written by the mapping ${owner} now.`;
}

function notAll(failed: number): string {
  return `${failed} values could not be cleared. The log of the run says why, and what to do; the values stay until somebody clears them.`;
}
