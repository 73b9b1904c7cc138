import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import type { Measurement } from '../measurement.ts';
import { connectorProcess, type ConnectorProcess } from './connector-process.ts';
import { seededStore } from './seeded-store.ts';

export interface ServiceLoad {
  readonly organizations: number;
  readonly runs: number;
  readonly requestsPerSecond: number;
  readonly seconds: number;
  /** How long nothing is asked before memory is looked at. */
  readonly idleMs: number;
}

/** Measures one connector with the embedded database: what it takes when idle, and how quickly it lists runs. */
export async function serviceBenchmark(load: ServiceLoad): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const encryptionKey = randomBytes(32);
  try {
    const token = await seededStore({ dataDirectory: folder, encryptionKey, ...load });
    const connector = await connectorProcess({
      DATA_DIRECTORY: folder,
      ENCRYPTION_KEY: encryptionKey.toString('base64'),
      API_REQUESTS_PER_MINUTE: '100000',
    });
    try {
      return await measurements(connector, token, load);
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
): Promise<readonly Measurement[]> {
  await new Promise((resolve) => setTimeout(resolve, load.idleMs));
  const idleMb = connector.memoryMb();
  const { latency, requests, non2xx, errors } = await autocannon({
    url: `${connector.url}/v1/runs`,
    headers: { authorization: `Bearer ${token}` },
    connections: 10,
    // Latency is counted from when a request was due, so that a stall is not left out of the count.
    overallRate: load.requestsPerSecond,
    duration: load.seconds,
  });
  if (non2xx + errors > 0)
    throw new Error(`${non2xx + errors} requests for runs were not answered.`);
  return [
    {
      name: `idle with ${load.organizations} organizations`,
      value: idleMb,
      unit: 'MB',
      target: 200,
    },
    { name: 'GET /v1/runs, p99', value: latency.p99, unit: 'ms', target: 20 },
    { name: 'GET /v1/runs, answered', value: requests.average, unit: 'requests/s', target: null },
  ];
}
