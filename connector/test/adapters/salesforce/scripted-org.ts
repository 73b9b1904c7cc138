import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  openSalesforce,
  type Salesforce,
  type SalesforceOptions,
} from '../../../src/adapters/salesforce/open-salesforce.ts';
import type { Clock } from '../../../src/ports/clock.ts';

/** A request as it reached the server, its body decompressed. */
export interface SeenRequest {
  readonly method: string;
  /** Decoded path and query: `/services/data/v66.0/query?q=SELECT Id FROM Account`. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Break the connection: without any answer, or in the middle of the body. */
  readonly drop?: 'unanswered' | 'midway';
}

export type Respond = (request: SeenRequest, nth: number) => Reply;

/** A server that answers the API as the test says, and the token endpoint by itself. */
export interface ScriptedOrg extends AsyncDisposable {
  readonly url: string;
  /** API requests in their order, without those for tokens. */
  readonly requests: readonly SeenRequest[];
  readonly tokenRequests: readonly SeenRequest[];
  readonly clock: TestClock;
  /** The adapters, connected to it as client credentials. */
  open(options?: Partial<SalesforceOptions>): Salesforce;
}

export const organizationId = '00D5g000004AbcDEAS';

export async function scriptedOrg(
  respond: Respond,
  respondToken: Respond = () => ({}),
): Promise<ScriptedOrg> {
  const requests: SeenRequest[] = [];
  const tokenRequests: SeenRequest[] = [];
  const opened: Salesforce[] = [];
  const clock = testClock();
  let url = '';
  const server = createServer((incoming, outgoing) => {
    void seen(incoming).then((request) => {
      if (request.path.startsWith('/services/oauth2/token')) {
        tokenRequests.push(request);
        const reply = respondToken(request, tokenRequests.length);
        send(
          outgoing,
          'status' in reply || 'json' in reply ? reply : token(url, tokenRequests.length),
          request,
        );
        return;
      }
      requests.push(request);
      send(outgoing, respond(request, requests.length), request);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    tokenRequests,
    clock,
    open: (options) => {
      const salesforce = openSalesforce({
        loginUrl: url,
        auth: { kind: 'client-credentials', clientId: 'client', clientSecret: 'secret' },
        packageNamespace: '',
        allowLocalAddress: true,
        clock,
        bulkPollMs: 1_000,
        ...options,
      });
      opened.push(salesforce);
      return salesforce;
    },
    [Symbol.asyncDispose]: async () => {
      for (const each of opened) await each.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function token(url: string, nth: number): Reply {
  return {
    json: {
      access_token: `${organizationId}!T${nth}`,
      instance_url: url,
      id: `${url}/id/${organizationId}/0055g00000AbcdeAAA`,
      token_type: 'Bearer',
    },
  };
}

async function seen(incoming: IncomingMessage): Promise<SeenRequest> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const raw = Buffer.concat(parts);
  const body = incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
  return {
    method: incoming.method ?? '',
    path: decodeURIComponent(incoming.url ?? ''),
    headers: incoming.headers,
    body: body.toString('utf8'),
  };
}

function send(outgoing: ServerResponse, reply: Reply, request: SeenRequest): void {
  if (reply.drop === 'unanswered') {
    outgoing.destroy();
    return;
  }
  const { text, status, headers } = spelledOut(reply);
  if (reply.drop === 'midway') {
    outgoing.writeHead(status, { ...headers, 'content-length': String(text.length + 100) });
    outgoing.write(text, () => outgoing.destroy());
  } else if (text.length > 50 && request.headers['accept-encoding'] === 'gzip') {
    outgoing.writeHead(status, { ...headers, 'content-encoding': 'gzip' });
    outgoing.end(gzipSync(text));
  } else {
    outgoing.writeHead(status, headers);
    outgoing.end(text);
  }
}

function spelledOut({ status = 200, json, text, headers }: Reply) {
  if (json === undefined) {
    return { status, text: text ?? '', headers: { 'content-type': 'text/plain', ...headers } };
  }
  const type = { 'content-type': 'application/json' };
  return { status, text: JSON.stringify(json), headers: { ...type, ...headers } };
}

/** A clock whose pauses take no time and are remembered. */
interface TestClock extends Clock {
  readonly pausesMs: readonly number[];
  advance(ms: number): void;
}

function testClock(start = '2026-11-24T10:00:00.000Z'): TestClock {
  let now = new Date(start).getTime();
  const pausesMs: number[] = [];
  return {
    pausesMs,
    now: () => new Date(now),
    sleep: (ms) => {
      pausesMs.push(ms);
      now += ms;
      return Promise.resolve();
    },
    advance: (ms) => {
      now += ms;
    },
  };
}

export interface SubRequestSeen {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body?: unknown;
}

/** The sub-requests of a Composite call, their addresses decoded and without `/services/data/vXX.X`. */
export function subRequestsOf(request: SeenRequest): readonly SubRequestSeen[] {
  const { compositeRequest } = JSON.parse(request.body) as { compositeRequest: SubRequestSeen[] };
  return compositeRequest.map((each) => ({
    ...each,
    url: decodeURIComponent(each.url.replace(/^\/services\/data\/v[\d.]+/, '')),
  }));
}

/** Answers a Composite call sub-request by sub-request. */
export function compositeReply(
  request: SeenRequest,
  answer: (sub: SubRequestSeen, index: number) => { status?: number; body: unknown },
): Reply {
  const compositeResponse = subRequestsOf(request).map((sub, index) => {
    const { status = 200, body } = answer(sub, index);
    return { referenceId: sub.referenceId, httpStatusCode: status, httpHeaders: {}, body };
  });
  return { json: { compositeResponse } };
}

/** An error body of the REST API. */
export function errorBody(errorCode: string, message: string): readonly unknown[] {
  return [{ errorCode, message }];
}

/** All rows of the batches. */
export async function collected<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}
