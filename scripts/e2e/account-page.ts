import { expect } from 'vitest';
import { audit } from './audit.ts';
import { numbersInOrg, type AccountNumbers } from './org-data.ts';
import type { World } from './world.ts';

const metric = { field: 'MAU_Tournaments__c', row: /Tournaments/ };

/** The page of an Account tells a number, 0 and "not licensed" apart, with what the org's data says. */
export async function numbersOnAccountPages(world: World): Promise<void> {
  const numbers = await numbersInOrg(world);
  const licensed = await isShown(
    world,
    accountWith(numbers, (value) => value !== null && value > 0),
  );
  expect(licensed).not.toMatch(/not licensed/i);
  await audit(world);
  expect(
    await isShown(
      world,
      accountWith(numbers, (value) => value === 0),
    ),
  ).toMatch(/\b0\b/);
  expect(
    await isShown(
      world,
      accountWith(numbers, (value) => value === null),
    ),
  ).toMatch(/not licensed/i);
  await audit(world);
}

/** Opens the page of the Account, and resolves to what it says of the metric. */
async function isShown(
  world: World,
  [accountId, value]: readonly [string, number | null],
): Promise<string> {
  const { lightning } = world;
  await lightning.openAccount(accountId);
  const row = lightning.main.getByRole('row', { name: metric.row }).first();
  const text = await row.innerText();
  if (value !== null) expect(text).toContain(value.toLocaleString('en-US'));
  return text;
}

function accountWith(
  numbers: AccountNumbers,
  wanted: (value: number | null) => boolean,
): readonly [string, number | null] {
  for (const [id, fields] of numbers) {
    const value = fields[metric.field] ?? null;
    // What is in the combined field came from a run, so the Account is in its scope.
    if (wanted(value) && fields.MAU__c !== null) return [id, value];
  }
  throw new Error(`No Account has such a value in ${metric.field}.`);
}
