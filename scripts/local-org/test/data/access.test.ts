import { afterAll, describe, expect, it } from 'vitest';
import { addUser } from '../../seed/add-user.ts';
import {
  accountPackage,
  acmeOrg,
  deployed,
  fieldXml,
  file,
  inserted,
  objectFile,
  packageOf,
  refusal,
} from '../acme-org.ts';

const org = acmeOrg();
deployed(
  org,
  accountPackage(
    fieldXml('Hidden__c', 'Text', '<length>20</length>') +
      fieldXml('Readable__c', 'Text', '<length>20</length>') +
      fieldXml('Editable__c', 'Text', '<length>20</length>') +
      fieldXml('Computed__c', 'Text', '<formula>Hidden__c &amp; &quot;!&quot;</formula>') +
      fieldXml(
        'Needed__c',
        'Text',
        '<length>20</length><required>true</required><defaultValue>&quot;x&quot;</defaultValue>',
      ),
  ),
);
deployed(
  org,
  packageOf(
    { CustomObject: ['Secret__c', 'Setting__mdt'] },
    {
      'objects/Secret__c.object': objectFile(
        'Secret',
        fieldXml(
          'Account__c',
          'Lookup',
          '<referenceTo>Account</referenceTo><relationshipName>Secrets</relationshipName>',
        ),
      ),
      'objects/Setting__mdt.object': file(
        'CustomObject',
        `${fieldXml('Value__c', 'Text', '<length>20</length>')}<label>Setting</label><pluralLabel>Settings</pluralLabel>`,
      ),
    },
  ),
);

const fieldPermission = (field: string, editable: boolean) =>
  `<fieldPermissions><editable>${editable}</editable><field>Account.${field}</field><readable>true</readable></fieldPermissions>`;
const objectPermission = (object: string, ...rights: string[]) =>
  `<objectPermissions>${rights.map((right) => `<${right}>true</${right}>`).join('')}<object>${object}</object></objectPermissions>`;
const permissionSets = (sets: Readonly<Record<string, string>>) =>
  packageOf(
    { PermissionSet: Object.keys(sets) },
    Object.fromEntries(
      Object.entries(sets).map(([name, xml]) => [
        `permissionsets/${name}.permissionset`,
        file('PermissionSet', `<label>${name}</label>${xml}`),
      ]),
    ),
  );
deployed(
  org,
  permissionSets({
    Reader: `${objectPermission('Account', 'allowRead')}${fieldPermission('Readable__c', false)}${fieldPermission('Computed__c', false)}<customMetadataTypeAccesses><enabled>true</enabled><name>Setting__mdt</name></customMetadataTypeAccesses>`,
    Editor: `${objectPermission('Account', 'allowRead', 'allowEdit', 'allowCreate')}${fieldPermission('Editable__c', true)}`,
    SeesAll: objectPermission('Account', 'allowRead', 'viewAllFields'),
    SeesAllEdits: objectPermission('Account', 'allowRead', 'allowEdit', 'viewAllFields'),
    Auditor: '<userPermissions><enabled>true</enabled><name>ViewAllData</name></userPermissions>',
  }),
);
const acme = inserted(org, 'Account', {
  Name: 'Acme',
  Hidden__c: 'h',
  Readable__c: 'r',
  Editable__c: 'e',
});

let users = 0;
const userWith = (...sets: string[]) =>
  org.asUser(
    addUser(org, {
      username: `user${users++}@acme.example`,
      lastName: 'User',
      permissionSets: sets,
    }),
  );
afterAll(() => {
  org.close();
});

describe('Field-level security', () => {
  /** What each user can do with each field: nothing (-), read (r) or read and write (w). */
  const matrix: readonly (readonly [
    sets: readonly string[],
    hidden: string,
    readable: string,
    editable: string,
    computed: string,
    needed: string,
  ])[] = [
    [['Reader'], '-', 'r', '-', 'r', 'r'],
    [['Editor'], '-', '-', 'w', '-', 'w'],
    [['Reader', 'Editor'], '-', 'r', 'w', 'r', 'w'],
    [['SeesAll'], 'r', 'r', 'r', 'r', 'r'],
    [['SeesAllEdits'], 'r', 'r', 'r', 'r', 'w'],
    [['Auditor'], '-', '-', '-', '-', 'r'],
  ];
  const fieldNames = ['Hidden__c', 'Readable__c', 'Editable__c', 'Computed__c', 'Needed__c'];

  it.each(matrix)(
    'of %j: hidden %s, readable %s, editable %s, computed %s, needed %s',
    (sets, ...expected) => {
      const user = userWith(...sets);
      const described = new Map(
        user.describe('Account').fields.map((field) => [field.name, field]),
      );
      const found = fieldNames.map((name) => {
        const reads = refusal(() => user.query(`SELECT ${name} FROM Account`)) === undefined;
        expect(described.has(name), name).toBe(reads);
        const writes = user.update('Account', { Id: acme, [name]: 'x' }).success;
        return writes ? 'w' : reads ? 'r' : '-';
      });
      expect(found).toEqual(expected);
    },
  );

  it('hides a field from every part of a query as if it did not exist', () => {
    const user = userWith('Reader', 'Editor');
    for (const soql of [
      'SELECT Hidden__c FROM Account',
      "SELECT Id FROM Account WHERE Hidden__c = 'h'",
      'SELECT Id FROM Account ORDER BY Hidden__c',
      'SELECT COUNT(Hidden__c) FROM Account',
      'SELECT Id FROM Account WHERE NOT (Hidden__c = null)',
      'SELECT Id FROM Account GROUP BY Id, Hidden__c',
    ]) {
      expect(
        refusal(() => user.query(soql)),
        soql,
      ).toContain("No such column 'Hidden__c' on entity 'Account'");
    }
    expect(
      user.query('SELECT FIELDS(CUSTOM) FROM Account LIMIT 1').columns.map(({ name }) => name),
    ).toEqual(['Readable__c', 'Editable__c', 'Needed__c', 'Computed__c']);
    expect(user.retrieve('Account', acme)).not.toHaveProperty('Hidden__c');
  });

  it('does not keep a formula from using what its reader may not see', () => {
    const [row] = [...userWith('Reader').query('SELECT Computed__c FROM Account').rows];
    expect(row).toEqual(['h!']);
  });

  it('names every field a write may not touch', () => {
    const { errors } = userWith('Reader', 'Editor').update('Account', {
      Id: acme,
      Hidden__c: 'x',
      Readable__c: 'x',
      Editable__c: 'x',
    });
    expect(errors).toEqual([
      {
        statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
        message:
          'Unable to create/update fields: Hidden__c, Readable__c. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
        fields: ['Hidden__c', 'Readable__c'],
      },
    ]);
  });

  it('shows in describe what the user may write', () => {
    const user = userWith('Reader', 'Editor');
    const flags = user
      .describe('Account')
      .fields.filter(({ name }) => fieldNames.includes(name))
      .map(({ name, createable, updateable, calculated }) => [
        name,
        createable,
        updateable,
        calculated,
      ]);
    expect(flags).toEqual([
      ['Readable__c', false, false, false],
      ['Editable__c', true, true, false],
      ['Needed__c', true, true, false],
      ['Computed__c', false, false, true],
    ]);
  });
});

describe('Object permissions', () => {
  it('let a user without any see setup objects only', () => {
    const user = userWith();
    const names = user.describeGlobal().sobjects.map(({ name }) => name);
    expect(names).toContain('Organization');
    expect(names).not.toContain('Account');
    expect(names).not.toContain('Setting__mdt');
    expect(refusal(() => user.query('SELECT Id FROM Account'))).toContain(
      "INVALID_TYPE: \nSELECT Id FROM Account\n               ^\nERROR at Row:1:Column:16\nsObject type 'Account' is not supported.",
    );
    expect(refusal(() => user.insert('Account', { Name: 'x' }))).toContain('INVALID_TYPE');
    expect(refusal(() => user.describe('Account'))).toContain('INVALID_TYPE');
  });

  it('decide about each kind of write', () => {
    const [reader, editor] = [userWith('Reader'), userWith('Editor')];
    expect(reader.insert('Account', { Name: 'x' }).errors[0]?.statusCode).toBe(
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    );
    expect(reader.update('Account', { Id: acme, Name: 'x' }).errors[0]?.statusCode).toBe(
      'INSUFFICIENT_ACCESS_OR_READONLY',
    );
    expect(editor.delete('Account', acme).errors[0]?.statusCode).toBe(
      'INSUFFICIENT_ACCESS_OR_READONLY',
    );
    expect(editor.insert('Account', { Name: 'By editor' }).success).toBe(true);
    const head = editor.describe('Account');
    expect([head.createable, head.updateable, head.deletable]).toEqual([true, true, false]);
  });

  it('hide relationships to objects the user can not see', () => {
    const user = userWith('Reader');
    expect(refusal(() => user.query('SELECT (SELECT Id FROM Secrets__r) FROM Account'))).toContain(
      "Didn't understand relationship 'Secrets__r'",
    );
    expect(
      refusal(() =>
        user.query('SELECT Id FROM Account WHERE Id IN (SELECT Account__c FROM Secret__c)'),
      ),
    ).toContain("sObject type 'Secret__c' is not supported");
    expect(
      user.describe('Account').childRelationships.map(({ childSObject }) => childSObject),
    ).not.toContain('Secret__c');
  });

  it('with View All Data see the records of every object', () => {
    expect(userWith('Auditor').query('SELECT Id FROM Secret__c').totalSize).toBe(0);
  });

  it('let only those read Custom Metadata who were given access to the type', () => {
    expect(userWith('Reader').query('SELECT Value__c FROM Setting__mdt').totalSize).toBe(0);
    expect(refusal(() => userWith('Editor').query('SELECT Value__c FROM Setting__mdt'))).toContain(
      "sObject type 'Setting__mdt' is not supported",
    );
    expect(
      org.asUser(org.administratorId).insert('Setting__mdt', { DeveloperName: 'x' }).errors[0]
        ?.statusCode,
    ).toBe('INVALID_TYPE_FOR_OPERATION');
  });
});

describe('Permissions that change', () => {
  it('count at once for a session that is open: assigned, redeployed, taken away', () => {
    const user = userWith();
    const administrator = org.asUser(org.administratorId);
    const reads = () => refusal(() => user.query('SELECT Readable__c FROM Account')) === undefined;
    const [set] = [
      ...administrator.query("SELECT Id FROM PermissionSet WHERE Name = 'Reader'").rows,
    ].flat();
    const { id } = administrator.insert('PermissionSetAssignment', {
      AssigneeId: user.userId,
      PermissionSetId: set,
    });
    expect(reads()).toBe(true);
    deployed(org, permissionSets({ Reader: objectPermission('Account', 'allowRead') }));
    expect(reads()).toBe(false);
    deployed(
      org,
      permissionSets({
        Reader: objectPermission('Account', 'allowRead') + fieldPermission('Readable__c', false),
      }),
    );
    expect(reads()).toBe(true);
    administrator.delete('PermissionSetAssignment', id ?? '');
    expect(reads()).toBe(false);
  });

  it('in a transaction that is undone do not count', () => {
    const user = userWith();
    const administrator = org.asUser(org.administratorId);
    const [set] = [
      ...administrator.query("SELECT Id FROM PermissionSet WHERE Name = 'Reader'").rows,
    ].flat();
    const reads = () => refusal(() => user.query('SELECT Id FROM Account')) === undefined;
    expect(() =>
      org.transaction(() => {
        administrator.insert('PermissionSetAssignment', {
          AssigneeId: user.userId,
          PermissionSetId: set,
        });
        expect(reads()).toBe(true);
        throw new Error('undone');
      }),
    ).toThrow('undone');
    expect(reads()).toBe(false);
  });
});

describe('A user', () => {
  it('that is unknown or inactive has no session', () => {
    const user = userWith('Reader');
    org.asUser(org.administratorId).update('User', { Id: user.userId, IsActive: false });
    expect(refusal(() => org.asUser(user.userId))).toContain('INVALID_SESSION_ID');
    expect(refusal(() => org.asUser('005000000000000AAA'))).toContain('INVALID_SESSION_ID');
  });

  it('with the Standard User profile works with Accounts out of the box', () => {
    const id = addUser(org, {
      username: 'standard@acme.example',
      lastName: 'S',
      profile: 'Standard User',
      permissionSets: [],
    });
    const user = org.asUser(id);
    expect(user.insert('Account', { Name: 'Mine', Industry: 'Media' }).success).toBe(true);
    expect(refusal(() => user.query('SELECT Readable__c FROM Account'))).toContain(
      'No such column',
    );
  });
});
