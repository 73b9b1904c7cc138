import { beforeEach, describe, expect, it } from 'vitest';
import { OrgError } from '../../src/domain/org-error.ts';
import { RunHandedOver } from '../../src/domain/run-handed-over.ts';
import type { RunRequest } from '../../src/domain/run.ts';
import type { RunPorts } from '../../src/stages/run-ports.ts';
import { runSync } from '../../src/stages/run-sync.ts';
import type { MemoryOrganization } from './memory-organization.ts';
import { sampleOrganization } from './sample-organization.ts';

const request: RunRequest = {
  runKey: 'run-1',
  trigger: 'Request',
  dryRun: false,
  massChangeApproved: true,
};
const disturbed = new OrgError('transient', 'CONNECTION_LOST', 'Salesforce does not answer.');

describe('a run in an organization that is disturbed before its record is open', () => {
  let organization: MemoryOrganization;
  const tries = (isResumable = true, ports: RunPorts = organization.ports()) =>
    runSync(request, ports, undefined, isResumable);
  beforeEach(() => {
    organization = sampleOrganization();
  });

  it('is left to the next try, and carried out as if nothing had been', async () => {
    organization.connectError = disturbed;
    await expect(tries()).rejects.toMatchObject({
      name: RunHandedOver.name,
      message: expect.stringContaining('Salesforce does not answer.') as string,
    });
    expect(organization.failures).toEqual([]);
    organization.connectError = undefined;
    organization.logError = disturbed;
    await expect(tries()).rejects.toBeInstanceOf(RunHandedOver);

    organization.logError = undefined;
    expect(await tries()).toMatchObject({ status: 'Succeeded', values: { written: 4 } });
    expect(organization.closed).toMatchObject({ runKey: 'run-1', status: 'Succeeded' });
  });

  it('ends where nobody tries again', async () => {
    organization.connectError = disturbed;
    expect(await tries(false)).toMatchObject({ status: 'Failed', phases: [] });
  });

  it.each(['connection', 'quota', 'permission'] as const)(
    'ends at once for what does not pass by itself (%s)',
    async (kind) => {
      organization.connectError = new OrgError(kind, 'X', 'No.');
      expect(await tries()).toMatchObject({ status: 'Failed', message: 'No.', phases: [] });
    },
  );

  it('ends once the record is open: there its end is told', async () => {
    organization.licenseError = disturbed;
    expect(await tries()).toMatchObject({ status: 'Failed' });
    expect(organization.closed).toMatchObject({ runKey: 'run-1', status: 'Failed' });
  });
});
