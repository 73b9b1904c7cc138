import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  loadConfig,
  loadConfiguredOrganization,
  loadServiceConfig,
  readConfig,
} from '../src/config.ts';
import { ConfigError } from '../src/config/config-error.ts';
import { variables, type Environment } from '../src/config/variables.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const pkcs8 = rsa.export({ type: 'pkcs8', format: 'pem' }).toString();
const pkcs1 = rsa.export({ type: 'pkcs1', format: 'pem' }).toString();
const locked = rsa
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'hunter2' })
  .toString();
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

const secretWay: Environment = {
  SALESFORCE_INSTANCE_URL: 'https://acme.my.salesforce.com',
  SALESFORCE_CLIENT_ID: '3MVG9consumerkey',
  SALESFORCE_CLIENT_SECRET: 'hunter2',
};
const keyWay: Environment = {
  SALESFORCE_INSTANCE_URL: 'https://acme.my.salesforce.com/',
  SALESFORCE_CLIENT_ID: '3MVG9consumerkey',
  SALESFORCE_USERNAME: 'connector@acme.example',
  SALESFORCE_PRIVATE_KEY: pkcs8,
};

const webhookSecret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

const noFile = (path: string): string => {
  throw new Error(`no file ${path}`);
};

function errorOf(environment: Environment, read = noFile): ConfigError {
  try {
    loadConfig(environment, read);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

/** Names of the variables that are at fault, sorted. */
function faulty(environment: Environment): string[] {
  return errorOf(environment)
    .faults.map(({ variable }) => variable)
    .sort();
}

describe('the configuration', () => {
  it('leaves the files to an operator where fetching is switched off', () => {
    const { analytics } = loadConfig({ ...secretWay, ANALYTICS_FETCH: 'false' }, noFile);
    expect(analytics).not.toHaveProperty('fetch');
  });

  it('takes defaults for all but where to sign in and how', () => {
    expect(loadConfig(secretWay, noFile)).toStrictEqual({
      salesforce: {
        loginUrl: 'https://acme.my.salesforce.com',
        auth: {
          kind: 'client-credentials',
          clientId: '3MVG9consumerkey',
          clientSecret: 'hunter2',
        },
        allowLocalAddress: false,
      },
      analytics: {
        directory: join('.data', 'analytics'),
        inbox: join('.data', 'inbox'),
        packagesNotEnabled: [],
        memoryLimitMb: 1024,
        fetch: {
          lookBackDays: 45,
          dailyBytes: 20_000_000_000,
          waitMs: 1_200_000,
          packages: [],
          downloadHosts: [],
        },
      },
      store: { dataDirectory: '.data' },
      alerts: { unchangedDays: 7 },
      api: {
        host: '127.0.0.1',
        port: 8300,
        publicUrl: 'http://localhost:8300',
        requestsPerMinute: 600,
        metricsOrganizations: 500,
        trustedProxies: [],
        allowsLocal: false,
      },
      logLevel: 'info',
    });
  });

  it('takes every setting', () => {
    const environment = {
      ...keyWay,
      SALESFORCE_INSTANCE_URL: 'http://127.0.0.1:8443',
      SALESFORCE_ALLOW_LOCAL: 'true',
      SALESFORCE_ORGANIZATION_ID: '00D5e000000AbCdEAK',
      PACKAGE_NAMESPACE: 'isvapp',
      ANALYTICS_DIRECTORY: '/data/usage',
      ANALYTICS_INBOX: '/data/arrived',
      ANALYTICS_LOOKBACK_DAYS: '9',
      ANALYTICS_PACKAGES: '033000000000001 ,033000000000002AAA',
      ANALYTICS_WAIT_MINUTES: '0',
      ANALYTICS_DAILY_GB: '1',
      ANALYTICS_DOWNLOAD_HOSTS: 'files.example.com, cdn.example.org',
      ANALYTICS_MEMORY_MB: '512',
      FEATURES_FILE: 'features.json',
      ACTIVE_USERS_FILE: 'active-users.json',
      PACKAGES_NOT_ENABLED: '033000000000001, 033000000000002AAA',
      DATA_DIRECTORY: '/data',
      DATABASE_URL: 'postgresql://connector:hunter2@db/store?sslmode=verify-full',
      ALERT_WEBHOOK_URL: 'https://alerts.acme.example/hook',
      ALERT_WEBHOOK_SECRET: webhookSecret,
      ALERT_SLACK_URL: 'http://127.0.0.1:9000/slack',
      ALERT_SMTP_URL: 'smtps://sync:hunter2@mail.acme.example',
      ALERT_MAIL_FROM: 'sync@acme.example',
      ALERT_MAIL_TO: 'one@acme.example, two@acme.example',
      ALERT_UNCHANGED_DAYS: '0',
      API_HOST: '0.0.0.0',
      API_PORT: '65535',
      API_PUBLIC_URL: 'https://connector.example.com/',
      HEALTH_PORT: '8301',
      API_REQUESTS_PER_MINUTE: '100000',
      API_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,::1',
      METRICS_TOKEN: 'a_token-of-Prometheus',
      METRICS_ORGANIZATIONS: '2000',
      LOG_LEVEL: 'debug',
    };
    expect(loadConfig(environment, noFile)).toStrictEqual({
      salesforce: {
        loginUrl: 'http://127.0.0.1:8443',
        auth: {
          kind: 'jwt',
          clientId: '3MVG9consumerkey',
          username: 'connector@acme.example',
          privateKeyPem: pkcs8,
        },
        expectedOrganizationId: '00D5e000000AbCdEAK',
        packageNamespace: 'isvapp',
        allowLocalAddress: true,
      },
      analytics: {
        directory: '/data/usage',
        inbox: '/data/arrived',
        featuresFile: 'features.json',
        activeUsersFile: 'active-users.json',
        packagesNotEnabled: ['033000000000001', '033000000000002AAA'],
        memoryLimitMb: 512,
        fetch: {
          lookBackDays: 9,
          dailyBytes: 1_000_000_000,
          waitMs: 0,
          packages: ['033000000000001', '033000000000002AAA'],
          downloadHosts: ['files.example.com', 'cdn.example.org'],
        },
      },
      store: {
        dataDirectory: '/data',
        databaseUrl: 'postgresql://connector:hunter2@db/store?sslmode=verify-full',
      },
      alerts: {
        webhook: { url: 'https://alerts.acme.example/hook', secret: webhookSecret },
        slack: { url: 'http://127.0.0.1:9000/slack' },
        mail: {
          smtpUrl: 'smtps://sync:hunter2@mail.acme.example',
          from: 'sync@acme.example',
          to: 'one@acme.example, two@acme.example',
        },
        unchangedDays: 0,
      },
      api: {
        host: '0.0.0.0',
        port: 65_535,
        publicUrl: 'https://connector.example.com',
        requestsPerMinute: 100_000,
        trustedProxies: ['127.0.0.1', '10.0.0.0/8', '::1'],
        allowsLocal: true,
        healthPort: 8301,
        metricsToken: 'a_token-of-Prometheus',
        metricsOrganizations: 2_000,
      },
      logLevel: 'debug',
    });
  });

  it('knows a package without a namespace from one whose namespace is to be found out', () => {
    const namespaceOf = (value: string) =>
      loadConfig({ ...secretWay, PACKAGE_NAMESPACE: value }, noFile).salesforce.packageNamespace;
    expect(namespaceOf('none')).toBe('');
    expect(namespaceOf('')).toBeUndefined();
  });

  it('takes a blank variable for one that is not set, and blanks around a value for nothing', () => {
    const { store, logLevel } = loadConfig(
      { ...secretWay, DATA_DIRECTORY: ' ', DATABASE_URL: '', LOG_LEVEL: ' warn\n' },
      noFile,
    );
    expect(store).toStrictEqual({ dataDirectory: '.data' });
    expect(logLevel).toBe('warn');
  });

  it('ignores variables of others', () => {
    expect(loadConfig({ ...secretWay, PATH: '/bin', SALESFORCE_OTHER: 'x' }, noFile)).toStrictEqual(
      loadConfig(secretWay, noFile),
    );
  });
});

describe('the private key', () => {
  const way = { ...keyWay, SALESFORCE_PRIVATE_KEY: undefined };

  it.each([
    ['PKCS #8', pkcs8],
    ['PKCS #1', pkcs1],
    ['one line with \\n in it', pkcs8.replaceAll('\n', '\\n')],
    ['Windows line ends', pkcs8.replaceAll('\n', '\r\n')],
  ])('is taken as %s and handed on as PKCS #8', (_form, text) => {
    expect(
      loadConfig({ ...way, SALESFORCE_PRIVATE_KEY: text }, noFile).salesforce.auth,
    ).toMatchObject({ privateKeyPem: pkcs8 });
  });

  it('is read from its file', () => {
    const read = (path: string) => (path === 'secrets/key.pem' ? pkcs1 : noFile(path));
    const environment = { ...way, SALESFORCE_PRIVATE_KEY_FILE: 'secrets/key.pem' };
    expect(loadConfig(environment, read).salesforce.auth).toMatchObject({ privateKeyPem: pkcs8 });
  });

  it.each([
    ['missing', () => noFile('key.pem'), 'no file key.pem'],
    ['no key', () => 'hello', "can't be used"],
    ['locked', () => locked, "can't be used"],
    ['of another type', () => elliptic, 'it is of the type ec'],
  ])('is refused when its file is %s', (_fault, read, because) => {
    const { message, faults } = errorOf({ ...way, SALESFORCE_PRIVATE_KEY_FILE: 'key.pem' }, read);
    expect(faults.map(({ variable }) => variable)).toEqual(['SALESFORCE_PRIVATE_KEY_FILE']);
    expect(message).toContain('SALESFORCE_PRIVATE_KEY_FILE is "key.pem"');
    expect(message).toContain(because);
  });
});

describe('a wrong configuration', () => {
  it('is told in one error that names everything, with what was found and what is expected', () => {
    const { message, faults } = errorOf({
      SALESFORCE_INSTANCE_URL: 'acme.my.salesforce.com',
      SALESFORCE_ORGANIZATION_ID: '001000000000000',
      PACKAGE_NAMESPACE: 'isvapp__',
      ANALYTICS_MEMORY_MB: '1.5 GB',
      PACKAGES_NOT_ENABLED: '033000000000001;033000000000002',
      DATABASE_URL: 'mysql://root:hunter2@db/store',
      LOG_LEVEL: 'loud',
    });
    expect(faults.map(({ variable }) => variable).sort()).toEqual([
      'ANALYTICS_MEMORY_MB',
      'DATABASE_URL',
      'LOG_LEVEL',
      'PACKAGES_NOT_ENABLED',
      'PACKAGE_NAMESPACE',
      'SALESFORCE_CLIENT_ID',
      'SALESFORCE_INSTANCE_URL',
      'SALESFORCE_ORGANIZATION_ID',
      'SALESFORCE_PRIVATE_KEY_FILE',
      'SALESFORCE_USERNAME',
    ]);
    expect(message).toContain(
      '- LOG_LEVEL is "loud". Expected: one of trace, debug, info, warn, error, fatal, silent.',
    );
    expect(message).toContain(
      '- SALESFORCE_CLIENT_ID is not set. Expected: the consumer key of the External Client App.',
    );
    expect(message).toContain('.env.example');
  });

  it('never shows a secret', () => {
    const { message } = errorOf({
      ...keyWay,
      SALESFORCE_INSTANCE_URL: 'https://admin:hunter2@acme.my.salesforce.com',
      SALESFORCE_CLIENT_SECRET: 'hunter2',
      SALESFORCE_PRIVATE_KEY: `${pkcs8.slice(0, 60)}hunter2`,
      DATABASE_URL: 'mysql://connector:hunter2@db/store',
      ALERT_WEBHOOK_URL: 'http://alerts.acme.example/hunter2',
      ALERT_WEBHOOK_SECRET: 'hunter2',
      METRICS_TOKEN: 'hunter2',
      ALERT_SLACK_URL: 'hunter2',
      ALERT_SMTP_URL: 'mail:hunter2@acme.example',
    });
    expect(message).not.toContain('hunter2');
    expect(message).not.toContain(pkcs8.slice(30, 60));
    expect(message).toContain('DATABASE_URL is set to a value not shown here');
  });

  it('is one that knows two ways to sign in', () => {
    expect(faulty({ ...keyWay, SALESFORCE_CLIENT_SECRET: 'x' })).toEqual([
      'SALESFORCE_CLIENT_SECRET',
    ]);
    expect(faulty({ ...secretWay, SALESFORCE_USERNAME: 'connector@acme.example' })).toEqual([
      'SALESFORCE_CLIENT_SECRET',
    ]);
    expect(faulty({ ...keyWay, SALESFORCE_PRIVATE_KEY_FILE: 'key.pem' })).toEqual([
      'SALESFORCE_PRIVATE_KEY_FILE',
    ]);
  });

  it('is one that knows half a way to sign in', () => {
    expect(faulty({ ...keyWay, SALESFORCE_USERNAME: '' })).toEqual(['SALESFORCE_USERNAME']);
    expect(faulty({ ...keyWay, SALESFORCE_PRIVATE_KEY: '' })).toEqual([
      'SALESFORCE_PRIVATE_KEY_FILE',
    ]);
  });

  it.each([
    ['http://acme.my.salesforce.com', 'false', 'SALESFORCE_INSTANCE_URL', 'not https'],
    ['http://localhost:8443', 'false', 'SALESFORCE_INSTANCE_URL', 'SALESFORCE_ALLOW_LOCAL=true'],
    ['https://127.0.0.1', undefined, 'SALESFORCE_INSTANCE_URL', 'SALESFORCE_ALLOW_LOCAL=true'],
    ['https://acme.my.salesforce.com', 'true', 'SALESFORCE_ALLOW_LOCAL', 'not this machine'],
    ['http://127.0.0.1.example.com', 'true', 'SALESFORCE_ALLOW_LOCAL', 'not this machine'],
    ['https://acme.my.salesforce.com/services', 'false', 'SALESFORCE_INSTANCE_URL', 'plain'],
    ['https://acme.my.salesforce.com?x=1', 'false', 'SALESFORCE_INSTANCE_URL', 'plain'],
    ['https://me@acme.my.salesforce.com', 'false', 'SALESFORCE_INSTANCE_URL', 'plain'],
    ['file:///etc/passwd', 'true', 'SALESFORCE_INSTANCE_URL', 'plain'],
    ['https://acme.my.salesforce.com', 'yes', 'SALESFORCE_ALLOW_LOCAL', 'true or false'],
  ])('is one that signs in at %s with local addresses %s', (url, allowed, variable, because) => {
    const { message, faults } = errorOf({
      ...secretWay,
      SALESFORCE_INSTANCE_URL: url,
      SALESFORCE_ALLOW_LOCAL: allowed,
    });
    expect(faults.map((fault) => fault.variable)).toEqual([variable]);
    expect(message).toContain(because);
  });

  it.each(['http://localhost:8443', 'https://127.0.0.1:1', 'http://[::1]:8080'])(
    'is not one that signs in at %s where local addresses are allowed',
    (url) => {
      const environment = { SALESFORCE_INSTANCE_URL: url, SALESFORCE_ALLOW_LOCAL: 'true' };
      expect(loadConfig({ ...secretWay, ...environment }, noFile).salesforce.loginUrl).toBe(url);
    },
  );

  it.each([
    ['SALESFORCE_ORGANIZATION_ID', ['00D00000000000', '00d000000000001', '00D0000000000010']],
    ['SALESFORCE_USERNAME', ['connector', 'a b@c', '@c']],
    ['PACKAGE_NAMESPACE', ['1a', 'a__b', 'a_', '_a', 'abcdefghijklmnop', 'a-b']],
    ['API_HOST', ['127.0.0.1 evil', 'http://127.0.0.1', 'a/b']],
    ['API_PORT', ['0', '65536', '99999', '080', '-1', '80.0']],
    ['API_REQUESTS_PER_MINUTE', ['0', '100001', '1.5', 'many']],
    [
      'API_TRUSTED_PROXIES',
      [
        'true',
        'proxy.acme.example',
        '10.0.0.0/33',
        '10.0.0.1/0',
        '::/129',
        '10.0.0.0/8/8',
        '10.0.0.1,',
      ],
    ],
    ['ANALYTICS_FETCH', ['yes', '0']],
    ['ANALYTICS_LOOKBACK_DAYS', ['0', '46', '1.5', '-1']],
    ['ANALYTICS_PACKAGES', ['acme', Array(17).fill('033000000000001').join(',')]],
    ['ANALYTICS_WAIT_MINUTES', ['-1', '121', '1h']],
    ['ANALYTICS_DAILY_GB', ['0', '21', '0.5']],
    ['ANALYTICS_DOWNLOAD_HOSTS', ['https://files.example.com', 'localhost', '10.0.0.1', '*.com']],
    ['ANALYTICS_MEMORY_MB', ['0', '127', '-512', '512.5', '1e3', '99999999', '0512']],
    ['PACKAGES_NOT_ENABLED', ['04t000000000001', '033000000000001,', '033']],
    ['DATABASE_URL', ['db/store', 'http://db/store', 'postgres://db:port/store']],
    ['METRICS_TOKEN', ['short', 'x'.repeat(201), 'twenty characters, so']],
    ['METRICS_ORGANIZATIONS', ['-1', '1.5', '100001', '07', 'all']],
    ['ALERT_UNCHANGED_DAYS', ['-1', '366', '1.5', '07']],
    ['LOG_LEVEL', ['INFO', 'verbose']],
  ])('is one whose %s is any of %j', (variable, values) => {
    const way = variable === 'SALESFORCE_USERNAME' ? keyWay : secretWay;
    for (const value of values) expect(faulty({ ...way, [variable]: value })).toEqual([variable]);
  });

  it.each([
    [{ ALERT_WEBHOOK_URL: 'https://alerts.acme.example' }, ['ALERT_WEBHOOK_SECRET']],
    [{ ALERT_WEBHOOK_SECRET: webhookSecret }, ['ALERT_WEBHOOK_URL']],
    [{ ALERT_MAIL_TO: 'one@acme.example' }, ['ALERT_MAIL_FROM', 'ALERT_SMTP_URL']],
    [{ ALERT_SLACK_URL: 'http://hooks.slack.example' }, ['ALERT_SLACK_URL']],
    [{ ALERT_SLACK_URL: 'hooks.slack.example' }, ['ALERT_SLACK_URL']],
  ])(
    'is one with half a receiver of alerts, or one that others can listen to: %j',
    (some, names) => {
      expect(faulty({ ...secretWay, ...some })).toEqual(names);
    },
  );

  it.each([
    ['ALERT_UNCHANGED_DAYS', ['0', '9', '10', '99', '100', '299', '365']],
    ['API_HOST', ['::1', 'localhost', 'connector_1.internal']],
    ['API_PORT', ['1', '80', '8300', '59999', '64999', '65499', '65529', '65535']],
    ['API_REQUESTS_PER_MINUTE', ['1', '99999', '100000']],
    ['API_TRUSTED_PROXIES', ['10.0.0.1/32', 'fd00::/8', '2001:db8::1/128']],
    ['ANALYTICS_LOOKBACK_DAYS', ['1', '10', '45']],
    ['ANALYTICS_PACKAGES', [Array(16).fill('033000000000001').join(',')]],
    ['ANALYTICS_WAIT_MINUTES', ['0', '99', '120']],
    ['ANALYTICS_DAILY_GB', ['1', '19', '20']],
    ['ANALYTICS_DOWNLOAD_HOSTS', ['files.example.com', 'a.b-c.d.example.com,x.org']],
    ['ANALYTICS_MEMORY_MB', ['128', '130', '199', '200', '999', '1000', '65536']],
    ['PACKAGE_NAMESPACE', ['a', 'ia', 'acme_sched', 'abcdefghijklmno']],
  ])('is not one whose %s is any of %j', (variable, values) => {
    for (const value of values)
      expect(() => loadConfig({ ...secretWay, [variable]: value }, noFile)).not.toThrow();
  });
});

describe('the file .env.example', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');

  it('explains each variable, and no other, in a sentence above it', () => {
    const lines = example.split('\n');
    const named = lines.flatMap((line, index) => {
      const [, name] = /^(?:# )?([A-Z][A-Z_]+)=/.exec(line) ?? [];
      return name ? [{ name, above: lines[index - 1] ?? '' }] : [];
    });
    expect(named.map(({ name }) => name).sort()).toEqual(Object.keys(variables.properties).sort());
    for (const { above } of named) expect(above).toMatch(/^# .{20,}\.$/);
  });

  it('shows the defaults that hold', () => {
    const shown = parseEnv(example.replaceAll(/^# (?=[A-Z_]+=)/gm, ''));
    for (const [name, { default: value }] of Object.entries(variables.properties) as [
      string,
      { default?: string },
    ][])
      if (value !== undefined) expect([name, shown[name]]).toEqual([name, value]);
  });
});

describe('the configuration of a process', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('comes from its environment first, then from the file .env of its folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'isvapp-config-test-'));
    writeFileSync(join(folder, 'key.pem'), pkcs8);
    writeFileSync(
      join(folder, '.env'),
      [
        'SALESFORCE_INSTANCE_URL=https://acme.my.salesforce.com',
        'SALESFORCE_CLIENT_ID=from-file',
        'SALESFORCE_USERNAME=connector@acme.example',
        `SALESFORCE_PRIVATE_KEY_FILE=${join(folder, 'key.pem')}`,
      ].join('\n'),
    );
    vi.stubEnv('SALESFORCE_CLIENT_ID', 'from-environment');
    expect(readConfig(folder).salesforce.auth).toEqual({
      kind: 'jwt',
      clientId: 'from-environment',
      username: 'connector@acme.example',
      privateKeyPem: pkcs8,
    });
    rmSync(folder, { recursive: true });
  });
});

describe('The configuration of a service', () => {
  const key = Buffer.alloc(32, 7);

  it('needs no organization: those are in its store', () => {
    expect(loadServiceConfig({})).toMatchObject({
      secretKeys: { current: undefined, previous: undefined },
      requestPollMs: 300_000,
      scheduleSpreadMs: 900_000,
      runsAtOnce: 2,
      stopMs: 25_000,
      store: { dataDirectory: '.data' },
      logLevel: 'info',
    });
  });

  it('has what is set, its keys as bytes', () => {
    const given = loadServiceConfig({
      ENCRYPTION_KEY: key.toString('base64'),
      ENCRYPTION_KEY_PREVIOUS: Buffer.alloc(32, 8).toString('base64'),
      REQUEST_POLL_SECONDS: '86400',
      SCHEDULE_SPREAD_MINUTES: '0',
      RUNS_AT_ONCE: '50',
      STOP_SECONDS: '3600',
    });
    expect(given).toMatchObject({ requestPollMs: 86_400_000, scheduleSpreadMs: 0, runsAtOnce: 50 });
    expect(given.secretKeys.current?.equals(key)).toBe(true);
    expect(given.secretKeys.previous).toEqual(Buffer.alloc(32, 8));
  });

  it('tells how a connected organization is named, where the variables name none', () => {
    expect(errorOf({}).message).toMatch(
      /SALESFORCE_INSTANCE_URL is not set.*name it with --org\.$/s,
    );
    const half = errorOf({ SALESFORCE_INSTANCE_URL: 'https://acme.my.salesforce.com' });
    expect(half.message).not.toContain('--org');
  });

  it('tells all that is wrong at once, and never a key', () => {
    const wrong = {
      ENCRYPTION_KEY: 'c2hvcnQga2V5',
      ENCRYPTION_KEY_PREVIOUS: 'not base64',
      REQUEST_POLL_SECONDS: '0',
      SCHEDULE_SPREAD_MINUTES: '601',
      RUNS_AT_ONCE: '0',
      STOP_SECONDS: '3601',
      DATABASE_URL: 'mysql://host',
      ANALYTICS_MEMORY_MB: '1',
      ANALYTICS_FETCH: 'maybe',
      ANALYTICS_LOOKBACK_DAYS: '46',
      ALERT_UNCHANGED_DAYS: '-1',
      API_PORT: 'abc',
      API_REQUESTS_PER_MINUTE: '0',
      HEALTH_PORT: '65536',
      LOG_LEVEL: 'loud',
    };
    const thrown = ((): unknown => {
      try {
        return loadServiceConfig(wrong);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(ConfigError);
    const { faults, message } = thrown as ConfigError;
    expect(faults.map(({ variable }) => variable).sort()).toEqual(Object.keys(wrong).sort());
    expect(message).not.toMatch(/c2hvcnQga2V5|not base64/);
  });
});

describe('the organization that a service keeps connected', () => {
  const key = { ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64') };

  it('is the one of the variables, where they name one', () => {
    expect(loadConfiguredOrganization(key, noFile)).toBeUndefined();
    expect(loadConfiguredOrganization({ ...key, ...secretWay }, noFile)).toEqual(
      loadConfig(secretWay, noFile).salesforce,
    );
  });

  it('is refused where half of it is set, or its secret could not be kept', () => {
    const half = { ...key, SALESFORCE_INSTANCE_URL: 'https://acme.my.salesforce.com' };
    expect(() => loadConfiguredOrganization(half, noFile)).toThrow(/SALESFORCE_CLIENT_ID/);
    expect(() => loadConfiguredOrganization(secretWay, noFile)).toThrow(/ENCRYPTION_KEY/);
  });
});

describe('another connector that counts', () => {
  const isvapp = {
    ISVAPP_URL: 'https://usage.acme.example/isv',
    ISVAPP_API_KEY: 'isv_hush-hush-hush-hush',
  };
  const faultsOf = (environment: Record<string, string>) => {
    try {
      loadServiceConfig(environment);
      return [];
    } catch (error) {
      expect(String(error)).not.toContain('hush');
      return (error as ConfigError).faults.map(({ variable }) => variable);
    }
  };

  it('is asked where its address and key are set', () => {
    const { analytics } = loadServiceConfig(isvapp);
    expect(analytics.isvapp).toEqual({ url: isvapp.ISVAPP_URL, apiKey: isvapp.ISVAPP_API_KEY });
    // The files have to arrive where they are counted.
    expect(analytics).not.toHaveProperty('fetch');
    expect(loadServiceConfig({}).analytics).not.toHaveProperty('isvapp');
    expect(loadServiceConfig({}).analytics).toHaveProperty('fetch');
  });

  it.each([
    ['an address without a key', { ISVAPP_URL: isvapp.ISVAPP_URL }, ['ISVAPP_API_KEY']],
    ['a key without an address', { ISVAPP_API_KEY: isvapp.ISVAPP_API_KEY }, ['ISVAPP_URL']],
    ['an address of another kind', { ...isvapp, ISVAPP_URL: 'ftp://acme' }, ['ISVAPP_URL']],
    [
      'an address with a password',
      { ...isvapp, ISVAPP_URL: 'https://a:hush@acme' },
      ['ISVAPP_URL'],
    ],
    ['a key of another form', { ...isvapp, ISVAPP_API_KEY: 'hush hush' }, ['ISVAPP_API_KEY']],
  ])('is refused with %s', (_, environment, variables) => {
    expect(faultsOf(environment)).toEqual(variables);
  });
});

describe('traces', () => {
  it('go nowhere unless a collector is named', () => {
    expect(loadServiceConfig({})).not.toHaveProperty('tracing');
    expect(loadServiceConfig({ OTEL_SERVICE_NAME: 'x' })).not.toHaveProperty('tracing');
  });

  it('go to the collector with its headers', () => {
    const { tracing } = loadServiceConfig({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp.acme.example/otlp',
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%3Db==, x-team=100%',
    });
    expect(tracing).toEqual({
      endpoint: 'https://otlp.acme.example/otlp',
      headers: { 'api-key': 'a=b==', 'x-team': '100%' },
      serviceName: 'isvapp-connector',
    });
  });

  it('are refused with what is no collector, without showing its headers', () => {
    const environment = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'hush',
    };
    expect(() => loadServiceConfig(environment)).toThrow(/OTEL_EXPORTER_OTLP_ENDPOINT/);
    expect(() => loadServiceConfig(environment)).not.toThrow(/hush/);
  });
});
