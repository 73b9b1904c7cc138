import { describe, expect, it } from 'vitest';
import { openMeters, type Meters } from '../../../src/adapters/telemetry/meters.ts';
import type { RunRequest, RunResult } from '../../../src/domain/run.ts';
import { aRunResult } from '../../domain/a-run-result.ts';

const request: RunRequest = {
  runKey: 'run-1',
  trigger: 'Schedule',
  dryRun: false,
  massChangeApproved: false,
};
const startedAt = new Date('2026-11-24T23:30:00Z');
const finishedAt = new Date('2026-11-24T23:30:30Z');

function result(part: Partial<RunResult> = {}): RunResult {
  return aRunResult({
    startedAt,
    finishedAt,
    phases: [{ phase: 'Licenses', startedAt, finishedAt, summary: '' }],
    accountsRead: 10,
    values: { read: 20, unchanged: 10, written: 7, cleared: 2, failed: 1, deferred: 2 },
    apiCalls: { predicted: 9, used: 11 },
    ...part,
  });
}

/** The samples of our own meters, by name and labels in the order of the exposition. */
async function samples(meters: Meters): Promise<ReadonlyMap<string, number>> {
  const { text } = await meters.exposition();
  const lines = text.split('\n').filter((line) => line.startsWith('isvapp_'));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

describe('the meters', () => {
  it('count runs with their values, calls and times', async () => {
    const meters = openMeters(10);
    meters.runFinished('00D1', request, result());
    meters.runFinished('00D1', request, result({ status: 'Degraded' }));
    const counted = await samples(meters);
    const of = (name: string) => counted.get(name);
    const runs = 'isvapp_sync_runs_total{organization="00D1",trigger="Schedule"';
    expect(of(`${runs},status="Succeeded"}`)).toBe(1);
    expect(of(`${runs},status="Degraded"}`)).toBe(1);
    const values = 'isvapp_sync_values_total{organization="00D1",outcome=';
    expect(of(`${values}"written"}`)).toBe(14);
    expect(of(`${values}"cleared"}`)).toBe(4);
    expect(of('isvapp_sync_api_calls_total{organization="00D1"}')).toBe(22);
    expect(of('isvapp_sync_phase_duration_seconds_sum{phase="Licenses"}')).toBe(60);
    expect(of('isvapp_sync_run_duration_seconds_bucket{le="15",status="Succeeded"}')).toBe(0);
    expect(of('isvapp_sync_run_duration_seconds_bucket{le="60",status="Succeeded"}')).toBe(1);
  });

  it('tell the newest success from the newest run, and leave dry runs out of both', async () => {
    const meters = openMeters(10);
    const at = (iso: string) => ({ finishedAt: new Date(iso) });
    const times = {
      success: '2026-11-24T23:31:00Z',
      failure: '2026-11-25T23:31:00Z',
      dry: '2026-11-26T23:31:00Z',
    };
    meters.runFinished('00D1', request, result(at(times.success)));
    meters.runFinished('00D1', request, result({ status: 'Failed', ...at(times.failure) }));
    meters.runFinished('00D1', { ...request, dryRun: true }, result(at(times.dry)));
    const counted = await samples(meters);
    const of = (name: string) => counted.get(`isvapp_sync_${name}{organization="00D1"}`);
    expect(of('last_success_timestamp_seconds')).toBe(Date.parse(times.success) / 1_000);
    expect(of('last_run_timestamp_seconds')).toBe(Date.parse(times.failure) / 1_000);
    expect(counted.get('isvapp_sync_values_total{organization="00D1",outcome="written"}')).toBe(14);
  });

  it('give series to as many organizations as is set, and count the others together by who has waited longest', async () => {
    const meters = openMeters(2);
    const at = (day: number) => ({ finishedAt: new Date(Date.UTC(2026, 10, day)) });
    const sizes: number[] = [];
    for (const count of [4, 1_000]) {
      for (let number = 1; number <= count; number += 1)
        meters.runFinished(`00D${number}`, request, result(at(number === 3 ? 20 : 24)));
      sizes.push((await samples(meters)).size);
    }
    expect(sizes[1]).toBe(sizes[0]);
    const counted = await samples(meters);
    const of = (name: string, label: string) =>
      counted.get(`isvapp_sync_${name}{organization="${label}"}`);
    expect([of('api_calls_total', '00D2'), of('api_calls_total', '00D3')]).toEqual([22, undefined]);
    expect(of('api_calls_total', 'others')).toBe((2 + 998) * 11);
    const success = 'last_success_timestamp_seconds';
    expect(of(success, 'others')).toBe(Date.UTC(2026, 10, 20) / 1_000);
    expect(of(success, '00D1')).toBe(Date.UTC(2026, 10, 24) / 1_000);
    meters.runFinished('00D3', request, result({ status: 'Failed', ...at(26) }));
    meters.runFinished('00D3', request, result(at(25)));
    meters.alertTold({
      ...{ event: 'raised', kind: 'late', title: '', text: '', runKey: 'late' },
      ...{ organizationId: '00D3', at: startedAt },
    });
    const after = await samples(meters);
    expect(after.get(`isvapp_sync_${success}{organization="others"}`)).toBe(
      Date.UTC(2026, 10, 24) / 1_000,
    );
    expect(after.get('isvapp_alerts_total{organization="others",kind="late",event="raised"}')).toBe(
      1,
    );
  });

  it('have no negative duration where the clock was set back', async () => {
    const meters = openMeters(10);
    meters.runFinished('00D1', request, result({ finishedAt: new Date(0) }));
    const counted = await samples(meters);
    expect(counted.get('isvapp_sync_run_duration_seconds_sum{status="Succeeded"}')).toBe(0);
  });

  it('are apart in each process that opens them, and tell of the process itself', async () => {
    const [one, other] = [openMeters(10), openMeters(10)];
    one.runFinished('00D1', request, result());
    expect([...(await samples(one)).keys()].join()).toContain('00D1');
    expect([...(await samples(other)).keys()].join()).not.toContain('00D1');
    const { text, contentType } = await other.exposition();
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  });
});
