import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { id18 } from '../../../connector/src/domain/salesforce-id.ts';
import type { RunningOrg } from '../../local-org/start.ts';

/** One local org seen as many organizations, each at an address and with an id of its own. */
export interface DistantOrganizations extends AsyncDisposable {
  readonly organizations: readonly DistantOrganization[];
  /** Requests that were answered so far. */
  answered(): number;
}

export interface DistantOrganization {
  readonly id: string;
  readonly url: string;
}

const notPassedOn = new Set(['connection', 'content-length', 'host', 'transfer-encoding']);

/** Opens the doors. Each answer takes so much longer than the local org does, as the way to Salesforce would. */
export async function distantOrganizations(
  { url, org }: RunningOrg,
  count: number,
  latencyMs: number,
): Promise<DistantOrganizations> {
  const pool = new Pool(url, { connections: 64 });
  const local = { id: org.organizationId, url };
  let answered = 0;
  const door = async (index: number) => {
    const own = { id: id18(`00D${String(index).padStart(12, '0')}`), url: '' };
    const server = createServer((request, response) => {
      void passedOn(request, response).catch((error: unknown) => response.destroy(error as Error));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    own.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const toLocal = (text: string) => said(text, own, local);
    const passedOn = async (request: IncomingMessage, response: ServerResponse) => {
      const sent = told(await buffer(request), own, local);
      const [answer] = await Promise.all([asked(pool, request, sent, toLocal), sleep(latencyMs)]);
      const body = told(answer.body, local, own);
      response.writeHead(answer.statusCode, kept(answer.headers)).end(body);
      answered += 1;
    };
    return { own, server };
  };
  const doors = await Promise.all(Array.from({ length: count }, (_, index) => door(index + 1)));
  return {
    organizations: doors.map(({ own }) => own),
    answered: () => answered,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(doors.map(({ server }) => closed(server)));
      await pool.close();
    },
  };
}

async function asked(
  pool: Pool,
  { method = 'GET', url, headers }: IncomingMessage,
  sent: Buffer,
  toLocal: (text: string) => string,
) {
  const { authorization } = headers;
  const {
    statusCode,
    headers: answered,
    body,
  } = await pool.request({
    method,
    path: toLocal(url ?? '/'),
    headers: {
      ...kept(headers),
      ...(authorization !== undefined && { authorization: toLocal(authorization) }),
      'accept-encoding': 'identity',
    },
    body: sent.length > 0 ? sent : null,
  });
  return { statusCode, headers: answered, body: Buffer.from(await body.arrayBuffer()) };
}

function kept(headers: IncomingMessage['headers']): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || notPassedOn.has(name) ? [] : [[name, value]],
    ),
  );
}

/** What the one says of itself, as the other: addresses and ids, which access tokens begin with, too. */
function told(body: Buffer, one: DistantOrganization, other: DistantOrganization): Buffer {
  if (!body.includes(short(one)) && !body.includes(one.url)) return body;
  return Buffer.from(said(body.toString(), one, other));
}

function said(text: string, one: DistantOrganization, other: DistantOrganization): string {
  return text
    .replaceAll(one.url, other.url)
    .replaceAll(one.id, other.id)
    .replaceAll(short(one), short(other));
}

function short({ id }: DistantOrganization): string {
  return id.slice(0, 15);
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
