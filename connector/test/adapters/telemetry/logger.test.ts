import { describe, expect, it } from 'vitest';
import { openLogger } from '../../../src/adapters/telemetry/logger.ts';
import type { Clock } from '../../../src/ports/clock.ts';

const clock: Clock = {
  now: () => new Date('2026-11-24T04:05:06.789Z'),
  sleep: () => Promise.resolve(),
};

/** A logger, and the lines it has written. */
function openedLogger(level: Parameters<typeof openLogger>[0]['level'] = 'trace') {
  const lines: string[] = [];
  const logger = openLogger({
    level,
    clock,
    destination: {
      write: (line) => {
        lines.push(line);
      },
    },
  });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> };
}

const token = '00D5e000000AbCdEAK!AQ0AQFhunter2hunter2.hunter2';
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodW50ZXIyIn0.aHVudGVyMg-hunter2';
const key = '-----BEGIN PRIVATE KEY-----\nhunter2\nhunter2==\n-----END PRIVATE KEY-----\n';

describe('the log', () => {
  it('has a line of JSON per event, with the level as a word and the time of the clock', () => {
    const { logger, lines } = openedLogger();
    logger.info({ accounts: 3, nothing: null }, 'Read %d Accounts', 3);
    expect(lines).toEqual([
      '{"level":"info","time":"2026-11-24T04:05:06.789Z","accounts":3,"nothing":null,"msg":"Read 3 Accounts"}\n',
    ]);
  });

  it('leaves out what is below its level', () => {
    const { logger, lines } = openedLogger('warn');
    logger.info('not written');
    logger.warn('written');
    expect(lines).toHaveLength(1);
    const silent = openedLogger('silent');
    silent.logger.fatal('not written');
    expect(silent.lines).toEqual([]);
  });

  it('keeps what is no secret as it is, keys of metrics and runs among it', () => {
    const { logger, last } = openedLogger();
    const event = {
      runKey: '7a5c4a7e-7f3c-4a58-9a40-0d6f2f7f5e0b',
      metricKey: 'engagement.mau.033000000000001',
      organizationId: '00D5e000000AbCdEAK',
      values: { read: 0, cleared: null, list: [1, 'two', false] },
      at: new Date('2026-11-24T00:00:00Z'),
    };
    logger.info(
      event,
      'Basic information about bearer tokens: https://acme.my.salesforce.com/a:b@c',
    );
    expect(last()).toMatchObject({ ...event, at: '2026-11-24T00:00:00.000Z' });
    expect(last().msg).toBe(
      'Basic information about bearer tokens: https://acme.my.salesforce.com/a:b@c',
    );
  });
});

describe('secrets in the log', () => {
  it.each([
    'accessToken',
    'access_token',
    'refresh_token',
    'client_secret',
    'clientSecret',
    'password',
    'privateKeyPem',
    'private_key',
    'Authorization',
    'assertion',
    'Set-Cookie',
    'sessionId',
    'apiKey',
    'databaseUrl',
  ])('are replaced under the name %s, at any depth', (name) => {
    const { logger, lines, last } = openedLogger();
    logger.info({ [name]: 'hunter2' }, 'top');
    logger.info({ request: { headers: [{ deeper: { [name]: { value: 'hunter2' } } }] } }, 'nested');
    logger.child({ context: { [name]: 'hunter2' } }).info('bound');
    expect(lines.join('')).not.toContain('hunter2');
    expect(last()).toMatchObject({ context: { [name]: '[secret]' } });
  });

  it('are replaced in errors, their causes and what a library attached to them', () => {
    const { logger, lines, last } = openedLogger();
    const root = Object.assign(new Error(`refused ${token}`), {
      code: 'INVALID_SESSION_ID',
      request: { headers: { authorization: `Bearer hunter2` }, body: `assertion=${jwt}&x=1` },
    });
    const middle = new AggregateError([new Error(`also ${token}`), root], 'both failed', {
      cause: root,
    });
    const outer = new Error('The org does not let us in', { cause: middle });
    logger.error(outer);
    logger.error({ err: outer, run: 1 }, 'with a message');
    logger.warn({ reason: { error: root } }, 'nested');
    logger.warn({ error: outer }, 'under its other name');
    logger.warn(root, `and in the text: ${token}`);
    const text = lines.join('');
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain(jwt);

    logger.error(outer);
    expect(last()).toMatchObject({
      msg: 'The org does not let us in',
      err: {
        type: 'Error',
        message: 'The org does not let us in',
        cause: {
          type: 'AggregateError',
          message: 'both failed',
          errors: [{ message: 'also 00D5e000000AbCdEAK![secret]' }, {}],
          cause: {
            code: 'INVALID_SESSION_ID',
            request: { headers: { authorization: '[secret]' }, body: 'assertion=[secret]&x=1' },
          },
        },
      },
    });
    expect((last().err as { stack: string }).stack).toContain('logger.test.ts');
  });

  it.each([
    ['a session id', `sid ${token} end`, 'sid 00D5e000000AbCdEAK![secret] end'],
    [
      'a bearer token',
      'Authorization: Bearer hunter2.hunter2-hunter2~',
      'Authorization: Bearer [secret]',
    ],
    [
      'basic credentials',
      'authorization: Basic aHVudGVyMjpodW50ZXIy',
      'authorization: Basic [secret]',
    ],
    ['a JSON Web Token', `sent ${jwt}`, 'sent [secret]'],
    ['a private key', `key ${key}end`, 'key [secret]\nend'],
    ['half a private key', `key ${key.slice(0, 40)}`, 'key [secret]'],
    [
      'a form',
      `POST client_secret=hunter2&grant_type=x`,
      'POST client_secret=[secret]&grant_type=x',
    ],
    ['JSON', `{"access_token":"hunter2","a":"b"}`, '{"access_token":"[secret]","a":"b"}'],
    ['an address', 'at postgres://me:hunter2@db/store', 'at postgres://me:[secret]@db/store'],
  ])('are replaced in a text by their look: %s', (_look, text, masked) => {
    const { logger, lines, last } = openedLogger();
    logger.info({ text, list: [text] }, '%s', text);
    expect(lines.join('')).not.toContain('hunter2');
    expect(last()).toMatchObject({ text: masked, list: [masked], msg: masked });
  });

  it('do not keep odd things from being written', () => {
    const { logger, last } = openedLogger();
    const circle: Record<string, unknown> = { name: 'circle' };
    circle.self = circle;
    const endless = new Error('endless');
    endless.cause = endless;
    let deep: Record<string, unknown> = { end: true };
    for (let level = 0; level < 20; level += 1) deep = { deep };
    logger.error({ circle, deep, err: endless, error: 'only words', nothing: undefined }, 'odd');
    expect(last()).toMatchObject({
      circle: { name: 'circle', self: '[Circular]' },
      err: { message: 'endless', cause: { message: 'endless' } },
      error: 'only words',
      msg: 'odd',
    });
  });
});
