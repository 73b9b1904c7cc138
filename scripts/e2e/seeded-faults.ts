import { expect } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import type { World } from './world.ts';

/** As much of an element as is used here: these files are checked without the types of a browser. */
interface PageElement {
  readonly style: Record<'color' | 'minWidth' | 'marginInlineStart', string>;
  textContent: string;
}

/** Faults that are put into base components on purpose are found, so what finds none elsewhere says something. */
export async function seededFaultsAreFound({ lightning }: World): Promise<void> {
  const { main, page } = lightning;
  await lightning.visit('Sync Logs');
  const nameless = main.getByRole('button', { name: 'Sync now' });
  await nameless.evaluate((element: PageElement) => {
    element.textContent = '';
  });
  const button = main.getByRole('button', { name: 'Dry run' });
  await button.evaluate((element: PageElement) => {
    element.style.color = '#ccc';
  });
  const heading = main.getByRole('heading', { level: 1 });
  await heading.evaluate((element: PageElement) => {
    element.style.minWidth = '500px';
  });
  // As small as Lightning makes it, and now too near its neighbor.
  const help = main.getByRole('button', { name: 'Help' });
  await help.evaluate((element: PageElement) => {
    element.style.marginInlineStart = '-20px';
  });
  await page.addStyleTag({ content: 'tr > th, tr > td { display: table-cell !important }' });
  const found = (await accessibilityFaults(page)).join('\n');
  expect(found).toMatch(/\bcolor-contrast: /);
  expect(found).toMatch(/\bbutton-name: /);
  expect(found).toMatch(/390 px: target-size: /);
  expect(found).toMatch(/1280 px: target-size: /);
  expect(found).toMatch(/390 px: the page is \d+ px wider than its window/);
  expect(found).toMatch(/390 px: \d+ rows of tables stand in columns/);
  await page.reload();
}
