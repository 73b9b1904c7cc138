import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from '../measurement.ts';
import { connectorProcess, type ConnectorProcess } from './connector-process.ts';
import { pacedRequests, percentile } from './paced-requests.ts';
import { seededStore } from './seeded-store.ts';

export interface ServiceLoad {
  readonly organizations: number;
  readonly runs: number;
  readonly requestsPerSecond: number;
  readonly seconds: number;
  /** How long nothing is asked before memory is looked at. */
  readonly idleMs: number;
}

/** So long it is asked before it is measured: a process that runs for days has its code compiled. */
const warmUpSeconds = 5;

/** Measures one connector with the embedded database: what it takes when idle, and how quickly it lists runs. */
export async function serviceBenchmark(
  load: ServiceLoad,
  now: () => number,
): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const encryptionKey = randomBytes(32);
  try {
    const token = await seededStore({ dataDirectory: folder, encryptionKey, ...load });
    const connector = await connectorProcess('serve', {
      DATA_DIRECTORY: folder,
      ENCRYPTION_KEY: encryptionKey.toString('base64'),
      API_REQUESTS_PER_MINUTE: '100000',
    });
    try {
      return await measurements(connector, token, load, now);
    } finally {
      await connector.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measurements(
  connector: ConnectorProcess,
  token: string,
  load: ServiceLoad,
  now: () => number,
): Promise<readonly Measurement[]> {
  await new Promise((resolve) => setTimeout(resolve, load.idleMs));
  const idleMb = connector.memoryMb();
  const pace = {
    url: `${connector.url}/v1/runs`,
    headers: { authorization: `Bearer ${token}` },
    perSecond: load.requestsPerSecond,
    now,
  };
  await pacedRequests({ ...pace, seconds: warmUpSeconds });
  const { latenciesMs, perSecond } = await pacedRequests({ ...pace, seconds: load.seconds });
  return [
    {
      name: `idle with ${load.organizations} organizations`,
      value: idleMb,
      unit: 'MB',
      target: 200,
    },
    { name: 'GET /v1/runs, p50', value: percentile(latenciesMs, 50), unit: 'ms', target: null },
    { name: 'GET /v1/runs, p99', value: percentile(latenciesMs, 99), unit: 'ms', target: 20 },
    { name: 'GET /v1/runs, answered', value: perSecond, unit: 'requests/s', target: null },
    { name: 'memory after that', value: connector.memoryMb(), unit: 'MB', target: null },
  ];
}
