import { afterAll, describe, expect, it } from 'vitest';
import type { UserSession } from '../../data/user-session.ts';
import {
  accountPackage,
  acmeOrg,
  column,
  deployed,
  fieldXml,
  inserted,
  objectFile,
  packageOf,
  refusal,
  rows,
} from '../acme-org.ts';

const picklistXml = (restricted: boolean, ...values: string[]) =>
  `<valueSet><restricted>${restricted}</restricted><valueSetDefinition>${values.map((value) => `<value><fullName>${value}</fullName><default>${value === 'Info'}</default><label>${value}!</label></value>`).join('')}</valueSetDefinition></valueSet>`;

let time = new Date('2026-11-24T10:00:00.000Z');
const org = acmeOrg({ clock: { now: () => time } });
deployed(
  org,
  accountPackage(
    [
      fieldXml('Note__c', 'Text', '<length>10</length>'),
      fieldXml('Number__c', 'Number', '<precision>5</precision><scale>2</scale>'),
      fieldXml('Day__c', 'Date'),
      fieldXml('Moment__c', 'DateTime'),
      fieldXml('Flag__c', 'Checkbox', '<defaultValue>true</defaultValue>'),
      fieldXml('Level__c', 'Picklist', picklistXml(true, 'Info', 'Error')),
      fieldXml('Open__c', 'Picklist', picklistXml(false, 'A')),
      fieldXml(
        'Colours__c',
        'MultiselectPicklist',
        `${picklistXml(true, 'Red', 'Blue')}<visibleLines>3</visibleLines>`,
      ),
      fieldXml('Mail__c', 'Email'),
      fieldXml(
        'Key__c',
        'Text',
        '<length>40</length><unique>true</unique><externalId>true</externalId>',
      ),
      fieldXml(
        'Case_Key__c',
        'Text',
        '<length>40</length><unique>true</unique><caseSensitive>true</caseSensitive>',
      ),
      fieldXml('Loose_Key__c', 'Text', '<length>40</length><externalId>true</externalId>'),
      fieldXml(
        'Window__c',
        'Text',
        '<length>40</length><defaultValue>&quot;calendar&quot;</defaultValue>',
      ),
      fieldXml(
        'Share__c',
        'Number',
        '<precision>3</precision><scale>0</scale><defaultValue>10</defaultValue>',
      ),
      fieldXml('Twice__c', 'Number', '<formula>Number__c * 2</formula>'),
    ].join(''),
  ),
);
deployed(
  org,
  packageOf(
    { CustomObject: ['Run__c', 'Entry__c', 'Blocker__c'] },
    {
      'objects/Run__c.object': objectFile('Run', '').replace(
        '<label>Name</label><type>Text</type>',
        '<displayFormat>RUN-{000000}</displayFormat><label>Run</label><type>AutoNumber</type>',
      ),
      'objects/Entry__c.object': objectFile(
        'Entry',
        fieldXml(
          'Run__c',
          'MasterDetail',
          '<referenceTo>Run__c</referenceTo><relationshipName>Entries</relationshipName>',
        ) +
          fieldXml(
            'Account__c',
            'Lookup',
            '<deleteConstraint>SetNull</deleteConstraint><referenceTo>Account</referenceTo><relationshipName>Entries</relationshipName>',
          ),
        'ControlledByParent',
      ),
      'objects/Blocker__c.object': objectFile(
        'Blocker',
        fieldXml(
          'Account__c',
          'Lookup',
          '<deleteConstraint>Restrict</deleteConstraint><referenceTo>Account</referenceTo><relationshipName>Blockers</relationshipName>',
        ),
      ),
    },
  ),
);
afterAll(() => {
  org.close();
});

const session: UserSession = org.asUser(org.administratorId);
const acme = inserted(org, 'Account', { Name: 'Acme', Key__c: 'acme' });
const stored = (field: string, id = acme) =>
  column(org, `SELECT ${field} FROM Account WHERE Id = '${id}'`)[0];

const coercions: readonly (readonly [field: string, given: unknown, stored: unknown])[] = [
  ['NumberOfEmployees', '12', 12],
  ['numberofemployees', 13, 13],
  ['AnnualRevenue', '3.00E+07', 30_000_000],
  ['AnnualRevenue', '1.2345678E7', 12_345_678],
  ['Number__c', -999.99, -999.99],
  ['Number__c', 1.23456, 1.23456],
  ['Number__c', '', null],
  ['Number__c', 0, 0],
  ['Number__c', null, null],
  ['Note__c', 42, '42'],
  ['Note__c', '1234567890', '1234567890'],
  ['Note__c', '', null],
  ['Flag__c', 'TRUE', true],
  ['Flag__c', 'no', false],
  ['Flag__c', '1', true],
  ['Day__c', '2024-02-29', '2024-02-29'],
  ['Day__c', '2026-11-24T23:00:00Z', '2026-11-24'],
  ['Moment__c', '2026-11-24T10:00:00Z', '2026-11-24T10:00:00.000+0000'],
  ['Moment__c', '2026-11-24T10:00:00.5+01:00', '2026-11-24T09:00:00.500+0000'],
  ['Moment__c', '2026-11-24T10:00:00.000+0000', '2026-11-24T10:00:00.000+0000'],
  ['Moment__c', '2026-11-24T10:00:00', '2026-11-24T10:00:00.000+0000'],
  ['Level__c', 'Error', 'Error'],
  ['Open__c', 'anything', 'anything'],
  ['Colours__c', 'Blue; Red;Blue', 'Red;Blue'],
  ['Mail__c', 'a@b.example', 'a@b.example'],
];

describe('A value', () => {
  it.each(coercions)('%s = %j is stored as %j', (field, given, expected) => {
    expect(session.update('Account', { Id: acme, [field]: given })).toEqual({
      id: acme,
      success: true,
      errors: [],
    });
    expect(stored(field)).toEqual(expected);
  });
});

const rowErrors: readonly (readonly [
  field: string,
  given: unknown,
  code: string,
  message: string,
])[] = [
  [
    'BillingCity',
    'x'.repeat(41),
    'STRING_TOO_LONG',
    `Billing City: data value too large: ${'x'.repeat(41)} (max length=40)`,
  ],
  [
    'Note__c',
    '12345678901',
    'STRING_TOO_LONG',
    'Note: data value too large: 12345678901 (max length=10)',
  ],
  [
    'Number__c',
    1000,
    'NUMBER_OUTSIDE_VALID_RANGE',
    'Number: value outside of valid range on numeric field: 1000',
  ],
  [
    'NumberOfEmployees',
    1431655766,
    'NUMBER_OUTSIDE_VALID_RANGE',
    'Employees: value outside of valid range on numeric field: 1431655766',
  ],
  [
    'Level__c',
    'info',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'Level: bad value for restricted picklist field: info',
  ],
  [
    'Colours__c',
    'Red;Pink',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'Colours: bad value for restricted picklist field: Pink',
  ],
  ['Mail__c', 'nobody', 'INVALID_EMAIL_ADDRESS', 'Mail: invalid email address: nobody'],
  ['Flag__c', null, 'INVALID_TYPE_ON_FIELD_IN_RECORD', 'Flag: value not of required type: '],
  ['ParentId', 'abc', 'MALFORMED_ID', 'Parent Account ID: id value of incorrect type: abc'],
  [
    'ParentId',
    '003000000000001AAA',
    'MALFORMED_ID',
    'Parent Account ID: id value of incorrect type: 003000000000001AAA',
  ],
  ['ParentId', '001000000000001AAA', 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'],
  ['Name', '', 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [Name]'],
  ['Name', null, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [Name]'],
];

describe('A value that does not fit', () => {
  it.each(rowErrors)('%s = %j gives the record an error', (field, given, statusCode, message) => {
    const before = rows(org, `SELECT SystemModstamp, ${field} FROM Account WHERE Id = '${acme}'`);
    time = new Date(time.getTime() + 1000);
    const { success, errors } = session.update('Account', { Id: acme, [field]: given });
    expect([success, errors]).toEqual([false, [{ statusCode, message, fields: [field] }]]);
    expect(rows(org, `SELECT SystemModstamp, ${field} FROM Account WHERE Id = '${acme}'`)).toEqual(
      before,
    );
  });

  it('is reported with every other of the record', () => {
    const { errors } = session.insert('Account', {
      Name: 'x',
      Number__c: 1e9,
      Note__c: 'far too long',
    });
    expect(errors.map(({ statusCode }) => statusCode)).toEqual([
      'NUMBER_OUTSIDE_VALID_RANGE',
      'STRING_TOO_LONG',
    ]);
  });

  it.each([
    ['Number__c', 'abc', 'Cannot deserialize instance of double from VALUE_STRING value abc'],
    ['Number__c', true, 'Cannot deserialize instance of double from VALUE_BOOLEAN value true'],
    [
      'NumberOfEmployees',
      '12.5',
      'Cannot deserialize instance of int from VALUE_STRING value 12.5',
    ],
    ['Flag__c', 1, 'Cannot deserialize instance of boolean from VALUE_NUMBER value 1'],
    [
      'Day__c',
      '2026-02-30',
      'Cannot deserialize instance of date from VALUE_STRING value 2026-02-30',
    ],
    [
      'Moment__c',
      '2026-11-24',
      'Cannot deserialize instance of datetime from VALUE_STRING value 2026-11-24',
    ],
    ['Note__c', { a: 1 }, 'Cannot deserialize instance of string from START_OBJECT value {'],
    ['Note__c', [1], 'Cannot deserialize instance of string from START_ARRAY value ['],
  ])('%s = %j fails the whole request in JSON and the row in CSV', (field, given, message) => {
    const write = (format: 'json' | 'csv') =>
      session.update('Account', { Id: acme, [field]: given }, { format });
    expect(refusal(() => write('json'))).toContain(`JSON_PARSER_ERROR: ${message}`);
    if (typeof given === 'object') return;
    expect(write('csv').errors[0]).toMatchObject({
      statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD',
      fields: [field],
    });
  });
});

describe('A new record', () => {
  it('gets defaults, an owner, audit fields and an id with the prefix of its object', () => {
    const id = inserted(org, 'Account', { Name: 'New' });
    expect(id).toMatch(/^001\w{15}$/);
    expect(
      rows(
        org,
        `SELECT Window__c, Share__c, Flag__c, Level__c, Open__c, OwnerId, CreatedById, CreatedDate, SystemModstamp, IsDeleted FROM Account WHERE Id = '${id}'`,
      ),
    ).toEqual([
      [
        'calendar',
        10,
        true,
        'Info',
        null,
        org.administratorId,
        org.administratorId,
        time.toISOString().replace('Z', '+0000'),
        time.toISOString().replace('Z', '+0000'),
        false,
      ],
    ]);
  });

  it('keeps null where null is given, whatever the default', () => {
    const id = inserted(org, 'Account', { Name: 'Nulls', Window__c: null, Share__c: null });
    expect(rows(org, `SELECT Window__c, Share__c FROM Account WHERE Id = '${id}'`)).toEqual([
      [null, null],
    ]);
  });

  it('is refused without its required fields', () => {
    expect(session.insert('Account', {})).toEqual({
      id: null,
      success: false,
      errors: [
        {
          statusCode: 'REQUIRED_FIELD_MISSING',
          message: 'Required fields are missing: [Name]',
          fields: ['Name'],
        },
      ],
    });
    expect(session.insert('Entry__c', { Name: 'x' }).errors[0]?.message).toBe(
      'Required fields are missing: [Run__c]',
    );
  });

  it('can not bring its own id, formula or audit fields', () => {
    expect(session.insert('Account', { Id: acme, Name: 'x' }).errors[0]).toMatchObject({
      statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      fields: ['Id'],
    });
    expect(
      session.insert('Account', { Name: 'x', Twice__c: 1, createddate: '2026-01-01T00:00:00Z' })
        .errors,
    ).toEqual([
      {
        statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
        message:
          'Unable to create/update fields: Twice__c, CreatedDate. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
        fields: ['Twice__c', 'CreatedDate'],
      },
    ]);
  });

  it('can not have fields the object lacks', () => {
    expect(session.insert('Account', { Name: 'x', Nope__c: 1 }).errors[0]).toMatchObject({
      statusCode: 'INVALID_FIELD',
      message: "No such column 'Nope__c' on sobject of type Account",
    });
  });

  it('is numbered where its name is an auto number, without gaps for those refused', () => {
    const [first, second] = [inserted(org, 'Run__c', {}), inserted(org, 'Run__c', {})];
    expect(session.insert('Run__c', { OwnerId: 'abc' }).success).toBe(false);
    const third = inserted(org, 'Run__c', {});
    expect(
      [first, second, third].map(
        (id) => column(org, `SELECT Name FROM Run__c WHERE Id = '${id}'`)[0],
      ),
    ).toEqual(['RUN-000001', 'RUN-000002', 'RUN-000003']);
  });

  it('is called by its id where a text name is left out', () => {
    const id = inserted(org, 'Blocker__c', {});
    expect(column(org, `SELECT Name FROM Blocker__c WHERE Id = '${id}'`)).toEqual([
      id.slice(0, 15),
    ]);
  });

  it('ignores attributes, and names its parent by an external id when asked to', () => {
    const id = inserted(org, 'Account', {
      attributes: { type: 'Account' },
      Name: 'Child',
      Parent: { Key__c: 'ACME' },
    });
    expect(stored('ParentId', id)).toBe(acme);
    const csv = session.insert(
      'Account',
      { Name: 'Child 2', 'Parent.Key__c': 'acme' },
      { format: 'csv' },
    );
    expect(stored('ParentId', csv.id ?? '')).toBe(acme);
    expect(
      session.insert('Account', { Name: 'Child 3', Parent: { Key__c: 'Nobody' } }).errors[0]
        ?.message,
    ).toBe('Foreign key external ID: nobody not found for field Key__c in entity Account');
  });
});

describe('A unique field', () => {
  it('refuses a second record with its value, in any case', () => {
    const { errors } = session.insert('Account', { Name: 'x', Key__c: 'ACME' });
    expect(errors).toEqual([
      {
        statusCode: 'DUPLICATE_VALUE',
        message: `duplicate value found: Key__c duplicates value on record with id: ${acme.slice(0, 15)}`,
        fields: [],
      },
    ]);
  });

  it('that minds case takes both', () => {
    inserted(org, 'Account', { Name: 'x', Case_Key__c: 'k' });
    inserted(org, 'Account', { Name: 'x', Case_Key__c: 'K' });
    expect(session.insert('Account', { Name: 'x', Case_Key__c: 'K' }).success).toBe(false);
  });

  it('takes any number of blanks, the record itself again, and the value of a deleted one', () => {
    expect(session.update('Account', { Id: acme, Key__c: 'Acme' }).success).toBe(true);
    const id = inserted(org, 'Account', { Name: 'Gone', Key__c: 'gone' });
    session.delete('Account', id);
    inserted(org, 'Account', { Name: 'Back', Key__c: 'gone' });
  });
});

describe('An update', () => {
  it('moves the audit fields each time, and leaves creation alone', () => {
    const id = inserted(org, 'Account', { Name: 'Audit' });
    const created = time;
    time = new Date('2026-11-25T00:00:00.000Z');
    session.update('Account', { Id: id.slice(0, 15), Name: 'Audit' });
    expect(
      rows(
        org,
        `SELECT CreatedDate, LastModifiedDate, SystemModstamp FROM Account WHERE Id = '${id}'`,
      ),
    ).toEqual([
      [
        created.toISOString().replace('Z', '+0000'),
        '2026-11-25T00:00:00.000+0000',
        '2026-11-25T00:00:00.000+0000',
      ],
    ]);
  });

  it('of a parent changes formulas of its children, and moves none of them', () => {
    deployed(
      org,
      accountPackage(fieldXml('Parent_Number__c', 'Number', '<formula>Parent.Number__c</formula>')),
    );
    const parent = inserted(org, 'Account', { Name: 'Parent', Number__c: 1 });
    const child = inserted(org, 'Account', { Name: 'Child', ParentId: parent });
    const read = () =>
      rows(org, `SELECT Parent_Number__c, SystemModstamp FROM Account WHERE Id = '${child}'`)[0];
    const [, modstamp] = read() ?? [];
    time = new Date(time.getTime() + 60_000);
    session.update('Account', { Id: parent, Number__c: 2 });
    expect(read()).toEqual([2, modstamp]);
  });

  it('of a formula does not move the records whose values it changes', () => {
    const before = rows(org, `SELECT SystemModstamp FROM Account WHERE Id = '${acme}'`);
    time = new Date('2026-11-26T00:00:00.000Z');
    deployed(
      org,
      accountPackage(fieldXml('Twice__c', 'Number', '<formula>Number__c * 3</formula>')),
    );
    expect(rows(org, `SELECT SystemModstamp FROM Account WHERE Id = '${acme}'`)).toEqual(before);
  });

  it.each([
    [{}, 'MISSING_ARGUMENT', 'Id not specified in an update call'],
    [{ Id: '001000000000001AAA' }, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'],
    [{ Id: 'abc' }, 'MALFORMED_ID', 'Account ID: id value of incorrect type: abc'],
  ])('of %j is refused', (record, statusCode, message) => {
    expect(session.update('Account', { ...record, Name: 'x' }).errors[0]).toMatchObject({
      statusCode,
      message,
    });
  });

  it('of a locked row fails and can be tried again', () => {
    org.locks = (object, id) => object === 'Account' && id === acme;
    const { errors } = session.update('Account', { Id: acme, Name: 'Locked' });
    expect(errors[0]).toMatchObject({
      statusCode: 'UNABLE_TO_LOCK_ROW',
      message: `unable to obtain exclusive access to this record or 1 records: ${acme}`,
      fields: [],
    });
    org.locks = () => false;
    expect(session.update('Account', { Id: acme, Name: 'Acme' }).success).toBe(true);
  });
});

describe('A locked parent', () => {
  it('keeps children from being saved below it, and others not', () => {
    org.locks = (_object, id) => id === acme;
    const locked = session.insert('Contact', { LastName: 'Child', AccountId: acme });
    expect(locked.errors[0]).toMatchObject({
      statusCode: 'UNABLE_TO_LOCK_ROW',
      message: `unable to obtain exclusive access to this record or 1 records: ${acme}`,
    });
    const contact = session.insert('Contact', { LastName: 'Orphan' });
    expect(contact.success).toBe(true);
    expect(session.update('Contact', { Id: contact.id, AccountId: acme }).success).toBe(false);
    expect(session.update('Contact', { Id: contact.id, LastName: 'Other' }).success).toBe(true);
    org.locks = () => false;
    expect(session.update('Contact', { Id: contact.id, AccountId: acme }).success).toBe(true);
  });

  it('is no user: who owns a record does not lock it', () => {
    org.locks = (object) => object === 'User';
    expect(session.insert('Account', { Name: 'Owned' }).success).toBe(true);
    org.locks = () => false;
  });
});

describe('An upsert', () => {
  it('creates once and updates after that', () => {
    const first = session.upsert('Account', 'Key__c', { Name: 'Up', Key__c: 'up' });
    const second = session.upsert('Account', 'key__c', { Name: 'Up 2', Key__c: 'UP' });
    expect([first.created, second.created, first.id === second.id]).toEqual([true, false, true]);
    expect(stored('Name', first.id ?? '')).toBe('Up 2');
  });

  it('by an id updates, and without one creates', () => {
    expect(session.upsert('Account', 'Id', { Id: acme, Name: 'Acme' })).toEqual({
      id: acme,
      success: true,
      errors: [],
      created: false,
    });
    expect(session.upsert('Account', 'Id', { Name: 'Fresh' })).toMatchObject({
      success: true,
      created: true,
    });
  });

  it('that meets several records changes none and names them', () => {
    const ids = ['a', 'b'].map((name) =>
      inserted(org, 'Account', { Name: name, Loose_Key__c: 'twin' }),
    );
    const result = session.upsert('Account', 'Loose_Key__c', { Name: 'x', Loose_Key__c: 'twin' });
    expect(result).toMatchObject({ success: false, created: false, matches: ids });
    expect(result.errors[0]?.statusCode).toBe('DUPLICATE_EXTERNAL_ID');
  });

  it('needs a key: one that is a key, and a value', () => {
    expect(refusal(() => session.upsert('Account', 'Note__c', { Name: 'x' }))).toContain(
      'INVALID_FIELD: Field name provided, Note__c does not match an External ID',
    );
    expect(session.upsert('Account', 'Key__c', { Name: 'x' }).errors[0]?.statusCode).toBe(
      'MISSING_ARGUMENT',
    );
  });
});

describe('A deleted record', () => {
  it('has moved with its deletion, as replication needs to see', () => {
    const id = inserted(org, 'Account', { Name: 'Moved' });
    time = new Date(time.getTime() + 60_000);
    session.delete('Account', id);
    const [found] = session.query(`SELECT SystemModstamp FROM Account WHERE Id = '${id}'`, {
      all: true,
    }).rows;
    expect(found).toEqual([time.toISOString().replace('Z', '+0000')]);
  });

  it('is gone for queries and writes, but not for queryAll', () => {
    const id = inserted(org, 'Account', { Name: 'Deleted' });
    expect(session.delete('Account', id.slice(0, 15))).toEqual({ id, success: true, errors: [] });
    expect(column(org, `SELECT Id FROM Account WHERE Id = '${id}'`)).toEqual([]);
    expect([
      ...session.query(`SELECT Id, IsDeleted FROM Account WHERE Id = '${id}'`, { all: true }).rows,
    ]).toEqual([[id, true]]);
    expect(session.update('Account', { Id: id, Name: 'x' }).errors).toEqual([
      { statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] },
    ]);
    expect(session.delete('Account', id).errors[0]?.statusCode).toBe('ENTITY_IS_DELETED');
    expect(refusal(() => session.retrieve('Account', id))).toBe(
      'ENTITY_IS_DELETED: entity is deleted',
    );
    expect(session.insert('Contact', { LastName: 'x', AccountId: id }).errors[0]?.statusCode).toBe(
      'ENTITY_IS_DELETED',
    );
  });

  it('takes its details along and brings them back, while lookups to it stay blank', () => {
    const account = inserted(org, 'Account', { Name: 'Parent' });
    const run = inserted(org, 'Run__c', {});
    const entry = inserted(org, 'Entry__c', { Run__c: run, Account__c: account });
    session.delete('Account', account);
    expect(rows(org, `SELECT Id, Account__c FROM Entry__c WHERE Id = '${entry}'`)).toEqual([
      [entry, null],
    ]);
    session.delete('Run__c', run);
    expect(column(org, `SELECT Id FROM Entry__c WHERE Id = '${entry}'`)).toEqual([]);
    expect(session.undelete('Entry__c', entry).success).toBe(false);
    expect(session.undelete('Run__c', run)).toEqual({ id: run, success: true, errors: [] });
    expect(column(org, `SELECT Id FROM Entry__c WHERE Id = '${entry}'`)).toEqual([entry]);
    expect(session.undelete('Run__c', run).errors[0]?.statusCode).toBe('UNDELETE_FAILED');
  });

  it('is kept by a lookup that restricts', () => {
    const account = inserted(org, 'Account', { Name: 'Kept' });
    const blocker = inserted(org, 'Blocker__c', { Account__c: account });
    expect(session.delete('Account', account).errors[0]).toMatchObject({
      statusCode: 'DELETE_FAILED',
      message: expect.stringContaining(blocker) as string,
    });
    expect(column(org, `SELECT Id FROM Account WHERE Id = '${account}'`)).toEqual([account]);
  });
});

describe('Merged Accounts', () => {
  it('leave a master with everything that looked up to them', () => {
    const [master = '', loser = '', other = ''] = ['Master', 'Loser', 'Other'].map((name) =>
      inserted(org, 'Account', { Name: name }),
    );
    const license = inserted(org, 'sfLma__License__c', { sfLma__Account__c: loser });
    const contact = inserted(org, 'Contact', { LastName: 'x', AccountId: other });
    expect(org.mergeAccounts(master, [loser.slice(0, 15), other])).toEqual({
      id: master,
      success: true,
      errors: [],
    });
    expect(
      column(org, `SELECT sfLma__Account__c FROM sfLma__License__c WHERE Id = '${license}'`),
    ).toEqual([master]);
    expect(column(org, `SELECT AccountId FROM Contact WHERE Id = '${contact}'`)).toEqual([master]);
    expect([
      ...session.query(`SELECT IsDeleted, MasterRecordId FROM Account WHERE Id = '${loser}'`, {
        all: true,
      }).rows,
    ]).toEqual([[true, master]]);
    expect(session.update('Account', { Id: loser, Name: 'x' }).errors[0]?.statusCode).toBe(
      'ENTITY_IS_DELETED',
    );
    session.delete('Account', master);
    session.undelete('Account', master);
    expect(column(org, `SELECT Id FROM Account WHERE Id = '${loser}'`)).toEqual([]);
  });

  it('refuses to merge a record with itself, a deleted one or too many', () => {
    expect(org.mergeAccounts(acme, [acme]).success).toBe(false);
    expect(org.mergeAccounts(acme, []).success).toBe(false);
  });
});

describe('A transaction', () => {
  it('that throws leaves nothing behind, inner ones included', () => {
    const work = () =>
      org.transaction(() => {
        inserted(org, 'Account', { Name: 'Phantom' });
        org.transaction(() => inserted(org, 'Account', { Name: 'Phantom' }));
        throw new Error('no');
      });
    expect(work).toThrow('no');
    expect(column(org, "SELECT COUNT(Id) FROM Account WHERE Name = 'Phantom'")).toEqual([0]);
  });

  it('survives an inner one that is given up', () => {
    org.transaction(() => {
      inserted(org, 'Account', { Name: 'Outer' });
      expect(() =>
        org.transaction(() => {
          inserted(org, 'Account', { Name: 'Inner' });
          throw new Error('inner');
        }),
      ).toThrow('inner');
    });
    expect(column(org, "SELECT Name FROM Account WHERE Name IN ('Outer', 'Inner')")).toEqual([
      'Outer',
    ]);
  });
});

describe('Retrieving', () => {
  it('gives one record with the fields asked for', () => {
    expect(session.retrieve('Account', acme, ['Name', 'Parent.Name'])).toEqual({
      attributes: { type: 'Account', url: `/services/data/v67.0/sobjects/Account/${acme}` },
      Name: 'Acme',
      Parent: null,
    });
    expect(Object.keys(session.retrieve('account', acme.slice(0, 15)))).toContain('Twice__c');
  });

  it.each([
    ['001000000000001AAA', undefined, 'NOT_FOUND'],
    ['nonsense', undefined, 'MALFORMED_ID'],
    [acme, ['Nope'], 'INVALID_FIELD'],
    [acme, ['Id FROM Account --'], 'INVALID_FIELD'],
  ])('%s with %j is refused', (id, fields, code) => {
    expect(refusal(() => session.retrieve('Account', id, fields))).toContain(code);
  });
});

describe('An object', () => {
  it('that does not exist is refused', () => {
    expect(refusal(() => session.insert('Nope__c', {}))).toContain(
      "INVALID_TYPE: sObject type 'Nope__c' is not supported.",
    );
  });

  it('that is read only is refused', () => {
    expect(session.insert('Organization', { Name: 'x' }).errors[0]?.statusCode).toBe(
      'INVALID_TYPE_FOR_OPERATION',
    );
    expect(session.delete('User', org.administratorId).errors[0]?.statusCode).toBe(
      'INVALID_TYPE_FOR_OPERATION',
    );
  });
});
