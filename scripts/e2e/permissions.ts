import { expect } from 'vitest';
import { addUser } from '../local-org/seed/add-user.ts';
import { audit } from './audit.ts';
import type { World } from './world.ts';

/** Who has the permission set for looking sees everything, and is offered nothing that changes it. */
export async function viewer(world: World): Promise<void> {
  const { lightning } = world;
  await asUser(world, 'viewer', ['IsvappSyncViewer'], async () => {
    await lightning.visit('Salesforce Sync');
    await lightning.main.getByRole('row', { name: /Segment/ }).waitFor();
    expect(await lightning.main.getByRole('button', { name: 'Add field' }).count()).toBe(0);
    await lightning.openTab('Sync Logs');
    await lightning.main
      .getByRole('button', { name: /^RUN-\d+$/ })
      .first()
      .waitFor();
    expect(await lightning.main.getByRole('button', { name: 'Sync now' }).count()).toBe(0);
    await audit(world);
  });
}

/** Who has no permission set at all reads on each page which one to ask for. */
export async function stranger(world: World): Promise<void> {
  const { lightning } = world;
  await asUser(world, 'stranger', [], async () => {
    await lightning.visit('Salesforce Sync');
    for (const tab of ['Salesforce Sync', 'Sync Logs', 'Accounts'] as const) {
      await lightning.openTab(tab);
      await lightning
        .notice(/can assign you/)
        .first()
        .waitFor();
      await audit(world);
    }
  });
}

async function asUser(
  { org, visitor }: World,
  name: string,
  permissionSets: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  visitor.userId = addUser(org.running.org, {
    username: `${name}@sample-isv.example`,
    lastName: name,
    profile: 'Standard User',
    permissionSets,
  });
  try {
    await work();
  } finally {
    visitor.userId = org.setupUserId;
  }
}
