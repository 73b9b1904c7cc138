import { beforeEach, describe, expect, it } from 'vitest';
import { BulkJobUnsettled } from '../../src/domain/bulk-job-unsettled.ts';
import { RunHandedOver } from '../../src/domain/run-handed-over.ts';
import type { Phase, RunRequest } from '../../src/domain/run.ts';
import type { BulkWatch } from '../../src/ports/account-writer.ts';
import type { RunPorts } from '../../src/stages/run-ports.ts';
import { runSync } from '../../src/stages/run-sync.ts';
import { organizationId, type MemoryOrganization } from './memory-organization.ts';
import { largeOrganization } from './sample-organization.ts';

const request: RunRequest = {
  runKey: 'run-1',
  trigger: 'Request',
  dryRun: false,
  massChangeApproved: true,
};

describe('a run that writes for long', () => {
  let organization: MemoryOrganization;
  let told: [Phase, number][];
  const watched = (part: Partial<RunPorts> = {}): RunPorts => {
    const ports = organization.ports();
    const reportProgress = (phase: Phase, percent: number): Promise<void> => {
      told.push([phase, percent]);
      return Promise.resolve();
    };
    return { ...ports, runLog: { ...ports.runLog, reportProgress }, ...part };
  };
  /** A Bulk job that is looked at three times before it has ended. */
  const slowly = async (watch: BulkWatch): Promise<void> => {
    for (let look = 0; look < 3; look += 1) await watch.onLook();
  };
  const slow = (): RunPorts['writer'] => {
    const { writer } = organization.ports();
    return {
      ...writer,
      updateInBulk: async function* (updates, watch) {
        await slowly(watch);
        yield* writer.updateInBulk(updates, watch);
      },
      resumeBulk: async function* (jobId, ids, watch) {
        await slowly(watch);
        yield* writer.resumeBulk(jobId, ids, watch);
      },
    };
  };
  beforeEach(() => {
    organization = largeOrganization();
    told = [];
  });

  it('shows that it is at it while a Bulk job is waited for', async () => {
    await runSync(request, watched({ writer: slow() }));
    expect(told.filter(([phase]) => phase === 'Write')).toEqual([
      ['Write', 0],
      ['Write', 0],
      ['Write', 0],
      ['Write', 0],
      ['Write', 100],
    ]);
  });

  it('shows how far it is with requests', async () => {
    for (const id of [...organization.accounts.keys()].slice(4_000))
      organization.accounts.delete(id);
    organization.licenses = organization.licenses.slice(0, 4_000);
    await runSync(request, watched());
    expect(organization.writeRequests).toHaveLength(4);
    expect(told.filter(([phase]) => phase === 'Write').map(([, percent]) => percent)).toEqual([
      0, 25, 50, 75, 100,
    ]);
  });

  it('shows that it is at it while a job of another run is waited for', async () => {
    organization.jobError = new BulkJobUnsettled('job-1', 'it is InProgress.');
    await runSync(request, organization.ports());
    organization.outbox.forget(organizationId, request.runKey);
    organization.jobError = undefined;
    await runSync({ ...request, runKey: 'run-2' }, watched({ writer: slow() }));
    expect(told.slice(0, 3)).toEqual([
      ['Connect', 0],
      ['Connect', 0],
      ['Connect', 0],
    ]);
  });

  it('shows nothing more once it is told to stop', async () => {
    const stop = new AbortController();
    const writer = slow();
    const updateInBulk: typeof writer.updateInBulk = async function* (updates, watch) {
      stop.abort(new RunHandedOver('this one was told to stop.'));
      await watch.onLook();
      yield* writer.updateInBulk(updates, watch);
      throw new BulkJobUnsettled('job-1', 'the run was told to stop.');
    };
    const ports = watched({ writer: { ...writer, updateInBulk } });
    await expect(runSync(request, ports, stop.signal, true)).rejects.toBeInstanceOf(RunHandedOver);
    expect(told.at(-1)).toEqual(['Write', 0]);
    expect(told.filter(([phase]) => phase === 'Write')).toHaveLength(1);
  });
});
