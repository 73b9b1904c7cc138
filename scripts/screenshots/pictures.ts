import type { Locator, Page } from 'playwright-core';
import type { App } from './app.ts';

/** A picture for the documentation, and how a person comes to what it shows. */
export interface Picture {
  /** File name without its ending. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  open(app: App): Promise<void>;
}

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 780 };

/** @param accountId an Account with usage of some kinds, and without a licence for others */
export function picturesOf(accountId: string): readonly Picture[] {
  return [
    {
      ...desktop,
      name: 'mappings',
      height: 1000,
      open: (app) => app.openTab('Salesforce Sync'),
    },
    { ...desktop, name: 'wizard-field', open: atField },
    { ...desktop, name: 'wizard-preview', open: atPreview },
    { ...desktop, name: 'settings', height: 1000, open: atSettings },
    { ...desktop, name: 'runs', open: (app) => app.openTab('Sync Logs') },
    { ...desktop, name: 'run', height: 900, open: (app) => atRun(app, { hasNotText: 'Dry run' }) },
    { ...desktop, name: 'dry-run', height: 600, open: atDryRun },
    { ...desktop, name: 'account', height: 650, open: (app) => app.openAccount(accountId) },
    { ...desktop, name: 'accounts', open: atFilter },
    { ...phone, name: 'phone', open: (app) => app.openTab('Salesforce Sync') },
  ];
}

/** A metric that is not mapped yet, and a field that can take it. */
async function atField(app: App): Promise<void> {
  await app.openTab('Salesforce Sync');
  await app.press('Add field');
  await app.choose('Metric');
  await app.next('What');
  await app.choose('Monthly active users of Acme Scheduling');
  await app.next('Account field');
  await app.choose('MAU Scheduling');
}

async function atPreview(app: App): Promise<void> {
  await atField(app);
  await app.next('Preview');
  await app.wizard.getByRole('row').nth(1).waitFor();
}

async function atSettings(app: App): Promise<void> {
  await app.openTab('Salesforce Sync');
  await app.main.getByRole('tab', { name: 'Settings' }).click();
  await app.main.getByRole('button', { name: 'Save settings' }).waitFor();
}

/** The newest of those runs. */
async function atRun(app: App, which: Parameters<Locator['filter']>[0]): Promise<void> {
  await app.openTab('Sync Logs');
  const rows = app.main.locator('c-run-list tbody').getByRole('row').filter(which);
  await rows.first().getByRole('button').click();
  await app.main.getByRole('button', { name: 'All runs' }).waitFor();
  await app.main.getByRole('heading', { name: 'Problems and remarks' }).waitFor();
  await app.main.locator('.slds-spinner').first().waitFor({ state: 'detached' });
}

async function atDryRun(app: App): Promise<void> {
  await atRun(app, { hasText: 'Dry run' });
  const changes = app.main.locator('c-planned-changes');
  const row = changes.getByRole('row').nth(1);
  await row.waitFor();
  const box = await changes.boundingBox();
  await app.page.mouse.wheel(0, box?.y ?? 0);
  // The page has scrolled once the first of the changes is in view.
  await row.click({ trial: true });
}

async function atFilter(app: App): Promise<void> {
  await app.openTab('Accounts');
  await app.main.getByRole('combobox', { name: 'Add a filter' }).click();
  await app.main.getByRole('option', { name: 'MAU' }).click();
  await app.main.getByRole('spinbutton', { name: 'MAU from' }).fill('5');
  await app.press('Apply');
}

/** Leaves out what differs without meaning, such as a caret, and the ornament of Lightning Experience, which costs bytes. */
export async function calm(page: Page): Promise<void> {
  await page.addStyleTag({
    content: `
      *, ::before, ::after { animation: none !important; caret-color: transparent !important; transition: none !important; }
      .slds-brand-band::before, .slds-brand-band::after { display: none !important; }`,
  });
  await page.mouse.move(0, 0);
}
