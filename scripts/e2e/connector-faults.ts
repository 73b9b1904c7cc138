import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { audit } from './audit.ts';
import { internalSeats } from './mappings.ts';
import { Wizard } from '../browser/wizard.ts';
import type { World } from './world.ts';

/** How the connector can fail to answer, and what an administrator reads then: what is wrong, and what to do. */
interface Fault {
  readonly access: { readonly url: string; readonly apiKey: string };
  readonly says: RegExp;
  readonly advises: RegExp;
}

/** Nobody listens where the connector should be: the pages say so, and all that needs no connector works. */
export async function notConnected(world: World): Promise<void> {
  const { lightning } = world;
  const away = await listening(() => undefined);
  await away.close();
  const access = { url: away.url, apiKey: world.connector.apiKey };
  const says = /could not be reached/;
  await isTold(world, { access, says, advises: /can set its address in Setup, Named Credentials/ });
  await withAccess(world, access, async () => {
    await lightning.visit('Accounts');
    await lightning.notice(says).waitFor();
    await audit(world);
    await lightning.openTab('Sync Logs');
    await lightning.main
      .getByRole('button', { name: /^RUN-\d+$/ })
      .first()
      .waitFor();
    await previewIsNoObstacle(world);
  });
}

/** The key is none that the connector issued. */
export function wrongKey(world: World): Promise<void> {
  return isTold(world, {
    access: { url: world.connector.url, apiKey: `${world.connector.apiKey.slice(0, -1)}x` },
    says: /did not accept the API key/,
    advises: /can issue a new key/,
  });
}

/** What is in front of the connector refuses the request, with a reason. */
export async function refused(world: World): Promise<void> {
  const detail = 'The key may not read the directory.';
  await using gate = await listening((_request, response) => {
    response.writeHead(403, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify({ title: 'Forbidden', status: 403, detail }));
  });
  await isTold(world, {
    access: { url: gate.url, apiKey: world.connector.apiKey },
    says: new RegExp(`refused the request: ${detail}`),
    advises: /Correct what it says and try again/,
  });
}

/** The connector takes the request and never answers. */
export async function slow(world: World): Promise<void> {
  await using silence = await listening(() => undefined);
  await isTold(world, {
    access: { url: silence.url, apiKey: world.connector.apiKey },
    says: /gave no answer within 20 seconds/,
    advises: /Try again in a minute/,
  });
}

/** Once what was wrong is right again, "Try again" is all it takes. */
async function isTold(world: World, { access, says, advises }: Fault): Promise<void> {
  const { lightning } = world;
  await withAccess(world, access, async () => {
    await lightning.visit('Accounts');
    await lightning.notice(says).filter({ hasText: advises }).waitFor();
  });
  await lightning.notice(says).getByRole('button', { name: 'Try again' }).click();
  await lightning.main.getByRole('table', { name: 'Accounts' }).waitFor();
}

/** The wizard's preview says what is wrong, and the next step can be taken without it. */
async function previewIsNoObstacle({ lightning }: World): Promise<void> {
  await lightning.openTab('Salesforce Sync');
  const wizard = new Wizard(lightning);
  await wizard.open();
  await wizard.choose('Display field');
  await wizard.next('Account field');
  await wizard.choose(internalSeats.field);
  await wizard.next('Preview');
  await wizard.dialog.getByText('You can go on without a preview.').waitFor();
  await wizard.next('Review');
  await wizard.press('Cancel');
  await wizard.dialog.waitFor({ state: 'detached' });
}

/** Enters another address and key in the org for a while. */
async function withAccess(
  { org: { access }, connector }: World,
  entered: Fault['access'],
  work: () => Promise<void>,
): Promise<void> {
  Object.assign(access, entered);
  try {
    await work();
  } finally {
    Object.assign(access, { url: connector.url, apiKey: connector.apiKey });
  }
}

/** A server on this machine in the place of the connector. */
async function listening(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, close, [Symbol.asyncDispose]: close };
}
