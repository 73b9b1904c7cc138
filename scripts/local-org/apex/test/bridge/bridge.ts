import type { LocalOrg } from '../../../org.ts';
import type { BridgeOptions } from '../../bridge/bridge-options.ts';
import { invokeAction } from '../../bridge/aura/invoke-action.ts';
import { CompiledOrg } from '../../compiled-org.ts';
import { JobQueue } from '../../platform/job/job-queue.ts';
import type { AuraResult } from '../../bridge/aura/aura-result.ts';

/** Calls from outside into the Apex of an org that reaches nobody. */
export function bridge(org: LocalOrg): BridgeOptions {
  const compiled = new CompiledOrg(org);
  const program = () => compiled.program();
  const jobs = new JobQueue({
    org,
    program,
    callouts: { credentialValue: () => undefined, credentialUrl: () => undefined },
    fetch: () => Promise.reject(new TypeError('fetch failed')),
    randomBytes: (count) => new Uint8Array(count),
    numbering: { nextDeploymentId: () => '0Af000000000001AAA' },
    reportDefect: (error) => {
      throw error;
    },
  });
  return { org, program, enter: (call) => jobs.enter(call) };
}

/** Calls `Controller.method` as the administrator. */
export function invoked(
  org: LocalOrg,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  userId = org.administratorId,
): Promise<AuraResult> {
  return invokeAction(bridge(org), { userId, className: 'Controller', method, params });
}
