import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openIsvapp, type IsvappOptions } from '../../../src/adapters/isvapp/open-isvapp.ts';
import type { AccountNumbers, Attribution } from '../../../src/domain/usage-report.ts';
import { UsageError } from '../../../src/domain/usage-error.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { MeasureRequest, UsageSource } from '../../../src/ports/usage-source.ts';
import { servedOrganization, serveUsage } from '../../contract/served-usage.ts';

/** What goes wrong between a connector that asks and one that counts. What goes right is in usage-over-http.test.ts. */

const mau = 'engagement.mau';
const dau = 'engagement.dau';

const open: (() => PromiseLike<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A clock that tells the pauses it was asked for, and takes none; who waits again and again lets others have their turn. */
function hastyClock(): Clock & { readonly pauses: number[] } {
  const pauses: number[] = [];
  return {
    pauses,
    now: () => new Date('2026-11-24T10:00:00Z'),
    sleep: (ms) => {
      pauses.push(ms);
      return nextTurn();
    },
  };
}

class Analytics {
  readonly measured: (Omit<MeasureRequest, 'attributions'> & { attributions: Attribution[] })[] =
    [];
  readonly asked: string[][] = [];
  numbers = new Map<string, AccountNumbers>();
  closed = 0;
  refresh: UsageSource['refresh'] = () => Promise.resolve([]);

  readonly open = (): Promise<UsageSource & AsyncDisposable> =>
    Promise.resolve({
      refresh: () => this.refresh(),
      features: () => Promise.resolve([]),
      packagesNotEnabled: () => Promise.resolve(new Set(['033000000000001'])),
      catalogue: () => Promise.resolve([]),
      measure: (request) => {
        this.measured.push({ ...request, attributions: [...request.attributions] });
        return Promise.resolve({
          data: new Map(request.metricKeys.map((key) => [key, { state: 'loaded' as const }])),
          notices: [],
          numbersFor: (ids) => {
            this.asked.push([...ids]);
            const found = ids.flatMap((id) => {
              const own = this.numbers.get(id);
              return own ? [[id, own] as const] : [];
            });
            return Promise.resolve(new Map(found));
          },
          [Symbol.asyncDispose]: () => Promise.resolve(),
        });
      },
      [Symbol.asyncDispose]: () => {
        this.closed += 1;
        return Promise.resolve();
      },
    });
}

const request = {
  besides: ['engagement.dau'],
  metricKeys: [mau, dau],
  attributions: [] as Attribution[],
  window: 'calendar',
  excludeAutomation: false,
  estimateExternalUsers: true,
} as const;

async function served(clock?: Clock) {
  const analytics = new Analytics();
  const server = await serveUsage(analytics.open, clock);
  open.push(() => server[Symbol.asyncDispose]());
  const usage = async (options: Partial<IsvappOptions> = {}) => {
    const apiKey = await server.keyOf('operate');
    return opening(server.url, { apiKey, ...options });
  };
  return { analytics, server, usage };
}

/** Something that answers HTTP, and is no connector of this version. */
async function stranger(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const apiKey = 'isv_0123456789abcdef_this-is-the-secret-that-nobody-may-ever-see';

/** Opens it and asks something. */
async function opening(url: string, options: Partial<IsvappOptions> = {}) {
  const given = { url, apiKey, organizationId: null, clock: hastyClock(), ...options };
  const usage = openIsvapp(given);
  open.push(() => usage[Symbol.asyncDispose]());
  await usage.packagesNotEnabled();
  return usage;
}

const session = { protocol: 1, sessionId: 'x', organizationId: servedOrganization };

/** Answers as an ISVapp would. */
const asIsvapp: RequestListener = (incoming, response) => {
  const is = (part: string) => incoming.url?.endsWith(part) ?? false;
  if (is('/sessions')) response.writeHead(201).end(JSON.stringify(session));
  else if (is('/packages-not-enabled')) response.end('{"packageIds":[]}');
  else if (is('/measurement')) response.end('{"state":"done","data":[],"notices":[]}');
  else response.writeHead(204).end();
};

async function failure(promise: Promise<unknown>): Promise<UsageError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UsageError);
  expect((error as UsageError).message).not.toContain('secret');
  return error as UsageError;
}

describe('numbers over HTTP', () => {
  it('are what was counted: nothing is absent, and 0 is 0', async () => {
    const { analytics, usage } = await served();
    const [none, zero, third] = ['001000000000001AAA', '001000000000002AAA', '001000000000003AAA'];
    analytics.numbers = new Map([
      [zero, { numbers: new Map([[dau, 0]]), externalUsers: 0 }],
      [third, { numbers: new Map([[mau, 9_007_199_254_740_991]]), externalUsers: 1 / 3 }],
    ]);
    const report = await (await usage()).measure(request);
    const found = await report.numbersFor([none, zero, third]);
    expect([...found]).toEqual([
      [zero, { numbers: new Map([[dau, 0]]), externalUsers: 0 }],
      [third, { numbers: new Map([[mau, 9_007_199_254_740_991]]), externalUsers: 1 / 3 }],
    ]);
    expect(found.get(zero)?.numbers.has(mau)).toBe(false);
  });

  it('are asked for in requests of a bounded size, and so are they counted', async () => {
    const { analytics, usage } = await served();
    const attributions = Array.from({ length: 9_001 }, (_, at) => ({
      accountId: `001${String(at).padStart(15, '0')}`,
      organizationId: `00D${String(at).padStart(12, '0')}`,
      packageId: '033000000000001',
      licensed: at % 2 === 0,
    }));
    const report = await (await usage()).measure({ ...request, attributions });
    expect(analytics.measured).toEqual([{ ...request, attributions }]);
    await report.numbersFor(attributions.slice(0, 2_500).map(({ accountId }) => accountId));
    expect(analytics.asked.map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
  });
});

describe('an ISVapp that takes its time', () => {
  it('is asked until it is done, for one and the same work', async () => {
    // To the server every wait is over at once.
    const { analytics, usage } = await served(hastyClock());
    let refreshes = 0;
    const gate = Promise.withResolvers<undefined>();
    analytics.refresh = async () => {
      refreshes += 1;
      await gate.promise;
      return [{ code: 'FILE_REJECTED', message: 'a file', count: 1 }];
    };
    const clock = hastyClock();
    const patient: Clock = {
      ...clock,
      sleep: (ms) => {
        if (clock.pauses.length >= 3) gate.resolve(undefined);
        return clock.sleep(ms);
      },
    };
    const notices = await (await usage({ clock: patient })).refresh();
    expect(notices).toEqual([{ code: 'FILE_REJECTED', message: 'a file', count: 1 }]);
    expect([refreshes, clock.pauses.length > 3]).toEqual([1, true]);
  });

  it('is asked again where it does not answer in time', async () => {
    let requests = 0;
    const url = await stranger((incoming, response) => {
      requests += 1;
      if (requests > 1) asIsvapp(incoming, response);
    });
    const clock = hastyClock();
    await using usage = await opening(url, { clock, timeoutMs: 20 });
    expect(usage).toBeDefined();
    expect([requests, clock.pauses.length]).toEqual([3, 1]);
  });
});

describe('an ISVapp that can not be reached', () => {
  it('is told with the setting', async () => {
    const clock = hastyClock();
    const error = await failure(opening('http://127.0.0.1:1', { clock }));
    expect([error.kind, clock.pauses.length]).toEqual(['unreachable', 4]);
    expect(error.message).toMatch(/ISVAPP_URL.*ECONNREFUSED/);
  });

  it('for a moment is asked again, not sooner than it says', async () => {
    let requests = 0;
    const url = await stranger((incoming, response) => {
      requests += 1;
      if (requests === 1) response.writeHead(429, { 'retry-after': '7' }).end('{}');
      else if (requests === 2) response.socket?.destroy();
      else if (requests === 3) response.writeHead(503).end('<html>');
      else asIsvapp(incoming, response);
    });
    const clock = hastyClock();
    await using usage = await opening(url, { clock });
    expect(usage).toBeDefined();
    expect(requests).toBe(5);
    expect(clock.pauses[0]).toBeGreaterThanOrEqual(7_000);
  });
});

describe('an ISVapp that refuses', () => {
  it.each([
    ['an unknown key', () => Promise.resolve(apiKey), null, /ISVAPP_API_KEY.*no API key/],
    ['a key that may only read', 'read', null, /ISVAPP_API_KEY.*needs operate/],
    ['a key of another organization', 'operate', '00D000000000002AAA', /is of the organization/],
  ])('%s is told with the setting', async (_, scope, organizationId, message) => {
    const { server, analytics } = await served();
    const key = typeof scope === 'string' ? await server.keyOf(scope as 'read') : await scope();
    const error = await failure(opening(server.url, { apiKey: key, organizationId }));
    expect(error.kind).toBe('refused');
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain(key);
    expect(analytics.measured).toEqual([]);
  });

  it('an organization that is not connected there says so', async () => {
    const { server } = await served();
    const key = await server.keyOf('operate', null);
    const organizationId = '00D000000000009AAA';
    const error = await failure(opening(server.url, { apiKey: key, organizationId }));
    expect(error.message).toContain('00D000000000009AAA is not connected');
  });

  it('a key of all organizations needs one that is named', async () => {
    const { server } = await served();
    const key = await server.keyOf('operate', null);
    expect((await failure(opening(server.url, { apiKey: key }))).kind).toBe('failed');
    const named = { apiKey: key, organizationId: servedOrganization };
    await using usage = await opening(server.url, named);
    expect(await usage.packagesNotEnabled()).toEqual(new Set(['033000000000001']));
  });
});

describe('what is no ISVapp of this version', () => {
  it.each<[string, number, string]>([
    ['a page', 200, '<html>Hello</html>'],
    ['a connector of before', 404, '{"title":"Not found","status":404,"detail":"No such place."}'],
    ['a protocol to come', 201, JSON.stringify({ ...session, protocol: 2 })],
    ['a redirect', 302, ''],
    ['a proxy without a place for it', 405, '<html>'],
    ['a broken answer', 201, '{"protocol":1,'],
  ])('is told with the setting: %s', async (_, status, body) => {
    let requests = 0;
    const url = await stranger((_request, response) => {
      requests += 1;
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(body);
    });
    const error = await failure(opening(url));
    expect([error.kind, requests]).toEqual(['version', 1]);
    expect(error.message).toContain('ISVAPP_URL');
  });

  it('gives no number where it should have given one', async () => {
    const row = { accountId: '001000000000001AAA', externalUsers: null };
    for (const numbers of [[1], ['1', 2], [1, 2, 3]]) {
      const url = await stranger((incoming, response) => {
        if (incoming.url?.endsWith('/numbers'))
          response.end(JSON.stringify({ metricKeys: [mau, dau], rows: [{ ...row, numbers }] }));
        else asIsvapp(incoming, response);
      });
      const usage = await opening(url);
      const report = await usage.measure(request);
      expect((await failure(report.numbersFor([row.accountId]))).kind).toBe('version');
      await usage[Symbol.asyncDispose]();
    }
  });
});

describe('a report that is not kept any more', () => {
  const ids = ['001000000000001AAA'];

  it('because it was closed fails, and gives no number', async () => {
    const { usage } = await served();
    const report = await (await usage()).measure(request);
    await report[Symbol.asyncDispose]();
    await report[Symbol.asyncDispose]();
    expect((await failure(report.numbersFor(ids))).kind).toBe('gone');
  });

  it('because nobody asked for an hour fails, and its analytics are closed', async () => {
    let now = new Date('2026-11-24T10:00:00Z');
    const { analytics, usage } = await served({ ...hastyClock(), now: () => now });
    const opened = await usage();
    const report = await opened.measure(request);
    now = new Date(now.getTime() + 3_600_000);
    expect(await report.numbersFor(ids)).toEqual(new Map());
    now = new Date(now.getTime() + 3_600_001);
    const error = await failure(report.numbersFor(ids));
    expect(error.kind).toBe('gone');
    expect(error.message).toContain('nobody asked of it for an hour');
    expect((await failure(opened.features())).kind).toBe('gone');
    expect(analytics.closed).toBe(1);
  });

  it('because the connector there was restarted fails', async () => {
    const { server, usage } = await served();
    const opened = await usage();
    const report = await opened.measure(request);
    await server[Symbol.asyncDispose]();
    expect((await failure(report.numbersFor(ids))).kind).toBe('unreachable');
    const again = await serveUsage(
      new Analytics().open,
      undefined,
      Number(new URL(server.url).port),
    );
    open.push(() => again[Symbol.asyncDispose]());
    // The new process has the keys of the old one in its database; here it has another store.
    expect(['gone', 'refused']).toContain((await failure(report.numbersFor(ids))).kind);
  });

  it('because its session is another key’s is not told apart', async () => {
    const { server, usage } = await served();
    const report = await (await usage()).measure(request);
    const other = await usage({ apiKey: await server.keyOf('operate') });
    await other[Symbol.asyncDispose]();
    expect(await report.numbersFor(ids)).toEqual(new Map());
  });
});

describe('at the end', () => {
  it('the analytics there are closed, with everything that was asked', async () => {
    const { analytics, usage } = await served();
    const opened = await usage();
    const report = await opened.measure(request);
    await opened[Symbol.asyncDispose]();
    await opened[Symbol.asyncDispose]();
    expect(analytics.closed).toBe(1);
    await report[Symbol.asyncDispose]();
    expect((await failure(opened.features())).kind).toBe('gone');
  });

  it('an ISVapp that is gone holds nobody up', async () => {
    const { server, usage } = await served();
    const opened = await usage();
    await server[Symbol.asyncDispose]();
    await opened[Symbol.asyncDispose]();
  });
});

describe('analytics that fail', () => {
  it('say why, in their words', async () => {
    const { analytics, usage } = await served();
    analytics.refresh = () => Promise.reject(new Error('The features file f.json is broken.'));
    const error = await failure((await usage()).refresh());
    expect(error.kind).toBe('failed');
    expect(error.message).toContain('Could not take in App Analytics files');
    expect(error.message).toContain('The features file f.json is broken.');
  });
});

describe('before anything is asked', () => {
  it('nothing is sent, and a question that failed is asked anew', async () => {
    let requests = 0;
    const url = await stranger((incoming, response) => {
      requests += 1;
      if (requests === 1) response.writeHead(401).end('{"detail":"No."}');
      else asIsvapp(incoming, response);
    });
    const given = { url, apiKey, organizationId: null, clock: hastyClock() };
    await openIsvapp(given)[Symbol.asyncDispose]();
    await using usage = openIsvapp(given);
    expect(requests).toBe(0);
    await failure(usage.packagesNotEnabled());
    expect(await usage.packagesNotEnabled()).toEqual(new Set());
  });
});
