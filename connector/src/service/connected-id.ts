import { id18, isSalesforceId } from '../domain/salesforce-id.ts';
import type { Organizations } from '../ports/organizations.ts';

/**
 * The id, 18 characters, of the organization that is meant: the one named, or the only one that is connected.
 *
 * @throws an error that says which there are
 */
export async function connectedId(
  named: string | undefined,
  organizations: Pick<Organizations, 'find' | 'list'>,
): Promise<string> {
  if (named !== undefined) {
    const id = isSalesforceId(named) ? id18(named) : named;
    if (await organizations.find(id)) return id;
    throw new Error(
      `No organization ${id} is connected; "isvapp-connector orgs list" shows those that are.`,
    );
  }
  const [only, ...others] = await organizations.list();
  if (!only)
    throw new Error('No organization is connected. "isvapp-connector orgs add" connects one.');
  if (others.length > 0)
    throw new Error(
      `${others.length + 1} organizations are connected: --org says which is meant. "isvapp-connector orgs list" shows them.`,
    );
  return only.id;
}
