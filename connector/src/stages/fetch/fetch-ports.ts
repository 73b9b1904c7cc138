import type { AskedFile } from '../../domain/usage-file.ts';
import type { Notice } from '../../domain/usage-report.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UsageInbox } from '../../ports/usage-inbox.ts';
import type { UsageRequestBook } from '../../ports/usage-request-book.ts';
import type { UsageRequests } from '../../ports/usage-requests.ts';

/** What fetching can touch. */
export interface FetchPorts {
  readonly requests: UsageRequests;
  readonly book: Pick<UsageRequestBook, 'askedSince' | 'record'>;
  readonly inbox: UsageInbox;
  readonly clock: Clock;
}

export interface FetchSettings {
  /** 45 at most. */
  readonly lookBackDays: number;
  /** What may be fetched in any 24 hours. */
  readonly dailyBytes: number;
  /** How long to wait for files that were asked for; what is not there then comes with the next fetch. */
  readonly waitMs: number;
}

/** What one fetch has come to know; each of its steps adds to it. */
export interface FetchState {
  readonly organizationId: string;
  readonly settings: FetchSettings;
  readonly ports: FetchPorts;
  readonly signal: AbortSignal;
  /** What was asked for in the last weeks, by id. */
  readonly asked: Map<string, AskedFile>;
  readonly notices: Notice[];
  /** Ids of files that App Analytics has no row of, while it is not known what that means. */
  readonly empty: Set<string>;
}

const rememberedMs = 60 * 86_400_000;

/** What was asked for in the last weeks, by id. */
export async function askedFiles(
  organizationId: string,
  { book, clock }: FetchPorts,
): Promise<Map<string, AskedFile>> {
  const since = new Date(clock.now().getTime() - rememberedMs);
  const files = await book.askedSince(organizationId, since);
  return new Map(files.map((file) => [file.id, file]));
}

/** Learns what another worker asked for or brought meanwhile. */
export async function learn({ organizationId, asked, ports }: FetchState): Promise<void> {
  for (const [id, file] of await askedFiles(organizationId, ports)) asked.set(id, file);
}

export function openFiles({ asked }: FetchState): readonly AskedFile[] {
  return [...asked.values()].filter(({ state }) => state === 'open');
}

/** Remembers a file that was asked for, or what became of it. */
export async function note(state: FetchState, file: AskedFile): Promise<void> {
  await state.ports.book.record(state.organizationId, file);
  state.asked.set(file.id, file);
}

/** What became of a file that was open. */
export function settle(
  state: FetchState,
  file: AskedFile,
  outcome: Pick<AskedFile, 'state'> & Partial<Pick<AskedFile, 'bytes'>>,
): Promise<void> {
  return note(state, { ...file, settledAt: state.ports.clock.now(), ...outcome });
}
