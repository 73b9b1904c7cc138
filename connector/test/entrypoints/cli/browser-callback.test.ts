import { describe, expect, it } from 'vitest';
import { AuthorizationRefused, unknownState } from '../../../src/domain/authorization.ts';
import {
  awaitBrowser,
  type CallbackOptions,
} from '../../../src/entrypoints/cli/browser-callback.ts';

const waiting = (part: Partial<CallbackOptions<string>> = {}) =>
  awaitBrowser({
    port: 0,
    timeoutMs: 60_000,
    finish: (parameters) =>
      parameters.get('state') === 'ours'
        ? Promise.resolve('Acme <& Co>')
        : Promise.reject(unknownState()),
    nameOf: (name) => name,
    ...part,
  });

const local = (redirectUri: string, query: string): string =>
  `${redirectUri.replace('localhost', '127.0.0.1')}?${query}`;

describe('awaitBrowser', () => {
  it('tells the browser that it can be closed, and keeps the page from being kept or framed', async () => {
    await using callback = await waiting();
    expect(callback.redirectUri).toMatch(/^http:\/\/localhost:\d+\/oauth\/callback$/);
    const answer = await fetch(local(callback.redirectUri, 'state=ours&code=secret-code'));
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('Acme &lt;&amp; Co&gt; is connected. You can close this window.');
    expect(page).not.toContain('secret-code');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
    });
    expect(await callback.outcome).toBe('Acme <& Co>');
  });

  it('refuses a state that is not ours, and waits on', async () => {
    await using callback = await waiting();
    const stranger = await fetch(local(callback.redirectUri, 'state=other&code=x'));
    expect([stranger.status, await stranger.text()]).toEqual([
      400,
      expect.stringContaining('was not begun here') as string,
    ]);
    await fetch(local(callback.redirectUri, 'state=ours&code=x'));
    expect(await callback.outcome).toBe('Acme <& Co>');
  });

  it('ends with what Salesforce refused', async () => {
    const refused = new AuthorizationRefused(true, 'Salesforce gave no access (<script>).');
    await using callback = await waiting({ finish: () => Promise.reject(refused) });
    const answer = await fetch(local(callback.redirectUri, 'state=ours&error=access_denied'));
    expect(await answer.text()).toContain('&lt;script&gt;');
    await expect(callback.outcome).rejects.toBe(refused);
  });

  it.each([
    ['POST', '/oauth/callback?state=ours'],
    ['GET', '/'],
    ['GET', '//oauth/callback?state=ours'],
  ])('has nothing at %s %s', async (method, path) => {
    await using callback = await waiting();
    const { origin } = new URL(local(callback.redirectUri, ''));
    expect((await fetch(origin + path, { method })).status).toBe(404);
  });

  it('gives up after a while', async () => {
    await using callback = await waiting({ timeoutMs: 1 });
    await expect(callback.outcome).rejects.toThrow(/Nobody came back/);
  });

  it('names the option where the port is taken', async () => {
    await using callback = await waiting();
    const port = Number(new URL(callback.redirectUri).port);
    await expect(waiting({ port })).rejects.toThrow(/--port/);
  });
});
