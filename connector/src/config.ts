import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { alertSettings, type AlertSettings } from './config/alerts.ts';
import { databaseUrlFault, instanceUrlFault } from './config/addresses.ts';
import { ConfigError, configFault, schemaFaults, type ConfigFault } from './config/config-error.ts';
import { countingConfig, isvappFaults, type CountingConfig } from './config/isvapp.ts';
import { salesforceAuth, type ReadText, type SalesforceAuth } from './config/salesforce-auth.ts';
import { trustedProxies, trustedProxiesFaults } from './config/trusted-proxies.ts';
import { tracingConfig, type TracingConfig } from './config/tracing.ts';
import {
  ownVariables,
  variables,
  type Environment,
  type LogLevel,
  type Variables,
} from './config/variables.ts';

/** Everything an operator can set, checked. Each part has the shape of the options of the adapter it is for. */
export interface Config {
  readonly salesforce: {
    /** Origin of the org's address. */
    readonly loginUrl: string;
    readonly auth: SalesforceAuth;
    /** 15 or 18 characters; absent to take the first organization that answers. */
    readonly expectedOrganizationId?: string;
    /** Empty for a package without a namespace; absent to have it found out. */
    readonly packageNamespace?: string;
    /** True for a local org: then loopback addresses are the only ones. */
    readonly allowLocalAddress: boolean;
  };
  readonly analytics: CountingConfig & {
    readonly directory: string;
    readonly inbox: string;
    readonly featuresFile?: string;
    readonly activeUsersFile?: string;
    /** Ids as they were given, 15 or 18 characters. */
    readonly packagesNotEnabled: readonly string[];
    readonly memoryLimitMb: number;
  };
  readonly store: { readonly dataDirectory: string; readonly databaseUrl?: string };
  readonly alerts: AlertSettings;
  /** Where the HTTP API listens, and how much one address may ask of it. */
  readonly api: {
    readonly host: string;
    readonly port: number;
    /** Origin under which browsers reach it; they are sent back to it from Salesforce. */
    readonly publicUrl: string;
    readonly requestsPerMinute: number;
    /** Proxies whose word is taken for where a request comes from: addresses and networks. */
    readonly trustedProxies: readonly string[];
    /** What a Prometheus shows to be told what was counted; absent for nobody. */
    readonly metricsToken?: string;
    /** How many organizations have series of their own; the others share them. */
    readonly metricsOrganizations: number;
    /** Whether organizations on this machine may be connected over HTTP. */
    readonly allowsLocal: boolean;
    /** Where a worker without the API tells how it is; absent for nowhere. */
    readonly healthPort?: number;
  };
  /** Where traces go; absent where nobody collects. */
  readonly tracing?: TracingConfig;
  readonly logLevel: LogLevel;
}

/**
 * What a service for many organizations is set to: how it reaches them is in its store, and not in its environment.
 * `analytics.directory` and `analytics.inbox` hold a folder for each organization.
 */
export interface ServiceConfig extends Omit<Config, 'salesforce'> {
  readonly secretKeys: {
    readonly current: Buffer | undefined;
    readonly previous: Buffer | undefined;
  };
  /** Between two looks at an organization for requested runs. */
  readonly requestPollMs: number;
  readonly scheduleSpreadMs: number;
  readonly runsAtOnce: number;
  /** How long a worker that is told to stop may take. */
  readonly stopMs: number;
}

/**
 * The configuration of this process: its environment and, for what is not set there, the file `.env` of the
 * folder it works in. Throws a ConfigError that lists everything that is wrong.
 */
export function readConfig(folder = '.'): Config {
  return loadConfig(environmentOf(folder), readText);
}

/** As readConfig, for a service of many organizations. Throws a ConfigError likewise. */
export function readServiceConfig(folder = '.'): ServiceConfig {
  return loadServiceConfig(environmentOf(folder));
}

/**
 * The organization that the variables SALESFORCE_… name, for a service to keep connected; undefined where they name none.
 *
 * @throws ConfigError, also where the service has no key to encrypt its secret under
 */
export function readConfiguredOrganization(folder = '.'): Config['salesforce'] | undefined {
  return loadConfiguredOrganization(environmentOf(folder));
}

function environmentOf(folder: string): Environment {
  const path = join(folder, '.env');
  const file = existsSync(path) ? parseEnv(readText(path)) : {};
  return { ...file, ...process.env };
}

/**
 * The configuration that the environment asks for. Nothing is touched but the file of the private key.
 *
 * @throws ConfigError that lists everything that is wrong
 */
export function loadConfig(environment: Environment, read: ReadText = readText): Config {
  const own = ownVariables(environment);
  const faults = schemaFaults(own);
  const auth = salesforceAuth(own, read, faults);
  const receivers = alertSettings(own, faults);
  faults.push(
    ...isvappFaults(own),
    ...trustedProxiesFaults(own),
    ...[instanceUrlFault(own), databaseUrlFault(own)].filter((fault) => fault !== undefined),
  );
  if (auth === undefined || faults.length > 0)
    throw new ConfigError(firstPerVariable(faults), namesOne(own) ? undefined : connectedInstead);
  return config(own as Variables, auth, receivers);
}

/** The configuration of a service. What is set for a single organization is not looked at. Throws as loadConfig does. */
export function loadServiceConfig(environment: Environment): ServiceConfig {
  const own = ownVariables(environment);
  const faults = schemaFaults(own).filter(({ variable }) => !variable.startsWith('SALESFORCE_'));
  const receivers = alertSettings(own, faults);
  faults.push(...isvappFaults(own), ...trustedProxiesFaults(own));
  const databaseFault = databaseUrlFault(own);
  if (databaseFault) faults.push(databaseFault);
  if (faults.length > 0) throw new ConfigError(firstPerVariable(faults));
  const given = own as Variables;
  return {
    ...sharedConfig(given, receivers),
    secretKeys: {
      current: keyOf(given.ENCRYPTION_KEY),
      previous: keyOf(given.ENCRYPTION_KEY_PREVIOUS),
    },
    requestPollMs: Number(given.REQUEST_POLL_SECONDS) * 1_000,
    scheduleSpreadMs: Number(given.SCHEDULE_SPREAD_MINUTES) * 60_000,
    runsAtOnce: Number(given.RUNS_AT_ONCE),
    stopMs: Number(given.STOP_SECONDS) * 1_000,
  };
}

/** Whether the variables say which organization is meant; then the rest of them has to be right, too. */
function namesOne({
  SALESFORCE_INSTANCE_URL: address,
  SALESFORCE_CLIENT_ID: clientId,
}: Partial<Variables>): boolean {
  return (address ?? clientId) !== undefined;
}

const connectedInstead =
  'An organization that "orgs add" has connected needs none of SALESFORCE_…: name it with --org.';

/** As readConfiguredOrganization, of this environment. */
export function loadConfiguredOrganization(
  environment: Environment,
  read: ReadText = readText,
): Config['salesforce'] | undefined {
  const own = ownVariables(environment);
  if (!namesOne(own)) return undefined;
  const { salesforce } = loadConfig(environment, read);
  if (own.ENCRYPTION_KEY !== undefined) return salesforce;
  const reason = 'and the service keeps what SALESFORCE_… says encrypted under it';
  throw new ConfigError([configFault('ENCRYPTION_KEY', undefined, reason)]);
}

function keyOf(text: string | undefined): Buffer | undefined {
  return text === undefined ? undefined : Buffer.from(text, 'base64');
}

function config(
  given: Variables,
  auth: SalesforceAuth,
  receivers: ReturnType<typeof alertSettings>,
): Config {
  const { PACKAGE_NAMESPACE: namespace } = given;
  return {
    salesforce: {
      loginUrl: new URL(given.SALESFORCE_INSTANCE_URL).origin,
      auth,
      ...set('expectedOrganizationId', given.SALESFORCE_ORGANIZATION_ID),
      ...set('packageNamespace', namespace === 'none' ? '' : namespace),
      allowLocalAddress: given.SALESFORCE_ALLOW_LOCAL === 'true',
    },
    ...sharedConfig(given, receivers),
  };
}

/** What is the same for one organization and for many. */
function sharedConfig(
  given: Variables,
  receivers: ReturnType<typeof alertSettings>,
): Omit<Config, 'salesforce'> {
  const { DATA_DIRECTORY: dataDirectory } = given;
  return {
    analytics: {
      directory: given.ANALYTICS_DIRECTORY ?? join(dataDirectory, 'analytics'),
      inbox: given.ANALYTICS_INBOX ?? join(dataDirectory, 'inbox'),
      ...set('featuresFile', given.FEATURES_FILE),
      ...set('activeUsersFile', given.ACTIVE_USERS_FILE),
      packagesNotEnabled: given.PACKAGES_NOT_ENABLED?.split(/\s*,\s*/) ?? [],
      memoryLimitMb: Number(given.ANALYTICS_MEMORY_MB),
      ...countingConfig(given),
    },
    store: { dataDirectory, ...set('databaseUrl', given.DATABASE_URL) },
    alerts: { ...receivers, unchangedDays: Number(given.ALERT_UNCHANGED_DAYS) },
    api: {
      host: given.API_HOST,
      port: Number(given.API_PORT),
      publicUrl: new URL(given.API_PUBLIC_URL ?? `http://localhost:${given.API_PORT}`).origin,
      allowsLocal: given.SALESFORCE_ALLOW_LOCAL === 'true',
      requestsPerMinute: Number(given.API_REQUESTS_PER_MINUTE),
      trustedProxies: trustedProxies(given),
      ...set('metricsToken', given.METRICS_TOKEN),
      metricsOrganizations: Number(given.METRICS_ORGANIZATIONS),
      ...(given.HEALTH_PORT !== undefined && { healthPort: Number(given.HEALTH_PORT) }),
    },
    ...tracingConfig(given),
    logLevel: given.LOG_LEVEL,
  };
}

/** The property, or nothing where there is no value: for options, absent and undefined are not the same. */
function set<Name extends string>(
  name: Name,
  value: string | undefined,
): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}

/** In the order of `.env.example`. A variable that is malformed is told once; what follows from it would only repeat that. */
function firstPerVariable(faults: readonly ConfigFault[]): ConfigFault[] {
  return Object.keys(variables.properties).flatMap(
    (name) => faults.find(({ variable }) => variable === name) ?? [],
  );
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}
