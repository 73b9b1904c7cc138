import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../connector/src/config.ts';
import { openService, type Service } from '../../connector/src/service.ts';
import { openConnector, type Connector } from '../../connector/src/wire.ts';
import type { Clock } from '../../connector/src/ports/clock.ts';
import type { RunningOrg } from '../local-org/start.ts';
import type { SampleIsv } from '../sample-isv/sample-isv.ts';
import { integrationUser } from './demo-org.ts';

/** Where App Analytics files arrive. */
export const inboxOf = (folder: string): string => join(folder, 'inbox');
export const featuresFileOf = (folder: string): string => join(folder, 'features.json');

/** The connector as an operator would set it up for the demo's org, with its data in the folder. */
export function openDemoConnector(
  running: RunningOrg,
  isv: SampleIsv,
  folder: string,
  clock: Clock,
  fetch?: Config['analytics']['fetch'],
): Promise<Connector> {
  const config = demoConfig(running, isv, folder);
  const analytics = { ...config.analytics, ...(fetch && { fetch }) };
  return openConnector({ ...config, analytics }, clock);
}

/** The same as the service that answers the API and works: `serve` in one process. Its log goes nowhere. */
export async function openDemoService(
  running: RunningOrg,
  isv: SampleIsv,
  folder: string,
  clock: Clock,
): Promise<Service> {
  const { salesforce, ...shared } = demoConfig(running, isv, folder);
  const config = {
    ...shared,
    secretKeys: { current: randomBytes(32), previous: undefined },
    requestPollMs: 60_000,
    scheduleSpreadMs: 0,
    runsAtOnce: 2,
    stopMs: 10_000,
  };
  const service = await openService(config, clock, { write: () => undefined });
  await service.keepConfigured(salesforce);
  return service;
}

function demoConfig(running: RunningOrg, isv: SampleIsv, folder: string): Config {
  return {
    salesforce: {
      loginUrl: running.url,
      auth: {
        kind: 'jwt',
        clientId: running.client.clientId,
        username: integrationUser,
        privateKeyPem: running.client.privateKey,
      },
      expectedOrganizationId: running.org.organizationId,
      allowLocalAddress: true,
    },
    analytics: {
      directory: join(folder, 'analytics'),
      inbox: inboxOf(folder),
      featuresFile: featuresFileOf(folder),
      packagesNotEnabled: isv.packages
        .filter((each) => !each.appAnalyticsEnabled)
        .map(({ id }) => id),
      memoryLimitMb: 1_024,
    },
    store: { dataDirectory: folder },
    alerts: { unchangedDays: 0 },
    api: {
      host: '127.0.0.1',
      port: 0,
      publicUrl: 'http://localhost',
      requestsPerMinute: 600,
      metricsOrganizations: 500,
      trustedProxies: [],
      allowsLocal: true,
    },
    logLevel: 'info',
  };
}

/** The settings that reach the demo's org and data from the command line, as lines of a `.env` file. */
export async function writeSettings(
  running: RunningOrg,
  isv: SampleIsv,
  folder: string,
): Promise<string> {
  const keyFile = join(folder, 'private-key.pem');
  await writeFile(keyFile, running.client.privateKey, { mode: 0o600 });
  const notEnabled = isv.packages.filter((each) => !each.appAnalyticsEnabled).map(({ id }) => id);
  return [
    `SALESFORCE_INSTANCE_URL=${running.url}`,
    'SALESFORCE_ALLOW_LOCAL=true',
    `SALESFORCE_CLIENT_ID=${running.client.clientId}`,
    `SALESFORCE_USERNAME=${integrationUser}`,
    `SALESFORCE_PRIVATE_KEY_FILE=${keyFile}`,
    `DATA_DIRECTORY=${folder}`,
    `FEATURES_FILE=${featuresFileOf(folder)}`,
    `PACKAGES_NOT_ENABLED=${notEnabled.join(',')}`,
  ].join('\n');
}
