import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { accountFieldFiles, isvPermissionSet } from '../../seed/account-fields.ts';
import { addUser } from '../../seed/add-user.ts';
import { acmeOrg, column, deployed, inserted, rows } from '../acme-org.ts';

const folder = mkdtempSync(join(tmpdir(), 'local-org-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('An org in a file', () => {
  it('is the same when it is opened again: ids, schema, records, permissions, numbering, files', () => {
    const path = join(folder, 'acme.db');
    const first = acmeOrg({ path });
    deployed(first, accountFieldFiles());
    const userId = addUser(first, {
      username: 'i@acme.example',
      lastName: 'I',
      permissionSets: [isvPermissionSet],
    });
    const account = inserted(first, 'Account', { Name: 'Acme', MAU__c: 3, ContractValue__c: 120 });
    inserted(first, 'sfLma__License__c', { sfLma__Account__c: account });
    const schema = first.schema.objects();
    first.close();

    const second = acmeOrg({ path, organizationName: 'Another name' });
    expect([second.organizationId, second.administratorId]).toEqual([
      first.organizationId,
      first.administratorId,
    ]);
    expect(second.schema.objects()).toEqual(schema);
    expect([
      ...second.asUser(userId).query('SELECT Id, MAU__c, SeatsFromContracts__c FROM Account').rows,
    ]).toEqual([[account, 3, 1]]);
    inserted(second, 'sfLma__License__c', {});
    expect(column(second, 'SELECT Name FROM sfLma__License__c ORDER BY Name')).toEqual([
      'L-00001',
      'L-00002',
    ]);
    expect(inserted(second, 'Account', { Name: 'Next' })).not.toBe(account);
    expect(second.components('PermissionSet').map(({ fullName }) => fullName)).toEqual([
      isvPermissionSet,
    ]);
    second.close();
  });

  it('keeps nothing of a transaction that was not finished', () => {
    const path = join(folder, 'half.db');
    const org = acmeOrg({ path });
    expect(() =>
      org.transaction(() => {
        inserted(org, 'Account', { Name: 'Half' });
        throw new Error('crash');
      }),
    ).toThrow('crash');
    org.close();
    const again = acmeOrg({ path });
    expect(rows(again, 'SELECT Id FROM Account')).toEqual([]);
    again.close();
  });

  it('of another format is refused with what to do', () => {
    const path = join(folder, 'old.db');
    acmeOrg({ path }).close();
    const database = new DatabaseSync(path);
    database.exec("UPDATE _setting SET value = '0' WHERE key = 'format'");
    database.close();
    expect(() => acmeOrg({ path })).toThrow(/format 0.*Delete the file and seed it again/);
  });
});

describe('Two orgs', () => {
  it('of different names are different organizations with different administrators', () => {
    const [a, b] = [acmeOrg(), acmeOrg({ organizationName: 'Beta & Söhne' })];
    expect(a.organizationId).toMatch(/^00D\w{15}$/);
    expect(a.organizationId).not.toBe(b.organizationId);
    expect(column(b, 'SELECT Username FROM User')).toEqual(['admin@beta-s-hne.example']);
    expect(
      rows(
        b,
        'SELECT Id, Name, IsSandbox, NamespacePrefix, TimeZoneSidKey, DefaultLocaleSidKey FROM Organization',
      ),
    ).toEqual([[b.organizationId, 'Beta & Söhne', false, null, 'UTC', 'en_US']]);
    a.close();
    b.close();
  });
});
