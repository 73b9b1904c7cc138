import { setTimeout as delay } from 'node:timers/promises';
import type { RunningOrg } from '../local-org/start.ts';

const version = 'v66.0';
const pollMs = 50;

interface DeployStatus {
  readonly deployResult: {
    readonly done: boolean;
    readonly success: boolean;
    readonly numberComponentsDeployed: number;
    readonly details: {
      readonly componentFailures: readonly { fullName: string; problem: string }[];
    };
  };
}

/** What an administrator does to the org in the demo, over the same API that Salesforce's own tools use. */
export class OrgAdministrator {
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  static async signIn({ url, client }: RunningOrg): Promise<OrgAdministrator> {
    const response = await fetch(`${url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: client.clientId,
        client_secret: client.clientSecret,
      }),
    });
    const { access_token: token } = (await answerOf(response)) as { access_token: string };
    return new OrgAdministrator(url, token);
  }

  /** Deploys a package in metadata format. Returns how many components it had; throws with what was refused. */
  async deploy(zip: Uint8Array): Promise<number> {
    const body = new FormData();
    body.set(
      'entity_content',
      jsonBlob({ deployOptions: { rollbackOnError: true, singlePackage: true } }),
    );
    body.set('file', new Blob([Uint8Array.from(zip)], { type: 'application/zip' }), 'package.zip');
    const path = 'metadata/deployRequest';
    const { id } = (await this.#send('POST', path, body)) as { id: string };
    for (;;) {
      const { deployResult } = (await this.#send(
        'GET',
        `${path}/${id}?includeDetails=true`,
      )) as DeployStatus;
      if (deployResult.done) return deployed(deployResult);
      await delay(pollMs);
    }
  }

  async query(soql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const answer = await this.#send('GET', `query?q=${encodeURIComponent(soql)}`);
    return (answer as { records: Readonly<Record<string, unknown>>[] }).records;
  }

  /** Changes fields of a record; throws with what was refused. */
  async update(
    object: string,
    id: string,
    fields: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.#send('PATCH', `sobjects/${object}/${id}`, jsonBlob(fields));
  }

  async #send(method: string, path: string, body?: FormData | Blob): Promise<unknown> {
    const response = await fetch(`${this.#url}/services/data/${version}/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}` },
      ...(body && { body }),
    });
    return answerOf(response);
  }
}

function deployed(result: DeployStatus['deployResult']): number {
  if (result.success) return result.numberComponentsDeployed;
  const failures = result.details.componentFailures.map(
    ({ fullName, problem }) => `${fullName}: ${problem}`,
  );
  throw new Error(`The org refused the package:\n${failures.join('\n')}`);
}

function jsonBlob(content: unknown): Blob {
  return new Blob([JSON.stringify(content)], { type: 'application/json' });
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
