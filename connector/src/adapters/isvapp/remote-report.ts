import { randomUUID } from 'node:crypto';
import type { Static } from 'typebox';
import type { AccountNumbers, Attribution, MetricData } from '../../domain/usage-report.ts';
import { UsageError } from '../../domain/usage-error.ts';
import type { MeasureRequest, UsageReport } from '../../ports/usage-source.ts';
import { MeasurementAnswer, NothingAnswer, NumbersAnswer } from './isvapp-answers.ts';
import type { IsvappClient } from './isvapp-client.ts';
import { untilDone } from './until-done.ts';

/** Bounded, so that no request grows with the organization. */
const attributionsPerPart = 4_000;
const accountsPerQuestion = 1_000;

/** A report that is counted and kept elsewhere; its numbers are asked for in batches. */
export async function remoteReport(
  client: IsvappClient,
  session: string,
  { attributions, metricKeys, besides = [], ...head }: MeasureRequest,
): Promise<UsageReport> {
  const path = `${session}/reports/${randomUUID()}`;
  let parts = 0;
  for (const part of batches(attributions)) {
    await client.ask({
      purpose: 'tell ISVapp whose usage to count',
      method: 'PUT',
      path: `${path}/attributions/${parts}`,
      body: { attributions: part },
      answer: NothingAnswer,
    });
    parts += 1;
  }
  const { window, excludeAutomation, estimateExternalUsers } = head;
  const body = {
    metricKeys: [...metricKeys],
    besides: [...besides],
    window,
    excludeAutomation,
    estimateExternalUsers,
    parts,
  };
  const measured = await untilDone(client.clock, () =>
    client.ask({
      purpose: 'have ISVapp count',
      method: 'PUT',
      path: `${path}/measurement`,
      body,
      answer: MeasurementAnswer,
    }),
  );
  return {
    data: new Map(measured.data.map(metricData)),
    notices: measured.notices,
    numbersFor: (accountIds) => numbersFor(client, path, accountIds),
    [Symbol.asyncDispose]: () => closed(client, path),
  };
}

function metricData({
  metricKey,
  state,
  start,
  end,
}: Extract<Static<typeof MeasurementAnswer>, { state: 'done' }>['data'][number]): [
  string,
  MetricData,
] {
  const data = start === null || end === null ? { state } : { state, period: { start, end } };
  return [metricKey, data];
}

async function numbersFor(
  client: IsvappClient,
  path: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, AccountNumbers>> {
  const found = new Map<string, AccountNumbers>();
  for (let at = 0; at < accountIds.length; at += accountsPerQuestion) {
    const asked = accountIds.slice(at, at + accountsPerQuestion);
    const { metricKeys, rows } = await client.ask({
      purpose: 'read the numbers that ISVapp counted',
      method: 'POST',
      path: `${path}/numbers`,
      body: { accountIds: asked },
      answer: NumbersAnswer,
    });
    for (const row of rows) found.set(row.accountId, accountNumbers(row, metricKeys));
  }
  return found;
}

/** null is no entry: what was not counted is absent, and 0 was counted. */
function accountNumbers(
  row: Static<typeof NumbersAnswer>['rows'][number],
  metricKeys: readonly string[],
): AccountNumbers {
  if (row.numbers.length !== metricKeys.length)
    throw new UsageError(
      'version',
      `Could not read the numbers that ISVapp counted: ${row.numbers.length} numbers came for ${metricKeys.length} metrics. Whoever runs the two connectors can install one version on both.`,
    );
  const numbers = new Map<string, number>();
  for (const [at, key] of metricKeys.entries()) {
    const number = row.numbers[at] ?? null;
    if (number !== null) numbers.set(key, number);
  }
  const { externalUsers } = row;
  return externalUsers === null ? { numbers } : { numbers, externalUsers };
}

/** One that can't be told so is dropped there by itself, and a run that has its numbers does not fail on it. */
async function closed(client: IsvappClient, path: string): Promise<void> {
  const question = { purpose: 'close a report', method: 'DELETE', path } as const;
  await client.ask({ ...question, answer: NothingAnswer }).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
  });
}

function* batches(attributions: Iterable<Attribution>): Generator<readonly Attribution[]> {
  let batch: Attribution[] = [];
  for (const { accountId, organizationId, packageId, licensed } of attributions) {
    batch.push({ accountId, organizationId, packageId, licensed });
    if (batch.length < attributionsPerPart) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
