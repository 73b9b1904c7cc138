import { expect } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import type { World } from './world.ts';

/** The page as it is has no fault that axe finds, at either width. */
export async function audit({ lightning }: World): Promise<void> {
  await lightning.settled();
  expect(await accessibilityFaults(lightning.page)).toEqual([]);
}
