import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { audit } from './audit.ts';
import type { WantedMapping } from './mappings.ts';
import { countOf, recordsOf, type OrgRecord } from './org-records.ts';
import { Wizard, type WizardStep } from '../browser/wizard.ts';
import type { World } from './world.ts';

/** Back and next keep what was chosen, nothing is saved before the last step, and every step is accessible. */
export async function addSlowly(world: World, { choices, field }: WantedMapping): Promise<void> {
  const { lightning } = world;
  await lightning.openTab('Salesforce Sync');
  const wizard = new Wizard(lightning);
  const [direction = ''] = choices;
  await wizard.open();
  await audit(world);
  await wizard.choose(direction);
  await wizard.next('Account field');
  await audit(world);
  await wizard.choose(field);
  await wizard.next('Preview');
  await wizard.dialog.getByRole('row').nth(1).waitFor();
  await audit(world);
  await wizard.next('Review');
  await audit(world);
  await wizard.back('Preview');
  await wizard.back('Account field');
  expect(await wizard.choice(field).isChecked()).toBe(true);
  await wizard.back('Direction');
  expect(await wizard.choice(direction).isChecked()).toBe(true);
  await wizard.next('Account field');
  expect(await wizard.choice(field).isChecked()).toBe(true);
  await wizard.next('Preview');
  await wizard.next('Review');
  await nothingIsSaved(world);
  await wizard.press('Cancel');
  await wizard.dialog.waitFor({ state: 'detached' });
  await nothingIsSaved(world);
}

async function nothingIsSaved(world: World): Promise<void> {
  expect(await countOf(world, 'FieldMapping__mdt')).toBe(0);
  expect(await countOf(world, 'MappingChange__c')).toBe(0);
}

/** Adds a mapping with the mouse; the record says what was chosen. */
export async function add(world: World, wanted: WantedMapping): Promise<void> {
  const wizard = new Wizard(world.lightning);
  const [direction = '', what] = wanted.choices;
  await wizard.open();
  await wizard.choose(direction);
  if (what !== undefined) {
    await wizard.next('What');
    await audit(world);
    await wizard.choose(what);
  }
  await wizard.next('Account field');
  await wizard.choose(wanted.field);
  await wizard.next('Preview');
  await wizard.dialog.getByRole('row').nth(1).waitFor();
  await wizard.next('Review');
  await wizard.save();
  await isSaved(world, wanted);
}

/** Adds a mapping without a mouse. */
export async function addByKeyboard(world: World, wanted: WantedMapping): Promise<void> {
  const { page, main } = world.lightning;
  const wizard = new Wizard(world.lightning);
  const { dialog } = wizard;
  const choose = async (label: string): Promise<void> => {
    await moveTo(dialog.getByRole('radio').first(), page);
    // A group of radio buttons is one stop of the Tab key; the arrows move in it, and choose.
    await page.keyboard.press('Space');
    const choice = wizard.choice(label);
    while (!(await choice.isChecked())) await page.keyboard.press('ArrowDown');
  };
  const press = async (name: string): Promise<void> => {
    await moveTo(dialog.getByRole('button', { name, exact: true }), page);
    await page.keyboard.press('Enter');
  };
  const goTo = async (step: WizardStep): Promise<void> => {
    await press('Next');
    await wizard.isAt(step);
    await dialog.getByRole('heading', { name: step }).and(page.locator(':focus')).waitFor();
  };
  const [direction = '', what = ''] = wanted.choices;
  const addField = main.getByRole('button', { name: 'Add field' }).first();
  await moveTo(addField, page);
  await page.keyboard.press('Enter');
  await wizard.isAt('Direction');
  await choose(direction);
  await goTo('What');
  await choose(what);
  await goTo('Account field');
  await moveTo(dialog.getByRole('searchbox'), page);
  await page.keyboard.type(wanted.field);
  await dialog.getByRole('radio').nth(1).waitFor({ state: 'detached' });
  await choose(wanted.field);
  await goTo('Preview');
  await goTo('Review');
  await press('Save');
  await dialog.waitFor({ state: 'detached' });
  await world.lightning.notice('Saved: Added').waitFor();
  await addField.and(page.locator(':focus')).waitFor();
  await isSaved(world, wanted);
}

/** More stops than any step has. */
const mostStops = 60;

/** Presses Tab until the element has the focus. */
async function moveTo(element: Locator, page: World['lightning']['page']): Promise<void> {
  await element.waitFor({ state: 'attached' });
  for (let stop = 0; stop < mostStops; stop += 1) {
    if ((await element.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not come to ${String(element)}.`);
}

/** The record of Custom Metadata is in the org, as the mapping says. */
async function isSaved(world: World, { saved }: WantedMapping): Promise<void> {
  const found = await recordsOf(
    world,
    'SELECT Kind__c, Object__r.QualifiedApiName, AccountField__r.QualifiedApiName, MetricKey__c, IsActive__c FROM FieldMapping__mdt',
  );
  const plain = found.map((each) => ({
    Kind__c: each.Kind__c,
    AccountField__c: nameIn(each.AccountField__r),
    MetricKey__c: each.MetricKey__c,
    object: nameIn(each.Object__r),
    isActive: each.IsActive__c,
  }));
  expect(plain).toContainEqual({ ...saved, object: 'Account', isActive: true });
}

const nameIn = (definition: unknown): unknown => (definition as OrgRecord).QualifiedApiName;
