import type { Config } from './config.ts';
import { serveHealth, serveHttp, type ServeOptions } from './entrypoints/http/serve-http.ts';
import type { Service } from './service.ts';
import { version } from './version.ts';

export interface ServeParts {
  readonly service: Service;
  readonly api: Config['api'];
  /** Whether runs are scheduled and carried out in this process, too. */
  readonly works: boolean;
  readonly signal: AbortSignal;
}

/** Answers the API, and works beside it where it is to, until the signal aborts or one of the two fails. */
export async function serve({ service, api, works, signal }: ServeParts): Promise<void> {
  const options = serveOptions({ service, api, what: 'the API is up' });
  await toldInLog(service, signal, () =>
    together(signal, [
      (either) => serveHttp(service.api, { ...options, signal: either }),
      ...(works ? [(either: AbortSignal) => service.work(either)] : []),
    ]),
  );
}

/** Works without the API; where a port is set, whoever supervises the process can ask it how it is. */
export async function workAlone(
  service: Service,
  api: Config['api'],
  signal: AbortSignal,
): Promise<void> {
  const { healthPort: port } = api;
  const options = serveOptions({ service, api, what: 'the worker can be asked how it is' });
  await toldInLog(service, signal, () =>
    together(signal, [
      (either) => service.work(either),
      ...(port === undefined
        ? []
        : [
            (either: AbortSignal) => serveHealth(service.api, { ...options, port, signal: either }),
          ]),
    ]),
  );
}

/** Whoever reads the log of a process that had nothing to do sees when it began, when it was told to stop, and that it ended well. */
async function toldInLog(
  { logger }: Pick<Service, 'logger'>,
  signal: AbortSignal,
  life: () => Promise<void>,
): Promise<void> {
  logger.info({ version }, 'the connector starts');
  const onStop = (): void => {
    logger.info('the connector was told to stop');
  };
  signal.addEventListener('abort', onStop, { once: true });
  await life();
  logger.info('the connector has stopped: its runs have ended or were handed over');
}

function serveOptions({
  service: { meters, logger, tracer },
  api,
  what,
}: Pick<ServeParts, 'service' | 'api'> & { readonly what: string }): Omit<ServeOptions, 'signal'> {
  const { metricsToken: token } = api;
  const metrics =
    token === undefined ? undefined : { token, exposition: () => meters.exposition() };
  return {
    ...api,
    metrics,
    logger,
    tracer,
    onListening: (address) => {
      logger.info({ address }, what);
    },
  };
}

/** Does all of it until the signal aborts. Where one part fails, the others end as if told to, and the failure is thrown. */
async function together(
  signal: AbortSignal,
  parts: readonly ((either: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const ends = await Promise.allSettled(
    parts.map(async (part) => {
      try {
        await part(either);
      } catch (error) {
        failed.abort();
        throw error;
      }
    }),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
