import type { OpenRun, QueuedRun } from '../../ports/run-queue.ts';
import type { QueueDatabase } from './queue-database.ts';

/**
 * Runs of the queue that wait or are carried out, the oldest first; of all organizations, or of one.
 *
 * One statement, because a run that goes from one state to another between two of them would be in neither. pg-boss
 * has none for this: its findJobs() reads ended jobs, too. What is read here is in its documentation of the job table.
 */
export async function openRuns(
  database: QueueDatabase,
  queueName: string,
  organizationId?: string,
): Promise<readonly OpenRun[]> {
  const { rows } = (await database.executeSql(
    `SELECT data, state = 'active' AS "isRunning",
       (extract(epoch FROM CASE WHEN state = 'active' THEN started_on ELSE created_on END) * 1000)::float8 AS "sinceMs"
     FROM run_queue.job
     WHERE name = $1 AND state IN ('created', 'retry', 'active') AND singleton_key = coalesce($2, singleton_key)
     ORDER BY created_on, id`,
    [queueName, organizationId ?? null],
  )) as { readonly rows: readonly OpenRow[] };
  return rows.map(({ data, isRunning, sinceMs }) => ({
    ...data,
    state: isRunning ? 'running' : 'waiting',
    since: new Date(sinceMs),
  }));
}

interface OpenRow {
  readonly data: QueuedRun;
  readonly isRunning: boolean;
  readonly sinceMs: number;
}
