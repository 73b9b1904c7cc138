import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgresServer } from '../../../connector/test/contract/postgres-server.ts';
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
const warmUpSeconds = 10;

/** As the container and the unit have it. */
const allocation = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** Measures one connector: what it takes when idle, and how quickly it lists runs from the embedded database. */
export async function serviceBenchmark(
  load: ServiceLoad,
  now: () => number,
): Promise<readonly Measurement[]> {
  const embedded = await withConnector(load, {}, (connector, token) =>
    measurements(connector, token, load, now),
  );
  const server = await startPostgresServer();
  try {
    const databaseUrl = await server.createDatabase();
    const onServer = await withConnector(load, { databaseUrl }, async (connector) => [
      await idle(connector, load, 'with a PostgreSQL server'),
    ]);
    return [...embedded, ...onServer];
  } finally {
    await server.stop();
  }
}

async function withConnector<T>(
  load: ServiceLoad,
  place: { readonly databaseUrl?: string },
  use: (connector: ConnectorProcess, token: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const encryptionKey = randomBytes(32);
  try {
    const token = await seededStore({ dataDirectory: folder, ...place, encryptionKey, ...load });
    const connector = await connectorProcess('serve', {
      DATA_DIRECTORY: folder,
      ...(place.databaseUrl !== undefined && { DATABASE_URL: place.databaseUrl }),
      ENCRYPTION_KEY: encryptionKey.toString('base64'),
      API_REQUESTS_PER_MINUTE: '100000',
      ...allocation,
    });
    try {
      return await use(connector, token);
    } finally {
      await connector.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function idle(
  connector: ConnectorProcess,
  { organizations, idleMs }: ServiceLoad,
  how: string,
): Promise<Measurement> {
  await new Promise((resolve) => setTimeout(resolve, idleMs));
  const name = `idle with ${organizations} organizations, ${how}`;
  return { name, value: connector.memoryMb(), unit: 'MB', target: 200 };
}

async function measurements(
  connector: ConnectorProcess,
  token: string,
  load: ServiceLoad,
  now: () => number,
): Promise<readonly Measurement[]> {
  const atRest = await idle(connector, load, 'embedded');
  const pace = {
    url: `${connector.url}/v1/runs`,
    headers: { authorization: `Bearer ${token}` },
    perSecond: load.requestsPerSecond,
    now,
  };
  await pacedRequests({ ...pace, seconds: warmUpSeconds });
  const { latenciesMs, perSecond } = await pacedRequests({ ...pace, seconds: load.seconds });
  return [
    atRest,
    { name: 'GET /v1/runs, p50', value: percentile(latenciesMs, 50), unit: 'ms', target: null },
    { name: 'GET /v1/runs, p99', value: percentile(latenciesMs, 99), unit: 'ms', target: 20 },
    { name: 'GET /v1/runs, answered', value: perSecond, unit: 'requests/s', target: null },
    { name: 'memory after that', value: connector.memoryMb(), unit: 'MB', target: null },
  ];
}
