import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../connector/src/adapters/system-clock.ts';
import { openDemoOrg, type DemoOrg } from '../../demo/demo-org.ts';
import { sampleIsv } from '../../sample-isv/sample-isv.ts';
import { orgAnswers } from '../org-answers.ts';

/** Fourteen years of daily runs. */
const runCount = 5000;
const pageSize = 50;

interface RunPage {
  readonly runs: readonly { readonly runId: string; readonly name: string }[];
  readonly nextCursor?: string | null;
}

let demo: DemoOrg;
beforeAll(async () => {
  const today = systemClock.now().toISOString().slice(0, 10);
  demo = await openDemoOrg(sampleIsv({ seed: 7, accounts: 10, today, days: 1 }), systemClock);
  const { org } = demo.running;
  const administrator = org.asSystem(org.administratorId);
  org.transaction(() => {
    for (let number = 0; number < runCount; number += 1) {
      const { id, errors } = administrator.insert('SyncRun__c', {
        RunKey__c: `run-${number}`,
        Status__c: number % 10 === 0 ? 'Failed' : 'Succeeded',
      });
      if (id === null) throw new Error(errors.map(({ message }) => message).join(' '));
    }
  });
}, 300_000);
afterAll(() => demo.close());

/** All pages of a list, as the page Sync Logs asks for them one by one. */
async function pagesOf(statuses: readonly string[] | null): Promise<readonly RunPage[]> {
  const apex = orgAnswers(demo.running.apex, demo.setupUserId);
  const pages: RunPage[] = [];
  let cursor: string | null = null;
  do {
    const filter = { statuses, cursor };
    const answer = await apex.invoke('SyncRunController', 'getRuns', { filter });
    if (!answer.ok) throw new Error(JSON.stringify(answer.body));
    const page = answer.value as RunPage;
    pages.push(page);
    cursor = page.nextCursor ?? null;
  } while (cursor !== null);
  return pages;
}

it('lists thousands of runs page by page, each once and the newest first', async () => {
  const pages = await pagesOf(null);
  expect(pages).toHaveLength(runCount / pageSize);
  expect(pages.map(({ runs }) => runs.length)).toEqual(pages.map(() => pageSize));
  const names = pages.flatMap(({ runs }) => runs.map(({ name }) => name));
  expect(new Set(names).size).toBe(runCount);
  expect(names).toEqual([...names].sort().reverse());
}, 300_000);

it('pages through those that a filter leaves', async () => {
  const pages = await pagesOf(['Failed']);
  expect(pages).toHaveLength(runCount / 10 / pageSize);
}, 300_000);
