import type { Clock } from '../../ports/clock.ts';
import type {
  Carrier,
  HeldOutbox,
  KeptPlan,
  Outbox,
  OutboxAccount,
  SettledField,
} from '../../ports/outbox.ts';
import { settledFields } from './settled-fields.ts';
import { storableJson } from './storable-json.ts';
import { takenByAnother } from './taken-by-another.ts';

const longAgo = new Date(0);

interface KeptRun {
  holder: object;
  touchedAt: Date;
  plan: KeptPlan | undefined;
  readonly accounts: Map<string, OutboxAccount>;
}

export interface MemoryOutbox extends Outbox {
  /** Forgets a run that has ended, except for what a Bulk job of it may still write. */
  forget(organizationId: string, runKey: string): void;
}

/** Changes of runs under way that are gone with the process. */
export function memoryOutbox(clock: Clock): MemoryOutbox {
  /** By organization, then run. */
  const organizations = new Map<string, Map<string, KeptRun>>();
  const runsOf = (organizationId: string): Map<string, KeptRun> => {
    const runs = organizations.get(organizationId) ?? new Map<string, KeptRun>();
    organizations.set(organizationId, runs);
    return runs;
  };
  return {
    hold: (organizationId, runKey) => {
      const runs = runsOf(organizationId);
      const known = runs.get(runKey);
      const holder = {};
      const run = known ?? { holder, touchedAt: clock.now(), plan: undefined, accounts: new Map() };
      Object.assign(run, { holder, touchedAt: clock.now() });
      runs.set(runKey, run);
      const discard = (): void => void runs.delete(runKey);
      return Promise.resolve(heldOutbox(run, known !== undefined, clock, discard));
    },
    leftBehind: (organizationId, since) =>
      Promise.resolve(
        [...runsOf(organizationId)]
          .filter(([, { touchedAt }]) => since === undefined || touchedAt < since)
          .sort(([, one], [, other]) => one.touchedAt.getTime() - other.touchedAt.getTime())
          .map(([runKey]) => runKey),
      ),
    forget: (organizationId, runKey) => {
      const run = runsOf(organizationId).get(runKey);
      if (!run) return;
      const { accounts } = run;
      run.touchedAt = longAgo;
      for (const [id, each] of accounts) if (!mayBeWritten(each)) accounts.delete(id);
      if (accounts.size === 0) runsOf(organizationId).delete(runKey);
    },
  };
}

function changeAccount(
  accounts: KeptRun['accounts'],
  id: string,
  part: (known: OutboxAccount) => Partial<OutboxAccount>,
): void {
  const known = accounts.get(id);
  if (known) accounts.set(id, { ...known, ...part(known) });
}

function mayBeWritten({ sentIn, settled, account }: OutboxAccount): boolean {
  const isInJob = sentIn !== null && sentIn !== 'request';
  return isInJob && settled.length < account.changes.length;
}

function heldOutbox(
  run: KeptRun,
  isTakenOver: boolean,
  clock: Clock,
  discard: () => void,
): HeldOutbox {
  const { holder, accounts } = run;
  let isDiscarded = false;
  const whileHeld = (work: () => void): Promise<void> =>
    Promise.resolve().then(() => {
      if (run.holder !== holder || isDiscarded) throw takenByAnother();
      run.touchedAt = clock.now();
      work();
    });
  return {
    isTakenOver,
    plan: run.plan,
    store: (checkpoint, changes) =>
      whileHeld(() => {
        const stored = [...changes].map((account) => kept(account));
        accounts.clear();
        for (const account of stored)
          accounts.set(account.accountId, { account, sentIn: null, settled: [] });
        run.plan = { checkpoint, storedAt: clock.now() };
      }),
    accounts: async function* () {
      const sorted = [...accounts].sort(([one], [other]) => (one < other ? -1 : 1));
      if (sorted.length > 0) yield await Promise.resolve(sorted.map(([, account]) => account));
    },
    sending: (carrier: Carrier, accountIds) =>
      whileHeld(() => {
        for (const id of accountIds) changeAccount(accounts, id, () => ({ sentIn: carrier }));
      }),
    settle: (outcomes) =>
      whileHeld(() => {
        for (const [id, settled] of settledFields(outcomes))
          changeAccount(accounts, id, (known) => ({
            settled: [...known.settled, ...kept<readonly SettledField[]>(settled)],
          }));
      }),
    touch: () => whileHeld(() => undefined),
    discard: () =>
      whileHeld(() => {
        isDiscarded = true;
        discard();
      }),
  };
}

/** What a database would have kept: a copy, without what it can't hold. */
function kept<Content>(content: Content): Content {
  return JSON.parse(storableJson(content)) as Content;
}
