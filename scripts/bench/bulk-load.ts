import { setTimeout as delay } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { accountCsv, rowsInJob, writtenFields } from './account-rows.ts';
import type { OrgProcess } from './org-process.ts';

interface JobInfo {
  readonly id: string;
  readonly state: string;
  readonly numberRecordsFailed?: number;
  readonly errorMessage?: string;
}

/** Inserts Accounts through Bulk API 2.0, a job after the other. Throws when a row fails. */
export async function ingestAccounts(org: OrgProcess, rows: number): Promise<void> {
  for (let from = 0; from < rows; from += rowsInJob) {
    const order = { object: 'Account', operation: 'insert', lineEnding: 'LF' };
    const { id } = await job(org, 'POST', '/jobs/ingest', JSON.stringify(order));
    const csv = accountCsv(from, Math.min(rowsInJob, rows - from));
    await upload(org, id, csv);
    await job(org, 'PATCH', `/jobs/ingest/${id}`, JSON.stringify({ state: 'UploadComplete' }));
    const { numberRecordsFailed } = await finished(org, `/jobs/ingest/${id}`);
    if (numberRecordsFailed !== 0) throw new Error(`${numberRecordsFailed ?? '?'} rows failed.`);
  }
}

/** Reads all Accounts with twenty fields through Bulk API 2.0 and returns how many lines came. */
export async function queryAccounts(org: OrgProcess): Promise<number> {
  const query = `SELECT Id, ${writtenFields.join(', ')} FROM Account`;
  const { id } = await job(
    org,
    'POST',
    '/jobs/query',
    JSON.stringify({ operation: 'query', query }),
  );
  await finished(org, `/jobs/query/${id}`);
  let lines = 0;
  let locator: string | null = '';
  while (locator !== null) {
    const parameter = locator === '' ? '' : `?locator=${locator}`;
    const answer = await request(org, 'GET', `/jobs/query/${id}/results${parameter}`);
    lines += (await lineCount(answer)) - 1;
    const next = answer.headers.get('sforce-locator');
    locator = next === 'null' ? null : next;
  }
  return lines;
}

async function lineCount({ body }: Response): Promise<number> {
  let lines = 0;
  for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
    for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) lines += 1;
  }
  return lines;
}

async function upload(org: OrgProcess, id: string, csv: Iterable<string>): Promise<void> {
  const answer = await fetch(`${org.url}/services/data/v62.0/jobs/ingest/${id}/batches`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${org.token}`, 'content-type': 'text/csv' },
    body: Readable.toWeb(Readable.from(bytes(csv))) as ReadableStream,
    duplex: 'half',
  });
  if (!answer.ok) throw new Error(await answer.text());
}

function* bytes(pieces: Iterable<string>): Generator<Buffer> {
  for (const piece of pieces) yield Buffer.from(piece);
}

async function finished(org: OrgProcess, path: string): Promise<JobInfo> {
  for (;;) {
    const info = await job(org, 'GET', path);
    if (info.state === 'JobComplete') return info;
    if (info.state === 'Failed') throw new Error(info.errorMessage);
    await delay(50);
  }
}

async function job(org: OrgProcess, method: string, path: string, body?: string): Promise<JobInfo> {
  return (await (await request(org, method, path, body)).json()) as JobInfo;
}

async function request(
  { url, token }: OrgProcess,
  method: string,
  path: string,
  body?: string,
): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/services/data/v62.0${path}`, {
    method,
    headers: { ...headers, 'accept-encoding': 'identity' },
    ...(body !== undefined && { body }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return answer;
}
