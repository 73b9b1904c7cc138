import { ingestAccounts, queryAccounts } from './bulk-load.ts';
import type { Measurement } from './measurement.ts';
import { orgProcess, type OrgProcess } from './org-process.ts';

/** Measures a local org with so many Accounts. `now` is a clock in milliseconds. */
export async function benchmark(rows: number, now: () => number): Promise<readonly Measurement[]> {
  const org = await orgProcess(now);
  try {
    return await measurements(org, rows, now);
  } finally {
    await org.close();
  }
}

async function measurements(
  org: OrgProcess,
  rows: number,
  now: () => number,
): Promise<readonly Measurement[]> {
  const ingestStartMs = now();
  await ingestAccounts(org, rows);
  const ingestMs = now() - ingestStartMs;
  const ingestPeak = org.peakMemoryMb();
  const queryStartMs = now();
  const found = await queryAccounts(org);
  const queryMs = now() - queryStartMs;
  if (found !== rows) throw new Error(`${rows} Accounts went in, ${found} came out.`);
  return [
    { name: 'start to first answer', value: org.startMs, unit: 'ms', target: 2_000 },
    { name: 'Bulk ingest', value: perSecond(rows, ingestMs), unit: 'rows/s', target: null },
    { name: 'memory after ingest, peak', value: ingestPeak, unit: 'MB', target: 400 },
    {
      name: 'Bulk query, 20 fields',
      value: perSecond(rows, queryMs),
      unit: 'rows/s',
      target: 60_000,
    },
    { name: 'memory after query, peak', value: org.peakMemoryMb(), unit: 'MB', target: 400 },
  ];
}

function perSecond(rows: number, ms: number): number {
  return rows / (ms / 1_000);
}
