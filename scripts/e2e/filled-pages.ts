import { audit } from './audit.ts';
import type { World } from './world.ts';

/** Every page with something on it is accessible, in the look of both versions of the Design System. */
export async function filledPages(world: World): Promise<void> {
  const { lightning } = world;
  const { main } = lightning;
  for (const look of [1, 2] as const) {
    await lightning.visit('Accounts', look);
    await main.getByRole('table', { name: 'Accounts' }).getByRole('row').nth(1).waitFor();
    await audit(world);
    await lightning.openTab('Sync Logs');
    const run = main.getByRole('button', { name: /^RUN-\d+$/ }).first();
    await run.waitFor();
    await audit(world);
    await run.click();
    await main.getByRole('button', { name: 'All runs' }).waitFor();
    await audit(world);
    await lightning.openTab('Salesforce Sync');
    await main.getByRole('row', { name: /Segment/ }).waitFor();
    await audit(world);
    await main.getByRole('tab', { name: 'Settings' }).click();
    await main.getByRole('textbox').first().waitFor();
    await audit(world);
  }
}
