import type { Locator, Page } from 'playwright-core';
import type { Lightning } from '../browser/lightning.ts';
import { Wizard } from '../browser/wizard.ts';

/** A picture for the documentation, and how a person comes to what it shows. */
export interface Picture {
  /** File name without its ending. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  open(lightning: Lightning): Promise<void>;
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
      open: (lightning) => lightning.visit('Salesforce Sync'),
    },
    {
      ...desktop,
      name: 'wizard-field',
      open: async (lightning) => {
        await atField(lightning);
      },
    },
    { ...desktop, name: 'wizard-preview', open: atPreview },
    { ...desktop, name: 'settings', height: 1000, open: atSettings },
    { ...desktop, name: 'runs', open: (lightning) => lightning.visit('Sync Logs') },
    {
      ...desktop,
      name: 'run',
      height: 900,
      open: (lightning) => atRun(lightning, { hasNotText: 'Dry run' }),
    },
    { ...desktop, name: 'dry-run', height: 600, open: atDryRun },
    {
      ...desktop,
      name: 'account',
      height: 650,
      open: (lightning) => lightning.openAccount(accountId),
    },
    { ...desktop, name: 'accounts', open: atFilter },
    { ...phone, name: 'phone', open: (lightning) => lightning.visit('Salesforce Sync') },
  ];
}

/** A metric that is not mapped yet, and a field that can take it. */
async function atField(lightning: Lightning): Promise<Wizard> {
  const wizard = new Wizard(lightning);
  await lightning.visit('Salesforce Sync');
  await wizard.open();
  await wizard.choose('Metric');
  await wizard.next('What');
  await wizard.choose('Monthly active users of Acme Scheduling');
  await wizard.next('Account field');
  await wizard.choose('MAU Scheduling');
  return wizard;
}

async function atPreview(lightning: Lightning): Promise<void> {
  const wizard = await atField(lightning);
  await wizard.next('Preview');
  await wizard.dialog.getByRole('row').nth(1).waitFor();
}

async function atSettings(lightning: Lightning): Promise<void> {
  await lightning.visit('Salesforce Sync');
  await lightning.main.getByRole('tab', { name: 'Settings' }).click();
  await lightning.main.getByRole('button', { name: 'Save settings' }).waitFor();
}

/** The newest of those runs. */
async function atRun(lightning: Lightning, which: Parameters<Locator['filter']>[0]): Promise<void> {
  const { main } = lightning;
  await lightning.visit('Sync Logs');
  const rows = main.locator('c-run-list tbody').getByRole('row').filter(which);
  await rows.first().getByRole('button').click();
  await main.getByRole('button', { name: 'All runs' }).waitFor();
  await main.getByRole('heading', { name: 'Problems and remarks' }).waitFor();
  await lightning.settled();
}

async function atDryRun(lightning: Lightning): Promise<void> {
  await atRun(lightning, { hasText: 'Dry run' });
  const changes = lightning.main.locator('c-planned-changes');
  const row = changes.getByRole('row').nth(1);
  await row.waitFor();
  const box = await changes.boundingBox();
  await lightning.page.mouse.wheel(0, box?.y ?? 0);
  // The page has scrolled once the first of the changes is in view.
  await row.click({ trial: true });
}

async function atFilter(lightning: Lightning): Promise<void> {
  const { main } = lightning;
  await lightning.visit('Accounts');
  await main.getByRole('combobox', { name: 'Add a filter' }).click();
  await main.getByRole('option', { name: 'MAU' }).click();
  await main.getByRole('spinbutton', { name: 'MAU from' }).fill('5');
  await main.getByRole('button', { name: 'Apply', exact: true }).click();
  await lightning.settled();
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
