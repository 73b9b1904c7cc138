import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { AuthorizationRefused } from '../../domain/authorization.ts';
import {
  callbackHeaders,
  callbackPath,
  connectedPage,
  notConnectedPage,
} from '../../domain/callback-page.ts';

/** Waits on this machine for the browser that comes back. */
export interface BrowserCallback<T> extends AsyncDisposable {
  /** To be registered with the app, letter by letter. */
  readonly redirectUri: string;
  /** What `finish` made of it; rejects with why it did not, or when the time is up. */
  readonly outcome: Promise<T>;
}

export interface CallbackOptions<T> {
  readonly port: number;
  readonly timeoutMs: number;
  /** Takes the parameters of the callback. */
  readonly finish: (parameters: URLSearchParams) => Promise<T>;
  /** What the browser is told it is connected to. */
  readonly nameOf: (result: T) => string;
}

/**
 * Listens on the loopback address alone. What comes back with a state that is not ours is refused and does not end the
 * waiting: anything on this machine can send it.
 *
 * @throws an error that names the option where the port is taken
 */
export async function awaitBrowser<T>(options: CallbackOptions<T>): Promise<BrowserCallback<T>> {
  const { port, timeoutMs } = options;
  const settled = Promise.withResolvers<T>();
  // Whoever awaits it sees the reason; it may come before anybody does.
  settled.promise.catch(() => undefined);
  const server = createServer(callbackListener(options, settled));
  const timer = setTimeout(() => {
    settled.reject(
      new Error(`Nobody came back from the browser within ${timeoutMs / 60_000} minutes.`),
    );
  }, timeoutMs);
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    clearTimeout(timer);
    throw new Error(
      `Port ${port} can't be listened on (${error instanceof Error ? error.message : String(error)}). Choose another with --port, and add its address to the External Client App.`,
      { cause: error },
    );
  }
  const address = server.address();
  const chosen = typeof address === 'object' && address ? address.port : port;
  return {
    redirectUri: `http://localhost:${chosen}${callbackPath}`,
    outcome: settled.promise,
    [Symbol.asyncDispose]: async () => {
      clearTimeout(timer);
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}

function callbackListener<T>(
  { finish, nameOf }: CallbackOptions<T>,
  settled: Pick<PromiseWithResolvers<T>, 'resolve' | 'reject'>,
): RequestListener {
  const answered = async (url: URL, response: ServerResponse): Promise<void> => {
    try {
      const result = await finish(url.searchParams);
      send(response, 200, connectedPage(nameOf(result)));
      settled.resolve(result);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      send(response, 400, notConnectedPage(reason));
      if (!(error instanceof AuthorizationRefused) || error.isOurs) settled.reject(error);
    }
  };
  return (request, response) => {
    const url = URL.parse(request.url ?? '', 'http://localhost');
    if (request.method !== 'GET' || url?.pathname !== callbackPath) {
      send(response, 404, notConnectedPage('There is nothing here.'));
      return;
    }
    void answered(url, response);
  };
}

function send(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { ...callbackHeaders, connection: 'close' }).end(page);
}
