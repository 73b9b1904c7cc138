import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { ChangePlan, PlannedChange } from '../../domain/planned-change.ts';
import type { PlannedChanges } from '../../ports/planned-changes.ts';
import { preferredType } from './content-choice.ts';
import { csvLine } from './csv-line.ts';
import { ProblemError } from './problem.ts';
import type {
  PlannedChangePageSchema,
  PlannedChangesQuerySchema,
} from './schemas/planned-changes.ts';

/** What answering needs. */
export interface PlanReader {
  readonly plannedChanges: Pick<PlannedChanges, 'find' | 'page'>;
}

/** Of which organization's run what is asked; the caller has made sure that it may be. */
export interface PlanQuestion {
  readonly organizationId: string;
  readonly runKey: string;
  readonly query: Static<typeof PlannedChangesQuerySchema>;
}

const defaultLimit = 50;
const changesPerRead = 1_000;
const mediaTypes = { json: 'application/json', ndjson: 'application/x-ndjson', csv: 'text/csv' };
type Format = keyof typeof mediaTypes;

/**
 * Answers what a run would change: a page, or all of it as a download. For any route that knows the organization.
 *
 * @throws ProblemError 404 where no plan of the run is kept
 */
export async function answerPlannedChanges(
  question: PlanQuestion,
  { plannedChanges }: PlanReader,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { organizationId, runKey } = question;
  const plan = await plannedChanges.find(organizationId, runKey);
  if (!plan)
    throw new ProblemError(
      404,
      'No changes to show',
      `No planned changes of the run ${runKey} are kept. They are kept of dry runs and of runs that the mass-change brake held, and forgotten when enough newer ones are there. A new dry run shows what would change now.`,
    );
  const format = formatOf(question.query, request);
  void reply.header('vary', 'accept');
  if (format === 'json') {
    void reply.send(await pageOf(question, plan, plannedChanges));
    return;
  }
  const counts = countsOf(plan, question.query.mapping);
  void reply
    .header('content-type', `${mediaTypes[format]}; charset=utf-8`)
    // The run key is letters, digits and hyphens: the schema of the route lets nothing else in.
    .header('content-disposition', `attachment; filename="planned-changes-${runKey}.${format}"`)
    .header('x-total', String(counts.total))
    .header('x-kept', String(counts.kept))
    .send(Readable.from(lines(format, question, plannedChanges)));
}

function formatOf({ format }: PlanQuestion['query'], { headers }: FastifyRequest): Format {
  if (format !== undefined) return format;
  const { json, ndjson, csv } = mediaTypes;
  const type = preferredType(headers.accept, [json, ndjson, csv]);
  if (type === ndjson) return 'ndjson';
  return type === csv ? 'csv' : 'json';
}

async function pageOf(
  { organizationId, runKey, query }: PlanQuestion,
  plan: ChangePlan,
  plannedChanges: PlanReader['plannedChanges'],
): Promise<Static<typeof PlannedChangePageSchema>> {
  const { changes, next } = await plannedChanges.page(organizationId, runKey, {
    mapping: query.mapping ?? null,
    after: Number(query.cursor ?? 0),
    limit: Number(query.limit ?? defaultLimit),
  });
  return {
    rows: [...changes],
    nextCursor: next === null ? null : String(next),
    ...countsOf(plan, query.mapping),
    mappings: [...plan.mappings],
  };
}

function countsOf(
  { planned, kept, mappings }: ChangePlan,
  mapping: string | undefined,
): { readonly total: number; readonly kept: number } {
  if (mapping === undefined) return { total: planned, kept };
  const own = mappings.find((each) => each.mapping === mapping);
  return { total: own?.planned ?? 0, kept: own?.kept ?? 0 };
}

const columns = [
  'accountId',
  'accountName',
  'mapping',
  'accountField',
  'before',
  'after',
  'reason',
  'explanation',
] as const;

/** One read of the store at a time; the next when the client has taken the one before. */
async function* lines(
  format: Exclude<Format, 'json'>,
  { organizationId, runKey, query }: PlanQuestion,
  plannedChanges: PlanReader['plannedChanges'],
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(columns);
  const line = format === 'csv' ? csvRow : ndjsonRow;
  let after: number | null = 0;
  while (after !== null) {
    const page = await plannedChanges.page(organizationId, runKey, {
      mapping: query.mapping ?? null,
      after,
      limit: changesPerRead,
    });
    yield page.changes.map(line).join('');
    after = page.next;
  }
}

function csvRow(change: PlannedChange): string {
  return csvLine(columns.map((column) => change[column]));
}

function ndjsonRow(change: PlannedChange): string {
  return `${JSON.stringify(change)}\n`;
}
