import { randomUUID } from 'node:crypto';
import type { ExplainCommands } from '../entrypoints/cli/explain-command.ts';
import type { PlanCommands } from '../entrypoints/cli/plan-command.ts';
import type { RetryCommands, RetryRequest } from '../entrypoints/cli/retry-command.ts';
import type { RunRequest } from '../domain/run.ts';
import type { PastRun } from '../ports/run-history.ts';
import type { RunObserver } from '../ports/run-observer.ts';
import type { Service } from '../service.ts';
import { failedRun, type FailedRun } from '../stages/failed-run.ts';
import type { Connector } from '../wire.ts';
import { connectedId } from './connected-id.ts';

export interface QuestionParts {
  readonly isTerminal: boolean;
  readonly signal: AbortSignal;
  /** Does something with the organization of the variables SALESFORCE_…, and closes it after. */
  readonly withConnector: <T>(use: (connector: Connector) => Promise<T>) => Promise<T>;
  /** Likewise with all that are connected. */
  readonly withService: <T>(use: (service: Service) => Promise<T>) => Promise<T>;
}

/** The commands that ask about one organization or send again: of the variables SALESFORCE_…, or of one by its id. */
export function questionCommands({
  isTerminal,
  signal,
  withConnector,
  withService,
}: QuestionParts): PlanCommands & RetryCommands & ExplainCommands {
  return {
    isTerminal,
    plan: (named, observer) =>
      named === undefined
        ? withConnector((connector) => connector.plan(observer, signal))
        : withService(async (service) =>
            service.plan(await connectedId(named, service.organizations), observer, signal),
          ),
    explain: (named, accountId) =>
      named === undefined
        ? withConnector((connector) => connector.explain(accountId))
        : withService(async (service) =>
            service.explain(await connectedId(named, service.organizations), accountId),
          ),
    retry: async ({ organizationId: named, ...wanted }, observer) => {
      const queued = (id: string) =>
        withService((service) => retriedIn(service, id, wanted, observer, signal));
      if (named !== undefined) return queued(named);
      const done = await withConnector(async (connector) => {
        const id = await connector.queuedId();
        if (id !== undefined) return { id };
        const run = (request: RunRequest) => connector.run(request, observer, signal);
        return { retried: await retried(await connector.failedRun(wanted.runKey), wanted, run) };
      });
      return done.id === undefined ? done.retried : queued(done.id);
    },
  };
}

type Wanted = Omit<RetryRequest, 'organizationId'>;

async function retriedIn(
  service: Service,
  named: string,
  wanted: Wanted,
  observer: RunObserver,
  signal: AbortSignal,
): ReturnType<RetryCommands['retry']> {
  const organizationId = await connectedId(named, service.organizations);
  const failed = await failedRun(organizationId, wanted.runKey, service.runs);
  return retried(failed, wanted, (request) =>
    service.runNow({ ...request, organizationId }, observer, signal),
  );
}

async function retried(
  failed: FailedRun | 'unknown-run' | 'nothing-failed',
  { runKey: named, massChangeApproved }: Wanted,
  run: (request: RunRequest) => Promise<PastRun>,
): ReturnType<RetryCommands['retry']> {
  if (failed === 'nothing-failed') return undefined;
  if (failed === 'unknown-run')
    throw new Error(
      `No run has the key ${named ?? ''}. Another connector may have made it, or it is too old to be remembered; "isvapp-connector runs" shows those that are.`,
    );
  const result = await run({
    runKey: randomUUID(),
    trigger: 'Retry',
    dryRun: false,
    massChangeApproved,
    retry: { runKey: failed.runKey, errorCode: null, mapping: null, field: null },
  });
  return { ofRun: failed.runKey, values: failed.values.length, result };
}
