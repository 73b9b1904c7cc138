import type { SalesforceFault } from '../../../domain/change.ts';
import { OrgError } from '../../../domain/org-error.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { csvRows } from './csv-reading.ts';

/** What a job tells about one row. */
export interface JobResult {
  readonly accountId: string;
  readonly fault: SalesforceFault;
}

/**
 * The rows of a job that failed, or that succeeded (their fault then means nothing), in no particular order.
 * Read twice when the connection breaks: the caller collects by id, so that does no harm.
 */
export async function* jobResults(
  client: SalesforceClient,
  jobId: string,
  list: 'failedResults' | 'successfulResults',
): AsyncGenerator<readonly JobResult[]> {
  const attempts = 3;
  for (let attempt = 1; ; attempt += 1) {
    try {
      yield* readResults(client, jobId, list);
      return;
    } catch (error) {
      const isBreak = error instanceof OrgError && error.kind === 'transient';
      if (!isBreak || attempt >= attempts) throw error;
    }
  }
}

async function* readResults(
  client: SalesforceClient,
  jobId: string,
  list: string,
): AsyncGenerator<readonly JobResult[]> {
  const purpose = `read the ${list} of Bulk job ${jobId}`;
  const answer = await client.stream({
    purpose,
    method: 'GET',
    path: `/jobs/ingest/${encodeURIComponent(jobId)}/${list}`,
    accept: 'text/csv',
  });
  for await (const { columns, rows } of csvRows(answer.chunks)) {
    const idPlace = place(columns, 'Id');
    const sfIdPlace = place(columns, 'sf__Id');
    const errorPlace = place(columns, 'sf__Error');
    yield rows.map((row) => ({
      accountId: [row[idPlace], row[sfIdPlace]].find((id) => id !== undefined && id !== '') ?? '',
      fault: rowFault(row[errorPlace] ?? ''),
    }));
  }
}

function place(columns: readonly string[], name: string): number {
  return columns.findIndex((column) => column.toLowerCase() === name.toLowerCase());
}

/** `REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --` as a fault. */
export function rowFault(error: string): SalesforceFault {
  const parts = /^([A-Z][A-Z0-9_]*):([\s\S]*?)(?::([\w, ]*))?\s*--\s*$/.exec(error);
  if (!parts) return { code: 'UNKNOWN_ERROR', message: error, fields: [] };
  const [, code = '', message = '', fields = ''] = parts;
  return { code, message, fields: fields.split(/[,\s]+/).filter((field) => field !== '') };
}
