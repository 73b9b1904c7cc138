import type { World } from './world.ts';

export type OrgRecord = Readonly<Record<string, unknown>>;

/** Records as the org's REST API has them. */
export function recordsOf({ org }: World, soql: string): Promise<readonly OrgRecord[]> {
  return org.administrator.query(soql);
}

/** How many records of an object there are. */
export async function countOf(world: World, object: string): Promise<number> {
  return (await recordsOf(world, `SELECT Id FROM ${object}`)).length;
}

/** The id of the one record that a query finds. Throws where there is another number of them. */
export async function onlyId(world: World, soql: string): Promise<string> {
  const [record, ...others] = await recordsOf(world, soql);
  if (!record || others.length > 0) throw new Error(`Not one record: ${soql}`);
  return String(record.Id);
}
