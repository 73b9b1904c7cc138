import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { Lightning } from '../browser/lightning.ts';
import { fixtureAnswers } from '../preview/fixture-answers.ts';
import { startPreview } from '../preview/preview-server.ts';

/** The preview of a copy of the package, in which files are changed as a developer would in an editor. */
const open = new AsyncDisposableStack();
let source: string;
let page: Page;
let lightning: Lightning;

beforeAll(async () => {
  source = await mkdtemp(join(tmpdir(), 'salesforce-sync-hot-reload-'));
  open.defer(() => rm(source, { recursive: true }));
  await cp('force-app', source, { recursive: true });
  const preview = await startPreview(fixtureAnswers, { source });
  open.defer(() => preview.close());
  const browser = await launchChromium();
  open.defer(() => browser.close());
  page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  lightning = new Lightning(page, preview.url);
  await lightning.visit('Sync Logs');
});
afterAll(() => open.disposeAsync());

/** Saves the file with one text in the place of another. */
async function change(path: string, text: string | RegExp, by: string): Promise<void> {
  const file = join(source, 'main', path);
  const before = await readFile(file, 'utf8');
  const after = before.replace(text, by);
  if (after === before) throw new Error(`${path} has no ${String(text)}.`);
  await writeFile(file, after);
}

const template = 'run/lwc/syncLogs/syncLogs.html';
const words = '<p>{labels.isvapp}</p>';
const paragraph = (text: string): Locator => lightning.main.getByText(text, { exact: true });

describe('a page that is open shows what is saved', () => {
  it('in a template', async () => {
    await change(template, words, '<p>Saved in a template</p>');
    await paragraph('Saved in a template').waitFor();
  });

  it('in a script', async () => {
    await change(template, '<p>Saved in a template</p>', '<p>{saved}</p>');
    await change(
      'run/lwc/syncLogs/syncLogs.ts',
      /class SyncLogs .*\{/,
      "$&\n  saved = 'Saved in a script';",
    );
    await paragraph('Saved in a script').waitFor();
  });

  it('in a custom label', async () => {
    await change(template, '<p>{saved}</p>', words);
    await paragraph('ISVapp').waitFor();
    await change('shell/labels/CustomLabels.labels-meta.xml', '>ISVapp<', '>Saved in a label<');
    await paragraph('Saved in a label').waitFor();
  });
});

describe('a template that does not compile', () => {
  const overlay = (): Locator => page.locator('vite-error-overlay');

  it('has the message of the compiler on the page, with file and line', async () => {
    await change(template, words, '<p>{labels.isvapp()}</p>');
    await overlay()
      .getByText("LWC1060: Template expression doesn't allow CallExpression")
      .waitFor();
    await overlay()
      .getByText(/syncLogs\.html:\d+:\d+$/)
      .waitFor();
  });

  it('is forgotten with the next save that compiles', async () => {
    await change(template, '<p>{labels.isvapp()}</p>', '<p>Repaired</p>');
    await paragraph('Repaired').waitFor();
    expect(await overlay().count()).toBe(0);
  });
});
