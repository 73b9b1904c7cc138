import type { World } from './world.ts';

/** Searches an Account in the log: it says what the run was to write, and what refused it. Closes the run that is open. */
export async function searchInLog({ lightning }: World, name: string, refusal: string) {
  const { main } = lightning;
  await main.getByRole('button', { name: 'All runs' }).click();
  await main.getByRole('searchbox', { name: 'Search an Account' }).fill(name);
  await main.getByRole('button', { name: 'Search', exact: true }).click();
  await main.locator('c-account-search').getByRole('button', { name, exact: true }).click();
  const refused = main.locator('c-account-history li').filter({ hasText: refusal });
  await refused.getByText(/^[\d,]+ → [\d,]+\. Counted from/).waitFor();
}
