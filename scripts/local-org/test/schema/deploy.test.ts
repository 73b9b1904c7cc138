import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../org.ts';
import type { DeployFiles } from '../../schema/deploy/deploy-result.ts';
import { accountFieldFiles, isvPermissionSet } from '../../seed/account-fields.ts';
import { addUser } from '../../seed/add-user.ts';
import {
  accountPackage,
  acmeOrg,
  column,
  deployed,
  fieldXml,
  file,
  inserted,
  objectFile,
  packageOf,
  refusal,
  rows,
} from '../acme-org.ts';

let org: LocalOrg;
beforeEach(() => {
  org = acmeOrg();
});
afterEach(() => {
  org.close();
});

const relationshipXml = (name: string, target: string, controlling = '') =>
  fieldXml(
    name,
    'MetadataRelationship',
    `<fieldManageability>SubscriberControlled</fieldManageability>${controlling}<referenceTo>${target}</referenceTo><relationshipLabel>Mappings</relationshipLabel><relationshipName>Mappings_${target}</relationshipName><required>true</required>`,
  );

const mappingType = file(
  'CustomObject',
  [
    relationshipXml('Object__c', 'EntityDefinition'),
    relationshipXml(
      'Field__c',
      'FieldDefinition',
      '<metadataRelationshipControllingField>Mapping__mdt.Object__c</metadataRelationshipControllingField>',
    ),
    fieldXml('Key__c', 'Text', '<length>20</length>'),
    fieldXml('IsActive__c', 'Checkbox', '<defaultValue>true</defaultValue>'),
    '<validationRules><fullName>AccountOnly</fullName><active>true</active><errorConditionFormula>Object__r.QualifiedApiName &lt;&gt; &quot;Account&quot;</errorConditionFormula><errorDisplayField>Object__c</errorDisplayField><errorMessage>Only Account.</errorMessage></validationRules>',
    '<label>Mapping</label><pluralLabel>Mappings</pluralLabel>',
  ].join(''),
);

const usage = fieldXml('MAU__c', 'Number', '<precision>18</precision><scale>0</scale>');

/** A mapping record; values by field name. */
function mapping(name: string, values: Readonly<Record<string, string | null>>): DeployFiles {
  const xml = Object.entries(values).map(([field, value]) =>
    value === null
      ? `<values><field>${field}</field><value xsi:nil="true"/></values>`
      : `<values><field>${field}</field><value xsi:type="xsd:string">${value}</value></values>`,
  );
  return packageOf(
    { CustomMetadata: [`Mapping.${name}`] },
    {
      [`customMetadata/Mapping.${name}.md`]: file(
        'CustomMetadata',
        `<label>Mapping ${name}</label><protected>false</protected>${xml.join('')}`,
      ),
    },
  );
}

/** A package that deletes these fields of Account, and records of mappings before them. */
function destroy(fields: readonly string[], mappings: readonly string[] = []): DeployFiles {
  const types = (name: string, members: readonly string[]) =>
    members.length === 0
      ? ''
      : `<types>${members.map((each) => `<members>${each}</members>`).join('')}<name>${name}</name></types>`;
  const deleted =
    types(
      'CustomMetadata',
      mappings.map((each) => `Mapping.${each}`),
    ) +
    types(
      'CustomField',
      fields.map((each) => `Account.${each}`),
    );
  return packageOf({}, { 'destructiveChanges.xml': file('Package', deleted) });
}

function deployMappingType(): void {
  deployed(org, accountPackage(usage));
  deployed(
    org,
    packageOf({ CustomObject: ['Mapping__mdt'] }, { 'objects/Mapping__mdt.object': mappingType }),
  );
}

const problems = (files: DeployFiles) =>
  org
    .deploy(files)
    .componentFailures.map(({ fullName, problem }) => `${fullName}: ${problem ?? ''}`);

describe('A deploy', () => {
  it('answers a line for each component, package.xml first', () => {
    const result = deployed(org, accountPackage(usage));
    expect(
      result.componentSuccesses.map(({ fullName, componentType, created, changed }) => [
        componentType,
        fullName,
        created,
        changed,
      ]),
    ).toEqual([
      ['', 'package.xml', false, false],
      ['CustomObject', 'Account', false, false],
      ['CustomField', 'Account.MAU__c', true, true],
    ]);
    expect(result.componentSuccesses[2]?.id).toMatch(/^00N\w{15}$/);
    expect(result).toMatchObject({
      success: true,
      status: 'Succeeded',
      numberComponentsTotal: 2,
      numberComponentsDeployed: 2,
      numberComponentErrors: 0,
    });
  });

  it('of the same again changes nothing and keeps every id', () => {
    const first = deployed(org, accountPackage(usage));
    const second = deployed(org, accountPackage(usage));
    expect(second.componentSuccesses.filter(({ changed, created }) => changed || created)).toEqual(
      [],
    );
    expect(second.componentSuccesses.map(({ id }) => id)).toEqual(
      first.componentSuccesses.map(({ id }) => id),
    );
  });

  it('makes objects with prefixes of their own, fields and records usable at once', () => {
    deployed(
      org,
      packageOf(
        { CustomObject: ['One__c', 'Two__c'] },
        {
          'objects/Two__c.object': objectFile(
            'Two',
            fieldXml(
              'One__c',
              'Lookup',
              '<referenceTo>One__c</referenceTo><relationshipName>Twos</relationshipName>',
            ),
          ),
          'objects/One__c.object': objectFile('One', ''),
        },
      ),
    );
    const one = inserted(org, 'One__c', { Name: 'First' });
    inserted(org, 'Two__c', { Name: 'Second', One__c: one });
    expect(rows(org, 'SELECT One__r.Name FROM Two__c')).toEqual([['First']]);
    const prefixes = ['One__c', 'Two__c', 'sfLma__License__c'].map(
      (name) => org.schema.find(name)?.keyPrefix,
    );
    expect(new Set(prefixes).size).toBe(3);
    expect(one.slice(0, 3)).toBe(org.schema.find('One__c')?.keyPrefix);
  });

  it('adds a field to records that are there', () => {
    inserted(org, 'Account', { Name: 'Old' });
    deployed(
      org,
      accountPackage(usage + fieldXml('Flag__c', 'Checkbox', '<defaultValue>true</defaultValue>')),
    );
    expect(rows(org, 'SELECT MAU__c, Flag__c FROM Account')).toEqual([[null, false]]);
  });

  it('undoes everything when one component fails', () => {
    const { success, status, componentFailures } = org.deploy(
      accountPackage(usage + fieldXml('Bad__c', 'Text')),
    );
    expect([success, status]).toEqual([false, 'Failed']);
    expect(componentFailures).toMatchObject([
      {
        fullName: 'Account.Bad__c',
        componentType: 'CustomField',
        fileName: 'objects/Account.object',
        success: false,
        problem: "Must specify 'length' for a CustomField of type Text",
        problemType: 'Error',
      },
    ]);
    expect(org.schema.findField('Account', 'MAU__c')).toBeUndefined();
    expect(refusal(() => rows(org, 'SELECT MAU__c FROM Account'))).toContain('No such column');
    deployed(org, accountPackage(usage));
    expect(rows(org, 'SELECT MAU__c FROM Account')).toEqual([]);
  });

  it('keeps what succeeded when it is told not to roll back', () => {
    const { status } = org.deploy(accountPackage(usage + fieldXml('Bad__c', 'Text')), {
      rollbackOnError: false,
    });
    expect(status).toBe('SucceededPartial');
    expect(rows(org, 'SELECT MAU__c FROM Account')).toEqual([]);
  });

  it('that only checks says what would happen and changes nothing', () => {
    const { success, numberComponentsDeployed, checkOnly } = org.deploy(accountPackage(usage), {
      checkOnly: true,
    });
    expect([success, numberComponentsDeployed, checkOnly]).toEqual([true, 2, true]);
    expect(org.schema.findField('Account', 'MAU__c')).toBeUndefined();
  });

  it('takes packages whose files are in a folder', () => {
    const files = new Map(
      [...accountPackage(usage)].map(([name, content]) => [`unpackaged/${name}`, content]),
    );
    expect(org.deploy(files).success).toBe(true);
  });

  it('keeps components it has no use for as files, and gives them back', () => {
    deployed(
      org,
      packageOf(
        { ApexClass: ['Hello'], LightningComponentBundle: ['usage'] },
        {
          'classes/Hello.cls': 'public class Hello {}',
          'classes/Hello.cls-meta.xml': file('ApexClass', '<status>Active</status>'),
          'lwc/usage/usage.js': 'export default 1',
          'lwc/usage/usage.html': '<template></template>',
        },
      ),
    );
    const files = org.components('ApexClass');
    expect(
      files.map(({ fullName, fileName, content }) => [
        fullName,
        fileName,
        new TextDecoder().decode(content).slice(0, 12),
      ]),
    ).toEqual([
      ['Hello', 'classes/Hello.cls', 'public class'],
      ['Hello', 'classes/Hello.cls-meta.xml', '<?xml versio'],
    ]);
    expect(new Set(files.map(({ id }) => id)).size).toBe(1);
    expect(org.components('LightningComponentBundle').map(({ fileName }) => fileName)).toEqual([
      'lwc/usage/usage.html',
      'lwc/usage/usage.js',
    ]);
  });

  it.each<readonly [string, DeployFiles, string]>([
    [
      'without a manifest',
      new Map([['objects/Account.object', '']]),
      'package.xml: No package.xml found',
    ],
    [
      'of XML that is none',
      new Map([['package.xml', '<Package>']]),
      'package.xml: Error parsing file: ',
    ],
    [
      'of a file the org does not know',
      packageOf({ Flow: ['X'] }, { 'flows/X.flow': '' }),
      'The local org does not support the metadata in flows/X.flow',
    ],
    [
      'whose manifest names what is not there',
      packageOf({ CustomField: ['Account.Nope__c'] }, {}),
      "Account.Nope__c: An object 'Account.Nope__c' of type CustomField was named in package.xml, but was not found in zipped directory",
    ],
    [
      'of a lookup to nowhere',
      accountPackage(fieldXml('To__c', 'Lookup', '<referenceTo>Nope__c</referenceTo>')),
      'Account.To__c: In field: referenceTo - no CustomObject named Nope__c found',
    ],
    [
      'of a field type the org lacks',
      accountPackage(fieldXml('Sum__c', 'Summary')),
      'Account.Sum__c: The local org does not support field type Summary',
    ],
    [
      'of a number without scale',
      accountPackage(fieldXml('N__c', 'Number', '<precision>5</precision>')),
      "Account.N__c: Must specify 'scale' for a CustomField of type Number",
    ],
    [
      'of a checkbox without default',
      accountPackage(fieldXml('C__c', 'Checkbox')),
      "Account.C__c: Must specify 'defaultValue' for a CustomField of type Checkbox",
    ],
    [
      'of a field with a bad name',
      accountPackage(fieldXml('Näme__c', 'Date')),
      "Account.Näme__c: The field name 'Näme__c' must begin with a letter",
    ],
    [
      'of a default that is no formula',
      accountPackage(
        fieldXml('D__c', 'Text', '<length>9</length><defaultValue>no quotes</defaultValue>'),
      ),
      "Account.D__c: Syntax error. Found 'quotes'",
    ],
    [
      'of an object without label',
      packageOf({ CustomObject: ['X__c'] }, { 'objects/X__c.object': file('CustomObject', '') }),
      'X__c: Required field is missing: label',
    ],
    [
      'of a permission for a field that is not there',
      packageOf(
        { PermissionSet: ['P'] },
        {
          'permissionsets/P.permissionset': file(
            'PermissionSet',
            '<label>P</label><fieldPermissions><editable>true</editable><field>Account.Nope__c</field><readable>true</readable></fieldPermissions>',
          ),
        },
      ),
      'P: In field: field - no CustomField named Account.Nope__c found',
    ],
    [
      'of a permission for a required field',
      packageOf(
        { PermissionSet: ['P'] },
        {
          'permissionsets/P.permissionset': file(
            'PermissionSet',
            '<label>P</label><fieldPermissions><editable>true</editable><field>Account.Name</field><readable>true</readable></fieldPermissions>',
          ),
        },
      ),
      'P: You cannot deploy to a required field: Account.Name',
    ],
    [
      'of edit without read',
      packageOf(
        { PermissionSet: ['P'] },
        {
          'permissionsets/P.permissionset': file(
            'PermissionSet',
            '<label>P</label><objectPermissions><allowEdit>true</allowEdit><object>Account</object></objectPermissions>',
          ),
        },
      ),
      'P: Permission allowEdit of Account depends on permission(s): allowRead',
    ],
    [
      'of a user permission nobody knows',
      packageOf(
        { PermissionSet: ['P'] },
        {
          'permissionsets/P.permissionset': file(
            'PermissionSet',
            '<label>P</label><userPermissions><enabled>true</enabled><name>Fly</name></userPermissions>',
          ),
        },
      ),
      'P: Unknown user permission: Fly',
    ],
  ])('%s fails and says why', (_, files, problem) => {
    expect(problems(files).join('\n')).toContain(problem);
  });

  it('names line and column of XML it can not read', () => {
    const files = packageOf(
      { CustomObject: ['Account'] },
      { 'objects/Account.object': '<CustomObject>\n<fields>\n</CustomObject>' },
    );
    expect(org.deploy(files).componentFailures[0]).toMatchObject({
      fileName: 'objects/Account.object',
      lineNumber: 3,
    });
  });

  it('refuses to turn text into numbers', () => {
    deployed(org, accountPackage(fieldXml('X__c', 'Text', '<length>9</length>')));
    expect(
      problems(
        accountPackage(fieldXml('X__c', 'Number', '<precision>5</precision><scale>0</scale>')),
      )[0],
    ).toContain('Cannot change the type');
  });

  it('takes fields away, unless a formula needs them', () => {
    deployed(
      org,
      accountPackage(usage + fieldXml('Twice__c', 'Number', '<formula>MAU__c * 2</formula>')),
    );
    expect(problems(destroy(['MAU__c']))[0]).toContain(
      'Account.MAU__c: This custom field is referenced elsewhere',
    );
    const result = deployed(org, destroy(['Twice__c', 'MAU__c']));
    expect(result.componentSuccesses.filter(({ deleted }) => deleted)).toHaveLength(2);
    expect(refusal(() => rows(org, 'SELECT MAU__c FROM Account'))).toContain('No such column');
    expect(problems(destroy(['MAU__c']))).toEqual([
      'Account.MAU__c: No CustomField named: Account.MAU__c found',
    ]);
  });

  it('makes record types that records can have', () => {
    deployed(
      org,
      accountPackage(
        '<recordTypes><fullName>Partner</fullName><active>true</active><label>Partner Account</label></recordTypes>',
      ),
    );
    const [id] = column(
      org,
      "SELECT Id FROM RecordType WHERE SobjectType = 'Account' AND DeveloperName = 'Partner'",
    );
    const account = inserted(org, 'Account', { Name: 'P', RecordTypeId: id });
    expect(column(org, `SELECT RecordType.Name FROM Account WHERE Id = '${account}'`)).toEqual([
      'Partner Account',
    ]);
  });
});

describe('A Custom Metadata record', () => {
  beforeEach(() => {
    deployMappingType();
  });

  it('names a field of an object by its bare API name, and SOQL reads it through the relationship', () => {
    deployed(org, mapping('Usage', { Object__c: 'Account', Field__c: 'MAU__c', Key__c: 'k' }));
    expect(
      rows(
        org,
        'SELECT DeveloperName, MasterLabel, QualifiedApiName, Label, Language, NamespacePrefix, Key__c, IsActive__c, Object__r.QualifiedApiName, Field__r.QualifiedApiName, Field__r.EntityDefinition.QualifiedApiName FROM Mapping__mdt',
      ),
    ).toEqual([
      [
        'Usage',
        'Mapping Usage',
        'Usage',
        'Mapping Usage',
        'en_US',
        null,
        'k',
        true,
        'Account',
        'MAU__c',
        'Account',
      ],
    ]);
    expect(column(org, 'SELECT Id FROM Mapping__mdt')[0]).toMatch(/^m0\w{16}$/);
    expect(
      column(
        org,
        "SELECT DeveloperName FROM Mapping__mdt WHERE Field__r.QualifiedApiName = 'mau__c'",
      ),
    ).toEqual(['Usage']);
  });

  it('holds the durable ids of what it names: a custom field is known by its 00N id', () => {
    deployed(org, mapping('Usage', { Object__c: 'Account', Field__c: 'MAU__c' }));
    deployed(org, mapping('Industry', { Object__c: 'Account', Field__c: 'Industry' }));
    expect(
      rows(org, 'SELECT Object__c, Field__c FROM Mapping__mdt ORDER BY DeveloperName'),
    ).toEqual([
      ['Account', 'Account.Industry'],
      ['Account', expect.stringMatching(/^Account\.00N\w{12}$/)],
    ]);
  });

  it('is described as external lookups', () => {
    const described = org.asUser(org.administratorId).describe('Mapping__mdt');
    const field = described.fields.find(({ name }) => name === 'Field__c');
    expect(field).toMatchObject({
      type: 'string',
      extraTypeInfo: 'externallookup',
      referenceTo: [],
      relationshipName: null,
      nillable: false,
    });
    expect([described.createable, described.updateable, described.custom]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('follows a field that is renamed, and reads null when it is deleted', () => {
    inserted(org, 'Account', { Name: 'Acme', MAU__c: 5 });
    deployed(org, mapping('Usage', { Object__c: 'Account', Field__c: 'MAU__c' }));
    org.renameField('Account', 'mau__c', 'Monthly__c');
    expect(column(org, 'SELECT Field__r.QualifiedApiName FROM Mapping__mdt')).toEqual([
      'Monthly__c',
    ]);
    expect(column(org, 'SELECT Monthly__c FROM Account')).toEqual([5]);
    org.deleteField('Account', 'Monthly__c');
    expect(
      rows(
        org,
        'SELECT Field__c, Field__r.QualifiedApiName, Object__r.QualifiedApiName FROM Mapping__mdt',
      ),
    ).toEqual([[null, null, 'Account']]);
    expect([
      ...org
        .asUser(org.administratorId)
        .query('SELECT Field__r.QualifiedApiName FROM Mapping__mdt')
        .records(),
    ]).toMatchObject([{ Field__r: null }]);
  });

  it('keeps its field from being deleted, until it refers to another or is gone', () => {
    const spare = fieldXml('Spare__c', 'Number', '<precision>18</precision><scale>0</scale>');
    deployed(org, accountPackage(spare));
    deployed(org, mapping('Usage', { Object__c: 'Account', Field__c: 'MAU__c' }));
    deployed(org, mapping('Again', { Object__c: 'Account', Field__c: 'MAU__c' }));
    expect(problems(destroy(['MAU__c']))).toEqual([
      'Account.MAU__c: This custom field is referenced elsewhere in salesforce.com. : Mapping - Again, Mapping - Usage.',
    ]);
    expect(column(org, "SELECT DeveloperName FROM Mapping__mdt WHERE Field__c != ''")).toHaveLength(
      2,
    );
    deployed(org, mapping('Usage', { Object__c: 'Account', Field__c: 'Spare__c' }));
    deployed(org, destroy(['MAU__c'], ['Again']));
    expect(refusal(() => rows(org, 'SELECT MAU__c FROM Account'))).toContain('No such column');
    expect(problems(destroy(['Spare__c']))).toHaveLength(1);
  });

  it('finds its field in setup under the new name after a rename, and not at all after a deletion', () => {
    const listed = () =>
      rows(
        org,
        "SELECT QualifiedApiName, DurableId FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Account' AND QualifiedApiName IN ('MAU__c', 'Monthly__c')",
      );
    const [[name, durableId] = []] = listed();
    expect(name).toBe('MAU__c');
    org.renameField('Account', 'MAU__c', 'Monthly__c');
    expect(listed()).toEqual([['Monthly__c', durableId]]);
    org.deleteField('Account', 'Monthly__c');
    expect(listed()).toEqual([]);
  });

  it('changes what a redeploy gives and keeps the rest', () => {
    deployed(org, mapping('Usage', { Object__c: 'Account', Field__c: 'MAU__c', Key__c: 'k' }));
    const [before] = column(org, 'SELECT Id FROM Mapping__mdt');
    deployed(org, mapping('Usage', { Field__c: 'Industry', IsActive__c: 'false' }));
    expect(
      rows(org, 'SELECT Id, Key__c, IsActive__c, Field__r.QualifiedApiName FROM Mapping__mdt'),
    ).toEqual([[before, 'k', false, 'Industry']]);
    deployed(org, mapping('Usage', { Key__c: null }));
    expect(column(org, 'SELECT Key__c FROM Mapping__mdt')).toEqual([null]);
  });

  it.each<readonly [Readonly<Record<string, string>>, string]>([
    [
      { Object__c: 'Account', Field__c: 'Nope__c' },
      'In field: Field__c - no CustomField named Account.Nope__c found',
    ],
    [
      { Object__c: 'Account', Field__c: 'Name FROM Account WHERE Id != null' },
      'In field: Field__c - no CustomField named Account.Name FROM Account',
    ],
    [
      { Object__c: 'Nope__c', Field__c: 'MAU__c' },
      'In field: Object__c - no CustomObject named Nope__c found',
    ],
    [{ Object__c: 'Contact', Field__c: 'LastName' }, 'Only Account.'],
    [{ Object__c: 'Account' }, 'Required fields are missing: [Field__c]'],
    [
      { Object__c: 'Account', Field__c: 'MAU__c', Wrong__c: 'x' },
      'no CustomField named Mapping__mdt.Wrong__c found',
    ],
    [{ Object__c: 'Account', Field__c: 'MAU__c', Key__c: 'x'.repeat(21) }, 'data value too large'],
  ])('with %j is refused', (values, problem) => {
    expect(problems(mapping('Bad', values))[0]).toContain(problem);
    expect(column(org, 'SELECT COUNT(Id) FROM Mapping__mdt')).toEqual([0]);
  });

  it.each(['1st', 'a__b', 'ends_', 'with-dash'])('called %s is refused', (name) => {
    expect(problems(mapping(name, { Object__c: 'Account', Field__c: 'MAU__c' }))[0]).toContain(
      'can only contain alphanumeric characters',
    );
  });

  it('can be deployed together with its type, its field and the permission to read it', () => {
    org.close();
    org = acmeOrg();
    const all = packageOf(
      { CustomObject: ['Mapping__mdt', 'Account'], CustomMetadata: ['Mapping.Usage'] },
      {
        'customMetadata/Mapping.Usage.md': mapping('Usage', {
          Object__c: 'Account',
          Field__c: 'MAU__c',
        }).get('customMetadata/Mapping.Usage.md') as string,
        'objects/Mapping__mdt.object': mappingType,
        'objects/Account.object': file('CustomObject', usage),
      },
    );
    deployed(org, all);
    expect(column(org, 'SELECT Field__r.QualifiedApiName FROM Mapping__mdt')).toEqual(['MAU__c']);
  });
});

describe("The ISV's Account fields", () => {
  it('deploy, and the integration user can work with them and nothing more', () => {
    deployed(org, accountFieldFiles());
    const user = org.asUser(
      addUser(org, {
        username: 'integration@acme.example',
        lastName: 'Integration',
        permissionSets: [isvPermissionSet],
      }),
    );
    const acme = inserted(org, 'Account', { Name: 'Acme', ContractValue__c: 12_345.6 });
    expect(user.update('Account', { Id: acme, MAU__c: 7, DAU__c: null }).success).toBe(true);
    expect([
      ...user.query(
        'SELECT MAU__c, CustomerTier__c, SeatsFromContracts__c, HealthScore__c, IsReference__c FROM Account',
      ).rows,
    ]).toEqual([[7, 'Silver', 102, null, false]]);
    expect(
      user.update('Account', { Id: acme, CustomerTier__c: 'Gold' }).errors[0]?.statusCode,
    ).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
    expect(
      user.query('SELECT Id, sfLma__Package__r.sfLma__Package_ID__c FROM sfLma__License__c')
        .totalSize,
    ).toBe(0);
    expect(refusal(() => user.query('SELECT Id FROM Contact'))).toContain('INVALID_TYPE');
    expect(user.insert('Account', { Name: 'x' }).success).toBe(false);
  });
});

describe('The formulas of the License Management App', () => {
  it.each([
    [{ sfLma__Seats__c: 5, sfLma__Expiration__c: '2027-01-31' }, ['5', '2027-01-31']],
    [
      { sfLma__Seats__c: -1, sfLma__Expiration__c: '1970-01-01' },
      ['Site License', 'Does not expire'],
    ],
    [{ sfLma__Seats__c: 0 }, ['0', null]],
    [{}, ['Site License', null]],
  ])('show %j as %j', (values, expected) => {
    inserted(org, 'sfLma__License__c', values);
    expect(
      rows(
        org,
        'SELECT sfLma__Licensed_Seats__c, sfLma__Expiration_Date__c FROM sfLma__License__c',
      ),
    ).toEqual([expected]);
  });

  it('show the record type as License Status, and can be filtered by', () => {
    const [type] = column(
      org,
      "SELECT Id FROM RecordType WHERE SobjectType = 'sfLma__License__c' AND Name = 'Trial'",
    );
    inserted(org, 'sfLma__License__c', {
      RecordTypeId: type,
      sfLma__Status__c: 'Active',
      sfLma__Subscriber_Org_Is_Sandbox__c: true,
    });
    expect(
      rows(
        org,
        "SELECT sfLma__License_Status__c, sfLma__Is_Sandbox__c, Name FROM sfLma__License__c WHERE sfLma__License_Status__c = 'trial'",
      ),
    ).toEqual([['Trial', true, 'L-00001']]);
  });
});
