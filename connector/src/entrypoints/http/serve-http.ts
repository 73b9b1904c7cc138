import type { FastifyInstance } from 'fastify';
import { healthApp, httpApp, type AppOptions } from './app.ts';
import type { ApiService } from './api-service.ts';

export interface ServeOptions extends AppOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Aborts when the process is asked to end: requests under way are still answered. */
  readonly signal: AbortSignal;
  /** Told the address once requests are answered. */
  readonly onListening: (address: string) => void;
}

/** Serves the API until the signal aborts. Throws an error that names the settings where the address can't be had. */
export async function serveHttp(service: ApiService, options: ServeOptions): Promise<void> {
  await served(await httpApp(service, options), options);
}

/** As serveHttp, of a process without the API: whether it lives, whether it is ready, and what it has counted. */
export async function serveHealth(
  service: Pick<ApiService, 'checkReady'>,
  options: ServeOptions,
): Promise<void> {
  await served(await healthApp(service, options), options);
}

async function served(app: FastifyInstance, options: ServeOptions): Promise<void> {
  const { signal } = options;
  try {
    options.onListening(await listening(app, options));
    if (!signal.aborted)
      await new Promise<void>((resolve) => {
        signal.addEventListener(
          'abort',
          () => {
            resolve();
          },
          { once: true },
        );
      });
  } finally {
    await app.close();
  }
}

async function listening(
  app: FastifyInstance,
  { host, port }: Pick<ServeOptions, 'host' | 'port'>,
): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The API can not listen on ${host}, port ${port}: ${reason}. API_HOST and API_PORT name another address of this machine.`,
      { cause: error },
    );
  }
}
