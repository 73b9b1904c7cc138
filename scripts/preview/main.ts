import { Command } from 'commander';
import { systemClock } from '../../connector/src/adapters/system-clock.ts';
import { openDemoOrg } from '../demo/demo-org.ts';
import { sampleIsv } from '../sample-isv/sample-isv.ts';
import type { ApexAnswers } from './apex-answers.ts';
import { fixtureAnswers } from './fixture-answers.ts';
import { orgAnswers } from './org-answers.ts';
import { startPreview } from './preview-server.ts';

interface Options {
  readonly port: number;
  readonly madeUp?: true;
}

/** Enough customers for a second page of the directory. */
const accounts = 120;
const days = 31;

/** An org with the package and a sample ISV's customers, in which nothing is set up yet. */
async function newOrg(): Promise<ApexAnswers> {
  const today = systemClock.now().toISOString().slice(0, 10);
  const { running, setupUserId } = await openDemoOrg(
    sampleIsv({ seed: 7, accounts, today, days }),
    systemClock,
  );
  return orgAnswers(running.apex, setupUserId);
}

async function preview({ port, madeUp }: Options): Promise<void> {
  const answers = madeUp ? fixtureAnswers : await newOrg();
  const { url } = await startPreview(answers, port);
  console.log(`The ISVapp app is at ${url} (with ?slds=2 in the new look). Ctrl+C ends it.`);
}

await new Command('preview')
  .description('the Lightning pages in a browser, with the Apex of an org on this machine')
  .option('--port <n>', 'port on 127.0.0.1', Number, 4680)
  .option('--made-up', 'answers with made-up data instead of an org')
  .action(preview)
  .parseAsync();
