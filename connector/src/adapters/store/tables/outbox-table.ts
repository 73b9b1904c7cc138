import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { AccountChanges, Change, Outcome } from '../../../domain/change.ts';
import type { Clock } from '../../../ports/clock.ts';
import type {
  Carrier,
  HeldOutbox,
  KeptPlan,
  Outbox,
  OutboxAccount,
} from '../../../ports/outbox.ts';
import { settledFields } from '../settled-fields.ts';
import { storableJson } from '../storable-json.ts';
import { takenByAnother } from '../taken-by-another.ts';
import { rowChunks, rowsPerStatement } from './row-chunks.ts';
import type { Tables } from './schema.ts';

/** The changes of runs under way, in the database. */
export function outboxTable(database: Kysely<Tables>, clock: Clock): Outbox {
  return {
    hold: async (organizationId, runKey) => {
      const run = { organizationId, runKey, holder: randomUUID() };
      return heldOutbox(database, clock, run, await takeRun(database, run, clock.now()));
    },
    leftBehind: async (organizationId, since) => {
      let runs = database
        .selectFrom('outbox_run')
        .select('run_key')
        .where('organization_id', '=', organizationId);
      if (since) runs = runs.where('touched_at', '<', since);
      const rows = await runs.orderBy('touched_at').execute();
      return rows.map((row) => row.run_key);
    },
  };
}

/** An embedded database opens once all who used it are gone: nobody holds anything any more. */
export async function releaseHolders(database: Kysely<Tables>): Promise<void> {
  await sql`update outbox_run set touched_at = '-infinity'`.execute(database);
}

/** Forgets a run that has ended, except for what a Bulk job of it may still write. */
export async function forgetOutbox(
  database: Kysely<Tables>,
  organizationId: string,
  runKey: string,
): Promise<void> {
  const ofRun = sql`organization_id = ${organizationId} and run_key = ${runKey}`;
  await sql`
    delete from outbox_account where ${ofRun}
      and (sent_in is null or sent_in = 'request' or ${isSettled})
  `.execute(database);
  await sql`update outbox_run set touched_at = '-infinity' where ${ofRun}`.execute(database);
  await sql`
    delete from outbox_run where ${ofRun} and not exists (select 1 from outbox_account where ${ofRun})
  `.execute(database);
}

const isSettled = sql`jsonb_array_length(coalesce(settled, '[]')) >= json_array_length(changes::json)`;

interface HeldRun {
  readonly organizationId: string;
  readonly runKey: string;
  readonly holder: string;
}

interface TakenRun {
  readonly isTakenOver: boolean;
  readonly plan: KeptPlan | undefined;
}

async function takeRun(
  database: Kysely<Tables>,
  { organizationId, runKey, holder }: HeldRun,
  now: Date,
): Promise<TakenRun> {
  // `xmax` is 0 in a row that was inserted, and not in one that was there.
  const { rows } = await sql<{
    is_taken_over: boolean;
    planned_at: Date | null;
    checkpoint: string | null;
  }>`
    insert into outbox_run (organization_id, run_key, holder, touched_at)
    values (${organizationId}, ${runKey}, ${holder}, ${now})
    on conflict (organization_id, run_key) do update set
      holder = excluded.holder, touched_at = excluded.touched_at
    returning xmax <> 0 as is_taken_over, planned_at, checkpoint
  `.execute(database);
  const { is_taken_over: isTakenOver = false, planned_at: storedAt, checkpoint } = rows[0] ?? {};
  return { isTakenOver, plan: storedAt && checkpoint ? { storedAt, checkpoint } : undefined };
}

function heldOutbox(
  database: Kysely<Tables>,
  clock: Clock,
  run: HeldRun,
  taken: TakenRun,
): HeldOutbox {
  const whileHeld = <Result>(work: (held: Transaction<Tables>) => Promise<Result>) =>
    database.transaction().execute(async (transaction) => {
      await confirmHold(transaction, run, clock.now());
      return work(transaction);
    });
  return {
    ...taken,
    store: (checkpoint, changes) =>
      whileHeld((held) => storePlan(held, run, { checkpoint, storedAt: clock.now() }, changes)),
    accounts: () => accountPages(database, run),
    sending: (carrier, accountIds) => whileHeld((held) => markSent(held, run, carrier, accountIds)),
    settle: (outcomes) => whileHeld((held) => noteSettled(held, run, outcomes)),
    touch: () => whileHeld(() => Promise.resolve()),
    discard: () =>
      whileHeld(async (held) => {
        await held.deleteFrom('outbox_run').where(isOf(run)).execute();
      }),
  };
}

/** Locks the run's row until the transaction ends, so that nobody takes the run in the middle of a note. */
async function confirmHold(
  database: Kysely<Tables>,
  { organizationId, runKey, holder }: HeldRun,
  now: Date,
): Promise<void> {
  const { numAffectedRows } = await sql`
    update outbox_run set touched_at = ${now}
    where organization_id = ${organizationId} and run_key = ${runKey} and holder = ${holder}
  `.execute(database);
  if (numAffectedRows !== 1n) throw takenByAnother();
}

async function storePlan(
  database: Kysely<Tables>,
  run: HeldRun,
  { checkpoint, storedAt }: KeptPlan,
  changes: Iterable<AccountChanges>,
): Promise<void> {
  await database.deleteFrom('outbox_account').where(isOf(run)).execute();
  let part: AccountChanges[] = [];
  for (const account of changes) {
    part.push(account);
    if (part.length < rowsPerStatement) continue;
    await insertAccounts(database, run, part);
    part = [];
  }
  if (part.length > 0) await insertAccounts(database, run, part);
  await database
    .updateTable('outbox_run')
    .set({ planned_at: storedAt, checkpoint })
    .where(isOf(run))
    .execute();
}

async function insertAccounts(
  database: Kysely<Tables>,
  { organizationId, runKey }: HeldRun,
  accounts: readonly AccountChanges[],
): Promise<void> {
  await sql`
    insert into outbox_account (organization_id, run_key, account_id, account_name, changes)
    select ${organizationId}::text, ${runKey}::text, account_id, account_name, changes
    from unnest(
      ${accounts.map(({ accountId }) => accountId)}::text[],
      ${JSON.parse(storableJson(accounts.map(({ accountName }) => accountName)))}::text[],
      ${accounts.map((account) => storableJson(account.changes))}::text[]
    ) as account (account_id, account_name, changes)
  `.execute(database);
}

async function markSent(
  database: Kysely<Tables>,
  { organizationId, runKey }: HeldRun,
  carrier: Carrier,
  accountIds: readonly string[],
): Promise<void> {
  for (const ids of rowChunks(accountIds))
    await sql`
      update outbox_account set sent_in = ${carrier}
      where organization_id = ${organizationId} and run_key = ${runKey}
        and account_id = any(${ids}::text[])
    `.execute(database);
}

async function noteSettled(
  database: Kysely<Tables>,
  { organizationId, runKey }: HeldRun,
  outcomes: readonly Outcome[],
): Promise<void> {
  for (const part of rowChunks([...settledFields(outcomes)]))
    await sql`
      update outbox_account known
      set settled = coalesce(known.settled, '[]') || told.settled::jsonb
      from unnest(
        ${part.map(([accountId]) => accountId)}::text[],
        ${part.map(([, settled]) => storableJson(settled))}::text[]
      ) as told (account_id, settled)
      where known.organization_id = ${organizationId} and known.run_key = ${runKey}
        and known.account_id = told.account_id
    `.execute(database);
}

/** Page by page after the last id seen: a cursor would hold the embedded database's only connection. */
async function* accountPages(
  database: Kysely<Tables>,
  run: HeldRun,
): AsyncGenerator<readonly OutboxAccount[]> {
  for (let last: string | undefined = ''; last !== undefined;) {
    const rows = await database
      .selectFrom('outbox_account')
      .select(['account_id', 'account_name', 'changes', 'sent_in', 'settled'])
      .where(isOf(run))
      .where('account_id', '>', last)
      .orderBy('account_id')
      .limit(rowsPerStatement)
      .execute();
    if (rows.length > 0)
      yield rows.map((row) => ({
        account: {
          accountId: row.account_id,
          accountName: row.account_name,
          changes: JSON.parse(row.changes) as readonly Change[],
        },
        sentIn: row.sent_in,
        settled: row.settled ?? [],
      }));
    last = rows.length === rowsPerStatement ? rows.at(-1)?.account_id : undefined;
  }
}

function isOf({ organizationId, runKey }: HeldRun) {
  return sql<boolean>`organization_id = ${organizationId} and run_key = ${runKey}`;
}
