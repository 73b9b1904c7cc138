import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { InvalidArgumentError, type Command } from 'commander';
import {
  authorizationLifeMs,
  type AuthorizationStarted,
  type AuthorizationWanted,
} from '../../domain/authorization.ts';
import type { Organization, OrganizationSecret } from '../../domain/organization.ts';
import type { OrganizationToAdd, PublishedCatalogue } from '../../domain/service-status.ts';
import { awaitBrowser } from './browser-callback.ts';
import { organizationId } from './organization-id.ts';
import { catalogueReport, organizationsReport } from './service-reports.ts';

/** What `orgs add` is carried out by. */
export interface OrganizationAdding {
  add(wanted: OrganizationToAdd): Promise<Organization>;
  /** What came of publishing what can be mapped in an organization that was just connected. */
  published(id: string): Promise<PublishedCatalogue> | undefined;
  /** Begins a sign-in in a browser that this process alone can finish. */
  readonly inBrowser: {
    begin(wanted: AuthorizationWanted): Promise<AuthorizationStarted>;
    finish(parameters: URLSearchParams): Promise<{ readonly organization: Organization }>;
  };
}

type WithAdding = <T>(use: (service: OrganizationAdding) => Promise<T>) => Promise<T>;

interface AddOptions {
  readonly url: string;
  readonly clientId: string;
  readonly username?: string;
  readonly privateKeyFile?: string;
  readonly clientSecretFile?: string;
  readonly browser?: true;
  readonly port: number;
  readonly organization?: string;
  readonly namespace?: string;
  readonly local?: true;
  readonly json?: true;
}

/** Not the one of the Salesforce CLI, which may be listening, too. */
const defaultPort = 8717;

const example = 'isvapp-connector orgs add --url https://acme.my.salesforce.com --client-id 3MVG…';

export function addOrgsAdd(orgs: Command, withService: WithAdding): void {
  orgs
    .command('add')
    .description(
      'connect an organization, or give a connected one another address or way to sign in',
    )
    .requiredOption('--url <address>', "the org's My Domain address")
    .requiredOption('--client-id <key>', 'consumer key of the External Client App')
    .option('--username <name>', 'integration user, for the JWT bearer flow')
    .option('--private-key-file <file>', 'its RSA private key in PEM form; - for standard input')
    .option(
      '--client-secret-file <file>',
      'consumer secret, for the client credentials flow, or with --browser where the app asks for one; - for standard input',
    )
    .option('--browser', 'sign in as the integration user in a browser, and approve the app there')
    .option(
      '--port <port>',
      'where the browser comes back to: http://localhost:<port>/oauth/callback, a callback URL of the app',
      portNumber,
      defaultPort,
    )
    .option('--organization <id>', 'the organization that has to answer', organizationId)
    .option(
      '--namespace <prefix>',
      'namespace of the ISVapp package, or none; found out where it is not given',
    )
    .option('--local', 'a local org on this machine')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `\nExamples:\n  ${example} --username sync@acme.com --private-key-file key.pem\n  ${example} --client-secret-file - < secret\n  ${example} --browser`,
    )
    .action(async (options: AddOptions) => {
      const wanted = await wantedOf(options);
      const { added, catalogue } = await withService(async (service) => {
        const organization =
          'secret' in wanted
            ? await service.add(wanted)
            : await addInBrowser(wanted, options.port, service);
        return { added: organization, catalogue: await service.published(organization.id) };
      });
      const report = options.json
        ? JSON.stringify([{ ...added, catalogue }], null, 2)
        : [organizationsReport([added]), ...(catalogue ? [catalogueReport(catalogue)] : [])].join(
            '\n',
          );
      process.stdout.write(`${report}\n`);
    });
}

type InBrowser = Omit<AuthorizationWanted, 'redirectUri'>;

async function addInBrowser(
  wanted: InBrowser,
  port: number,
  { inBrowser }: OrganizationAdding,
): Promise<Organization> {
  await using callback = await awaitBrowser({
    port,
    timeoutMs: authorizationLifeMs,
    finish: async (parameters) => (await inBrowser.finish(parameters)).organization,
    nameOf: ({ name }) => name,
  });
  const { redirectUri } = callback;
  const { url } = await inBrowser.begin({ ...wanted, redirectUri });
  // On standard error: standard output is for the result.
  process.stderr.write(
    `Open this address in a browser on this machine and sign in as the integration user:\n\n${url}\n\nWaiting for the browser to come back to ${redirectUri} …\n`,
  );
  return await callback.outcome;
}

async function wantedOf(options: AddOptions): Promise<OrganizationToAdd | InBrowser> {
  const shared = {
    instanceUrl: options.url,
    allowLocalAddress: options.local ?? false,
    expectedOrganizationId: options.organization,
    packageNamespace: options.namespace === 'none' ? '' : options.namespace,
  };
  if (!options.browser) return { ...shared, secret: await secretIn(options) };
  const { clientId, username, privateKeyFile, clientSecretFile } = options;
  if ((username ?? privateKeyFile) !== undefined) throw oneWay();
  const clientSecret = clientSecretFile && (await content(clientSecretFile)).trim();
  return { ...shared, clientId, clientSecret };
}

/** Secrets come from files: what stands on a command line is read by everybody on the machine. */
async function secretIn(options: AddOptions): Promise<OrganizationSecret> {
  const { clientId, username, privateKeyFile, clientSecretFile } = options;
  if (clientSecretFile !== undefined && username === undefined && privateKeyFile === undefined) {
    const clientSecret = (await content(clientSecretFile)).trim();
    return { kind: 'client-credentials', clientId, clientSecret };
  }
  if (clientSecretFile === undefined && username !== undefined && privateKeyFile !== undefined)
    return { kind: 'jwt', clientId, username, privateKeyPem: await content(privateKeyFile) };
  throw oneWay();
}

function oneWay(): Error {
  return new Error(
    'One way to sign in is needed: --username with --private-key-file, or --client-secret-file, or --browser.',
  );
}

async function content(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new Error(
      `The file "${file}" can't be read${reason}: --private-key-file and --client-secret-file take one that is readable to you.`,
      { cause: error },
    );
  }
}

function portNumber(given: string): number {
  const port = Number(given);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError(`"${given}" is not a port.`);
}
