import type { LocalOrg } from '../org.ts';

export interface NewUser {
  readonly username: string;
  readonly lastName: string;
  /** Name of a profile, default the one for integration users: `Minimum Access - API Only Integrations`. */
  readonly profile?: string;
  /** Names of deployed permission sets to assign. */
  readonly permissionSets: readonly string[];
  /** Default `UTC`: what TODAY means to the user. */
  readonly timeZone?: string;
}

const integrationProfile = 'Minimum Access - API Only Integrations';

/** Creates a user with permission sets, as the administrator would. Returns its id. Throws, naming what is missing. */
export function addUser(org: LocalOrg, user: NewUser): string {
  const administrator = org.asUser(org.administratorId);
  const idOf = (object: string, name: string): string => {
    const { rows } = administrator.query(
      `SELECT Id FROM ${object} WHERE Name = '${name.replaceAll("'", "\\'")}'`,
    );
    for (const [id] of rows) if (typeof id === 'string') return id;
    throw new Error(
      `The org has no ${object} named ${name}: deploy it before adding users with it`,
    );
  };
  const insert = (object: string, record: Readonly<Record<string, unknown>>): string => {
    const { id, errors } = administrator.insert(object, record);
    if (id !== null) return id;
    throw new Error(
      `${object} for ${user.username} was refused: ${errors.map(({ message }) => message).join('; ')}`,
    );
  };
  return org.transaction(() => {
    const userId = insert('User', {
      Username: user.username,
      LastName: user.lastName,
      Email: user.username,
      Alias: user.username.slice(0, 8),
      ProfileId: idOf('Profile', user.profile ?? integrationProfile),
      TimeZoneSidKey: user.timeZone ?? 'UTC',
    });
    for (const name of user.permissionSets) {
      insert('PermissionSetAssignment', {
        AssigneeId: userId,
        PermissionSetId: idOf('PermissionSet', name),
      });
    }
    return userId;
  });
}
