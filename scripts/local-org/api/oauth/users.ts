import type { LocalOrg } from '../../org.ts';
import type { FieldValue } from '../../soql/query-result.ts';

/** A user as sign-in and identity need it. */
export interface OrgUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly isActive: boolean;
}

/** Looks users up with the administrator's eyes: signing in comes before anybody has a session. */
export class Users {
  readonly #org: LocalOrg;

  constructor(org: LocalOrg) {
    this.#org = org;
  }

  /** Usernames are compared without regard to case, as in an org. */
  withUsername(username: string): OrgUser | undefined {
    return this.#find(`Username = ${quoted(username)}`);
  }

  withId(id: string): OrgUser | undefined {
    return this.#find(`Id = ${quoted(id)}`);
  }

  all(): readonly OrgUser[] {
    return this.#select('');
  }

  #find(condition: string): OrgUser | undefined {
    return this.#select(` WHERE ${condition} LIMIT 1`)[0];
  }

  #select(rest: string): OrgUser[] {
    const session = this.#org.asUser(this.#org.administratorId);
    const found = session.query(`SELECT Id, Username, Name, Email, IsActive FROM User${rest}`);
    return Array.from(found.rows, ([id, username, name, email, isActive]) => ({
      id: text(id),
      username: text(username),
      name: text(name),
      email: typeof email === 'string' ? email : null,
      isActive: isActive === true,
    }));
  }
}

function text(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
