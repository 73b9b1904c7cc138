import { describe, expect, it } from 'vitest';
import { addUser } from '../../../seed/add-user.ts';
import { deployed, file, packageOf } from '../../../test/acme-org.ts';
import { ApexList } from '../../values/apex-list.ts';
import type { ApexMap } from '../../values/apex-map.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { textOf } from '../../values/text.ts';
import { typeName } from '../../values/type-name.ts';
import { sObjectShapes } from '../../data/sobject-shape.ts';
import {
  call,
  dataOrg,
  deskUser,
  nativeNamed,
  read,
  record,
  soql,
  thrown,
  transactionOf,
} from './data-org.ts';

const org = dataOrg();
const desk = deskUser(org);
const admin = transactionOf(org);
const asDesk = transactionOf(org, desk);
const token = (name: string) =>
  sObjectShapes(org).find('Account')?.staticMember(name)?.get(admin, null) ?? null;
const field = (name: string, getter: string, run = admin) =>
  call(
    run,
    'DescribeFieldResult',
    `${getter}()`,
    call(run, 'SObjectField', 'getDescribe()', token(name)),
  );
const object = (name: string, run = admin): ApexValue => {
  const property = nativeNamed(run, 'SObjectType').dynamicProperty?.(name);
  return property?.get(run, null) ?? null;
};
const shown = (value: ApexValue) =>
  value instanceof ApexList
    ? value.elements.map((each) => textOf(each, admin))
    : textOf(value, admin);

describe('describe of a field', () => {
  it('says what the field is', () => {
    expect(field('Seats__c', 'getLabel')).toBe('Seats');
    expect(shown(field('Seats__c', 'getType'))).toBe('DOUBLE');
    expect(shown(field('Renewal__c', 'getType'))).toBe('DATE');
    expect([
      field('Seats__c', 'getPrecision'),
      field('Seats__c', 'getScale'),
      field('Secret__c', 'getLength'),
    ]).toEqual([18, 0, 20]);
    expect([field('Doubled__c', 'isCalculated'), field('Doubled__c', 'isUpdateable')]).toEqual([
      true,
      false,
    ]);
    expect([
      field('Code__c', 'isUnique'),
      field('Code__c', 'isExternalId'),
      field('Name', 'isNillable'),
    ]).toEqual([true, true, false]);
    expect(field('ParentId', 'getRelationshipName')).toBe('Parent');
    expect(shown(field('ParentId', 'getReferenceTo'))).toEqual(['Account']);
  });

  it('lists picklist values', () => {
    const entries = field('Industry', 'getPicklistValues');
    const [first = null] = entries instanceof ApexList ? entries.elements : [];
    expect(call(admin, 'PicklistEntry', 'getValue()', first)).toBe('Agriculture');
    expect(call(admin, 'PicklistEntry', 'isActive()', first)).toBe(true);
    expect(() => field('Name', 'getPicklistValues')).toThrow('Field Name is not a picklist');
  });

  it("follows the running user's permissions", () => {
    const rights = (name: string) => [
      field(name, 'isAccessible', asDesk),
      field(name, 'isUpdateable', asDesk),
    ];
    expect(rights('Seats__c')).toEqual([true, true]);
    expect(rights('Renewal__c')).toEqual([true, false]);
    expect(rights('Secret__c')).toEqual([false, false]);
    expect(field('Secret__c', 'isUpdateable')).toBe(true);
  });
});

describe('describe of an object', () => {
  it('says what the object is and what the user may do with it', () => {
    expect(call(admin, 'DescribeSObjectResult', 'getName()', object('account'))).toBe('Account');
    expect(call(admin, 'DescribeSObjectResult', 'getKeyPrefix()', object('Account'))).toBe('001');
    const rights = (name: string) =>
      ['isAccessible', 'isCreateable', 'isDeletable'].map((getter) =>
        call(asDesk, 'DescribeSObjectResult', `${getter}()`, object(name, asDesk)),
      );
    expect(rights('Account')).toEqual([true, true, false]);
    expect(rights('Visit__c')).toEqual([false, false, false]);
    expect(object('Nope__c')).toBeNull();
  });

  it('leads to its fields and children', () => {
    const fields = nativeNamed(admin, 'DescribeSObjectResult').members.find(
      (each) => each.kind === 'property',
    );
    const found = fields?.kind === 'property' ? fields.get(admin, object('Account')) : null;
    const map = call(admin, 'SObjectTypeFields', 'getMap()', found) as ApexMap;
    expect(textOf(map.get(admin, 'seats__c'), admin)).toBe('Seats__c');
    expect(map.get(admin, 'Seats__c')).toBeNull();
    const children = call(
      admin,
      'DescribeSObjectResult',
      'getChildRelationships()',
      object('Account'),
    );
    const names =
      children instanceof ApexList
        ? children.elements.map((each) =>
            call(admin, 'ChildRelationship', 'getRelationshipName()', each),
          )
        : [];
    expect(names).toContain('Visits__r');
  });

  it('finds objects by name', () => {
    const all = call(admin, 'Schema', 'getGlobalDescribe()', null) as ApexMap;
    expect(textOf(all.get(admin, 'visit__c'), admin)).toBe('Visit__c');
    const describeObjects = (...names: string[]) =>
      call(
        admin,
        'Schema',
        'describeSObjects(List<String>)',
        null,
        new ApexList(typeName('String'), names),
      );
    expect(describeObjects('Account', 'Visit__c')).toHaveProperty('size', 2);
    expect(thrown(() => describeObjects('Nope__c'))).toContain('InvalidParameterValueException');
  });
});

describe('users and permissions', () => {
  it('says who is running and where', () => {
    expect(shown(call(asDesk, 'UserInfo', 'getUserId()', null))).toBe(desk);
    expect(call(asDesk, 'UserInfo', 'getUserName()', null)).toBe('desk@acme.example');
    expect(call(asDesk, 'UserInfo', 'getOrganizationId()', null)).toBe(org.organizationId);
    expect(call(asDesk, 'UserInfo', 'getOrganizationName()', null)).toBe('Acme');
  });

  it('knows who holds a custom permission', () => {
    deployed(
      org,
      packageOf(
        { CustomPermission: ['ManageThings'], PermissionSet: ['Manager'] },
        {
          'customPermissions/ManageThings.customPermission': file(
            'CustomPermission',
            '<label>Manage</label>',
          ),
          'permissionsets/Manager.permissionset': file(
            'PermissionSet',
            '<customPermissions><enabled>true</enabled><name>ManageThings</name></customPermissions><label>Manager</label>',
          ),
        },
      ),
    );
    const manager = addUser(org, {
      username: 'manager@acme.example',
      lastName: 'Manager',
      permissionSets: ['Manager'],
    });
    const holds = (userId: string, name = 'managethings') =>
      call(transactionOf(org, userId), 'FeatureManagement', 'checkPermission(String)', null, name);
    expect(holds(manager)).toBe(true);
    expect(holds(manager, 'OtherThings')).toBe(false);
    expect([holds(desk), holds(org.administratorId)]).toEqual([false, false]);
  });
});

describe('stripInaccessible', () => {
  const strip = (kind: string, records: ApexValue, run = asDesk) => {
    const value =
      nativeNamed(run, 'AccessType').values?.values.find(({ name }) => name === kind) ?? null;
    return call(
      run,
      'Security',
      'stripInaccessible(AccessType, List<SObject>)',
      null,
      value,
      records,
    );
  };
  it('takes away what the user may not see, and says what', () => {
    const rows = new ApexList(typeName('Account'), [
      record(admin, 'Account', { Name: 'A', Secret__c: 's' }),
      record(admin, 'Account', { Name: 'B' }),
    ]);
    const decision = strip('READABLE', rows);
    const records = call(asDesk, 'SObjectAccessDecision', 'getRecords()', decision) as ApexList;
    expect(records.elements.map((each) => read(asDesk, 'Account', 'Secret__c', each))).toEqual([
      null,
      null,
    ]);
    expect(read(asDesk, 'Account', 'Name', records.elements[0] ?? null)).toBe('A');
    expect(read(asDesk, 'Account', 'Secret__c', rows.elements[0] ?? null)).toBe('s');
    expect(shown(call(asDesk, 'SObjectAccessDecision', 'getRemovedFields()', decision))).toBe(
      '{Account={Secret__c}}',
    );
    expect(shown(call(asDesk, 'SObjectAccessDecision', 'getModifiedIndexes()', decision))).toBe(
      '{0}',
    );
  });

  it('keeps what may be read but not written only for reading', () => {
    const rows = () =>
      new ApexList(typeName('Account'), [
        record(admin, 'Account', { Name: 'A', Renewal__c: null }),
      ]);
    const removed = (kind: string) =>
      shown(call(asDesk, 'SObjectAccessDecision', 'getRemovedFields()', strip(kind, rows())));
    expect(removed('READABLE')).toBe('{}');
    expect(removed('CREATABLE')).toBe('{Account={Renewal__c}}');
  });

  it('refuses an object without permission', () => {
    const rows = soql(admin, 'SELECT Id FROM Visit__c');
    expect(
      call(asDesk, 'SObjectAccessDecision', 'getRecords()', strip('READABLE', rows)),
    ).toHaveProperty('size', 0);
    const visits = new ApexList(typeName('Visit__c'), [record(admin, 'Visit__c', { Name: 'x' })]);
    expect(thrown(() => strip('CREATABLE', visits))).toContain(
      'NoAccessException: No access to entity: Visit__c',
    );
  });
});
