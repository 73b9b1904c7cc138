import { Command } from 'commander';
import { systemClock } from '../../connector/src/adapters/system-clock.ts';
import type { ApexAnswers } from './apex-answers.ts';
import { fixtureAnswers } from './fixture-answers.ts';
import { orgAnswers } from './org-answers.ts';
import { startPreview } from './preview-server.ts';
import { openPreviewedOrg } from './previewed-org.ts';

interface Options {
  readonly port: number;
  readonly accounts: number;
  readonly madeUp?: true;
}

/** Enough customers for a few pages of the directory. */
const customers = 120;

async function preview({ port, accounts, madeUp }: Options): Promise<void> {
  await using open = new AsyncDisposableStack();
  const answers = madeUp ? fixtureAnswers : await answersOfNewOrg(accounts, open);
  const pages = await startPreview(answers, { port });
  open.defer(() => pages.close());
  console.log(`The ISVapp app is at ${pages.url} (with ?slds=2 in the new look). Ctrl+C ends it.`);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

/** Those of an org in which nothing is set up yet. */
async function answersOfNewOrg(accounts: number, open: AsyncDisposableStack): Promise<ApexAnswers> {
  const previewed = await openPreviewedOrg({ accounts, clock: systemClock });
  open.defer(() => previewed.close());
  const { running, setupUserId } = previewed.org;
  return orgAnswers(running.apex, setupUserId);
}

await new Command('preview')
  .description('the Lightning pages in a browser, with the Apex of an org on this machine')
  .option('--port <n>', 'port on 127.0.0.1', Number, 4680)
  .option('--accounts <n>', 'how many customers the org has', Number, customers)
  .option('--made-up', 'answers with made-up data instead of an org')
  .action(preview)
  .parseAsync();
