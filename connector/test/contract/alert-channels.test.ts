import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { mailChannel } from '../../src/adapters/telemetry/alerts/mail-channel.ts';
import { slackChannel } from '../../src/adapters/telemetry/alerts/slack-channel.ts';
import { webhookChannel } from '../../src/adapters/telemetry/alerts/webhook-channel.ts';
import type { Alert } from '../../src/domain/alert.ts';

const alert: Alert = {
  event: 'raised',
  kind: 'failed',
  title: 'The sync failed',
  text: 'Account "A & B" <!channel>: ünbekannt',
  organizationId: '00D000000000001AAA',
  runKey: '7a1f6d0e-0000-4000-8000-000000000001',
  at: new Date('2026-11-24T23:31:00Z'),
};

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers each request with the next status; `undefined` never answers. */
async function receiver(statuses: readonly (number | undefined)[]) {
  const got: Received[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = statuses[got.length];
      got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      if (status !== undefined) response.writeHead(status).end('answer');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
    return once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook-of-a-secret`, got };
}

const secretBytes = Buffer.alloc(32, 7);
const secret = `whsec_${secretBytes.toString('base64')}`;
const signedAt = new Date('2026-11-24T23:31:05Z');

function webhook(url: string, timeoutMs = 5_000) {
  return webhookChannel({ url, secret, now: () => signedAt, timeoutMs });
}

describe('the webhook', () => {
  it('is signed as Standard Webhooks specifies', async () => {
    const { url, got } = await receiver([200]);
    await webhook(url).send(alert);
    const [{ headers, body } = { headers: {}, body: '' }] = got;
    const id = String(headers['webhook-id']);
    const timestamp = String(headers['webhook-timestamp']);
    expect(Number(timestamp)).toBe(signedAt.getTime() / 1_000);
    const mac = createHmac('sha256', secretBytes).update(`${id}.${timestamp}.${body}`);
    expect(headers['webhook-signature']).toBe(`v1,${mac.digest('base64')}`);
    expect(JSON.parse(body)).toEqual({
      type: 'sync.failed.raised',
      timestamp: '2026-11-24T23:31:00.000Z',
      data: {
        title: alert.title,
        text: alert.text,
        organizationId: alert.organizationId,
        runKey: alert.runKey,
      },
    });
  });

  it('is tried again with the same id while the receiver is in trouble', async () => {
    const { url, got } = await receiver([503, 429, 204]);
    await webhook(url, 1_000).send(alert);
    expect(got).toHaveLength(3);
    expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('is not repeated where the receiver refuses, and the error keeps the address for itself', async () => {
    const { url, got } = await receiver([410]);
    const failure = await webhook(url)
      .send(alert)
      .catch((error: unknown) => error as Error);
    expect(String(failure)).toContain('410');
    expect(String(failure)).not.toContain('hook-of-a-secret');
    expect(got).toHaveLength(1);
  });

  it('gives up on a receiver that never answers', async () => {
    const { url, got } = await receiver([undefined, undefined, undefined]);
    await expect(webhook(url, 100).send(alert)).rejects.toThrow(/timeout/i);
    expect(got).toHaveLength(3);
  });

  it('has another id for another alert', async () => {
    const { url, got } = await receiver([200, 200]);
    await webhook(url).send(alert);
    await webhook(url).send({ ...alert, event: 'recovered' });
    expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  });
});

describe('Slack', () => {
  it('gets text in which nothing is markup by accident', async () => {
    const { url, got } = await receiver([200]);
    await slackChannel({ url }).send(alert);
    const { text } = JSON.parse(got[0]?.body ?? '{}') as { text?: string };
    expect(text).toContain('"A &amp; B" &lt;!channel&gt;: ünbekannt');
    expect(text).toContain(alert.organizationId);
  });
});

/** As much of SMTP (RFC 5321) as a client needs to hand over a message. */
async function mailServer() {
  const messages: string[] = [];
  const recipients: string[] = [];
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.write('220 test ESMTP\r\n');
    let pending = '';
    let isData = false;
    const takeMessage = (): void => {
      const end = pending.indexOf('\r\n.\r\n');
      if (end < 0) return;
      messages.push(pending.slice(0, end));
      pending = '';
      isData = false;
      socket.write('250 taken\r\n');
    };
    const takeCommand = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'RCPT') recipients.push(line);
      isData = verb === 'DATA';
      const answers: Record<string, string> = { DATA: '354 go on', QUIT: '221 bye' };
      socket.write(`${answers[verb] ?? '250 ok'}\r\n`);
    };
    socket.on('data', (chunk) => {
      pending += chunk.toString();
      if (isData) {
        takeMessage();
        return;
      }
      const lines = pending.split('\r\n');
      pending = lines.pop() ?? '';
      lines.forEach(takeCommand);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
    return once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port, messages, recipients };
}

describe('e-mail', () => {
  it('arrives with its subject and text, and no header of the text’s making', async () => {
    const { port, messages, recipients } = await mailServer();
    await mailChannel({
      smtpUrl: `smtp://127.0.0.1:${port}`,
      from: 'sync@isv.example',
      to: 'ops@isv.example, admin@isv.example',
    }).send({ ...alert, title: 'Held\r\nBcc: other@evil.example' });
    const [message = ''] = messages;
    const head = message.slice(0, message.indexOf('\r\n\r\n'));
    expect(head).toMatch(/^Subject: Salesforce Sync: Held/m);
    expect(head).not.toMatch(/^Bcc:/m);
    expect(head).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(message).toContain(alert.organizationId);
    expect(recipients.join()).toMatch(/ops@isv\.example.*admin@isv\.example/);
    expect(recipients.join()).not.toContain('evil');
  });

  it('does not go to a server elsewhere without encryption', async () => {
    const { port, messages } = await mailServer();
    const elsewhere = mailChannel({
      smtpUrl: `smtp://0.0.0.0:${port}`,
      from: 'sync@isv.example',
      to: 'ops@isv.example',
      timeoutMs: 500,
    });
    await expect(elsewhere.send(alert)).rejects.toThrow(/TLS/);
    expect(messages).toEqual([]);
  });

  it('gives up on a server that says nothing', async () => {
    const silent = createTcpServer(() => undefined);
    const sockets: Socket[] = [];
    silent.on('connection', (socket) => sockets.push(socket));
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
      silent.close();
      return once(silent, 'close');
    });
    const { port } = silent.address() as AddressInfo;
    const options = { from: 'sync@isv.example', to: 'ops@isv.example', timeoutMs: 100 };
    const mail = mailChannel({ smtpUrl: `smtp://127.0.0.1:${port}`, ...options });
    // On a busy machine the time is up before it is connected.
    await expect(mail.send(alert)).rejects.toThrow(/greeting|timeout/i);
  });
});
