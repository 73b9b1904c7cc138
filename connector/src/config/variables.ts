import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** 32 bytes are 43 characters of base64 and one that fills up. */
const key32 = '^[A-Za-z0-9+/]{43}=$';
const port = '^(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5])$';
const hostName = '(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,63}';
const packageId = '033[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?';

function text(description: string, pattern = '') {
  return Type.Optional(Type.String({ description, pattern }));
}

/**
 * The environment variables of the connector and what each must be: `description` is what an error says was
 * expected. `.env.example` explains them.
 */
export const variables = Type.Object({
  SALESFORCE_INSTANCE_URL: Type.String({
    description: "the org's My Domain address, such as https://acme.my.salesforce.com",
  }),
  SALESFORCE_CLIENT_ID: Type.String({
    description: 'the consumer key of the External Client App',
  }),
  SALESFORCE_USERNAME: text("the integration user's username, name@domain", '^[^@\\s]+@[^@\\s]+$'),
  SALESFORCE_PRIVATE_KEY_FILE: text('a file with an RSA private key in PEM form, no passphrase'),
  SALESFORCE_PRIVATE_KEY: text('an RSA private key in PEM form, no passphrase'),
  SALESFORCE_CLIENT_SECRET: text('the consumer secret of the External Client App'),
  SALESFORCE_ORGANIZATION_ID: text(
    'the 15 or 18 characters of an organization id, which begins with 00D',
    '^00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$',
  ),
  SALESFORCE_ALLOW_LOCAL: Type.Enum(['true', 'false'], {
    description: 'true or false',
    default: 'false',
  }),
  PACKAGE_NAMESPACE: text(
    'the namespace prefix of the ISVapp package without underscores around it, or none',
    '^(?=.{1,15}$)[A-Za-z](?:_?[A-Za-z0-9])*$',
  ),
  ANALYTICS_DIRECTORY: text('a folder'),
  ANALYTICS_INBOX: text('a folder'),
  ANALYTICS_MEMORY_MB: Type.String({
    description: 'a whole number of megabytes, 128 or more',
    pattern: '^(?:12[89]|1[3-9]\\d|[2-9]\\d\\d|[1-9]\\d{3,6})$',
    default: '1024',
  }),
  ANALYTICS_FETCH: Type.Enum(['true', 'false'], {
    description: 'true or false',
    default: 'true',
  }),
  ANALYTICS_LOOKBACK_DAYS: Type.String({
    description: 'a whole number of days, 1 to 45',
    pattern: '^(?:[1-9]|[1-3]\\d|4[0-5])$',
    default: '45',
  }),
  ANALYTICS_PACKAGES: text(
    'ids of 16 packages at most with commas between, each 15 or 18 characters that begin with 033',
    `^${packageId}(?:\\s*,\\s*${packageId}){0,15}$`,
  ),
  ANALYTICS_WAIT_MINUTES: Type.String({
    description: 'a whole number of minutes, 0 to 120',
    pattern: '^(?:\\d|[1-9]\\d|1[01]\\d|120)$',
    default: '20',
  }),
  ANALYTICS_DAILY_GB: Type.String({
    description: 'a whole number of gigabytes, 1 to 20',
    pattern: '^(?:[1-9]|1\\d|20)$',
    default: '20',
  }),
  ANALYTICS_DOWNLOAD_HOSTS: text(
    'names of hosts with commas between, such as files.example.com',
    `^${hostName}(?:\\s*,\\s*${hostName})*$`,
  ),
  FEATURES_FILE: text('a JSON file'),
  ACTIVE_USERS_FILE: text('a JSON file'),
  ISVAPP_URL: text(
    'the address of a connector that counts, such as https://usage.acme.com',
    '^https?://[^?#\\s]+$',
  ),
  ISVAPP_API_KEY: text(
    'an API key of that connector with the scope operate',
    '^[A-Za-z0-9_-]{20,200}$',
  ),
  PACKAGES_NOT_ENABLED: text(
    'ids of packages with commas between, each 15 or 18 characters that begin with 033',
    `^${packageId}(?:\\s*,\\s*${packageId})*$`,
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: text(
    'the address of an OTLP/HTTP collector, such as http://localhost:4318',
    '^https?://[^?#\\s]+$',
  ),
  OTEL_EXPORTER_OTLP_HEADERS: text(
    'headers as name=value with commas between',
    '^[A-Za-z0-9_-]+=[^,]*(?:,[A-Za-z0-9_ -]+=[^,]*)*$',
  ),
  OTEL_SERVICE_NAME: Type.String({
    description: 'a name of 1 to 100 characters',
    pattern: '^.{1,100}$',
    default: 'isvapp-connector',
  }),
  METRICS_TOKEN: text(
    'a random token of 20 to 200 letters, digits, - or _',
    '^[A-Za-z0-9_-]{20,200}$',
  ),
  METRICS_ORGANIZATIONS: Type.String({
    description: 'a whole number of organizations, 0 to 100000',
    pattern: '^(?:0|[1-9]\\d{0,4}|100000)$',
    default: '500',
  }),
  DATA_DIRECTORY: Type.String({ description: 'a folder', default: '.data' }),
  DATABASE_URL: text(
    'the address of a PostgreSQL server, postgres://user:password@host/database',
    '^postgres(?:ql)?://',
  ),
  ENCRYPTION_KEY: text('32 random bytes in base64', key32),
  ENCRYPTION_KEY_PREVIOUS: text('32 random bytes in base64', key32),
  REQUEST_POLL_SECONDS: Type.String({
    description: 'a whole number of seconds, 1 to 86400',
    pattern: '^(?:[1-9]\\d{0,3}|[1-7]\\d{4}|8[0-5]\\d{3}|86[0-3]\\d\\d|86400)$',
    default: '300',
  }),
  SCHEDULE_SPREAD_MINUTES: Type.String({
    description: 'a whole number of minutes, 0 to 600',
    pattern: '^(?:\\d|[1-9]\\d|[1-5]\\d\\d|600)$',
    default: '15',
  }),
  RUNS_AT_ONCE: Type.String({
    description: 'a whole number, 1 to 50',
    pattern: '^(?:[1-9]|[1-4]\\d|50)$',
    default: '2',
  }),
  STOP_SECONDS: Type.String({
    description: 'a whole number of seconds, 5 to 3600',
    pattern: '^(?:[5-9]|[1-9]\\d{1,2}|[12]\\d{3}|3[0-5]\\d\\d|3600)$',
    default: '25',
  }),
  ALERT_WEBHOOK_URL: text('an https address'),
  ALERT_WEBHOOK_SECRET: text(
    'whsec_ and 24 to 64 random bytes in base64, as Standard Webhooks has it',
    '^whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  ),
  ALERT_SLACK_URL: text('the https address of an incoming webhook of Slack'),
  ALERT_SMTP_URL: text(
    'the address of a mail server, smtp://user:password@host:587 or smtps://user:password@host',
    '^smtps?://',
  ),
  ALERT_MAIL_FROM: text('an e-mail address', '^[^@\\s,]+@[^@\\s,]+$'),
  ALERT_MAIL_TO: text(
    'e-mail addresses with commas between',
    '^[^@\\s,]+@[^@\\s,]+(?:\\s*,\\s*[^@\\s,]+@[^@\\s,]+)*$',
  ),
  ALERT_UNCHANGED_DAYS: Type.String({
    description: 'a whole number of days, 0 to 365',
    pattern: '^(?:\\d|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-5])$',
    default: '7',
  }),
  API_HOST: Type.String({
    description: 'an address of this machine, such as 127.0.0.1',
    pattern: '^[A-Za-z0-9.:_-]{1,253}$',
    default: '127.0.0.1',
  }),
  API_PORT: Type.String({
    description: 'a port, 1 to 65535',
    pattern: port,
    default: '8300',
  }),
  API_PUBLIC_URL: text('an address such as https://connector.acme.com', '^https?://[^/?#\\s]+/?$'),
  HEALTH_PORT: text('a port, 1 to 65535', port),
  API_TRUSTED_PROXIES: text('addresses of proxies, or networks as 10.0.0.0/8, with commas between'),
  API_REQUESTS_PER_MINUTE: Type.String({
    description: 'a whole number, 1 to 100000',
    pattern: '^(?:[1-9]\\d{0,4}|100000)$',
    default: '600',
  }),
  LOG_LEVEL: Type.Enum(logLevels, {
    description: `one of ${logLevels.join(', ')}`,
    default: 'info',
  }),
});

export type Variable = keyof typeof variables.properties;
/** The variables as text, defaults filled in; those without are absent. */
export type Variables = Static<typeof variables>;
export type Environment = Readonly<Record<string, string | undefined>>;

/** Ours among the variables of the environment. A blank one counts as absent: that is how a compose file passes it. */
export function ownVariables(environment: Environment): Partial<Variables> {
  const own = Object.keys(variables.properties).flatMap((name) => {
    const value = environment[name]?.trim();
    return value ? [[name, value] as const] : [];
  });
  return Value.Default(variables, Object.fromEntries(own)) as Partial<Variables>;
}
