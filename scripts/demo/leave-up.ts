import { connectOrg } from '../preview/previewed-org.ts';
import { orgAnswers } from '../preview/org-answers.ts';
import { startPreview } from '../preview/preview-server.ts';
import type { SampleIsv } from '../sample-isv/sample-isv.ts';
import type { DemoOrg } from './demo-org.ts';

/** Leaves the demo's org up with a connector that serves and works, and the Lightning pages, until the process is asked to end. */
export async function leaveUp(
  org: DemoOrg,
  isv: SampleIsv,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  const { running, setupUserId } = org;
  const { clientId, clientSecret } = running.client;
  await using open = new AsyncDisposableStack();
  const connector = await connectOrg(org, isv, folder);
  open.defer(() => connector.close());
  const pages = await startPreview(orgAnswers(running.apex, setupUserId));
  open.defer(() => pages.close());
  say(`\nThe org is up at ${running.url}. A token for its API, as the administrator:`);
  say(
    `  curl -d grant_type=client_credentials -d client_id=${clientId} -d client_secret=${clientSecret} ${running.url}/services/oauth2/token`,
  );
  say(`\nThe connector serves it at ${connector.url}, described at ${connector.url}/docs:`);
  say(
    `  curl -H 'authorization: Bearer ${connector.apiKey}' '${connector.url}/v1/directory?limit=3'`,
  );
  say('It looks for requested runs each second: Sync now and Dry run in the pages begin one.');
  say(`\nThe Lightning pages of this org, as its administrator sees them: ${pages.url}`);
  say('\nPress Ctrl+C to end the org and remove its data.');
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
