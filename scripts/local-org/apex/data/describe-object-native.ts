import { describedHead } from '../../data/described-object.ts';
import type {
  DescribeChildRelationship,
  DescribeGlobalSObject,
  DescribeRecordType,
} from '../../schema/describe-result.ts';
import {
  method,
  nativeType,
  property,
  type NativeMember,
  type NativeType,
} from '../library/native-type.ts';
import { ApexId } from '../values/apex-id.ts';
import { ApexList } from '../values/apex-list.ts';
import { ApexMap } from '../values/apex-map.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { NativeObject } from '../values/native-object.ts';
import { typeName } from '../values/type-name.ts';
import type { DataRun } from './data-run.ts';
import { describedField } from './describe-field-native.ts';
import { fieldToken, SObjectTypeToken } from './schema-tokens.ts';
import { sObjectTypes, type SObjectType } from './sobject-type.ts';

interface ObjectState {
  readonly type: SObjectType;
  readonly described: DescribeGlobalSObject;
  readonly isAccessible: boolean;
}

type Result = NativeObject<ObjectState>;

/** `Account.SObjectType.getDescribe()`, as the running user sees the object; also one the user may not read. */
export function describedType(run: DataRun, type: SObjectType): Result {
  const access = run.org.accessOf(run.userId);
  return new NativeObject<ObjectState>('Schema.DescribeSObjectResult', {
    type,
    described: describedHead(type.object, access),
    isAccessible: access.can('read', type.object),
  });
}

const shows = (
  signature: string,
  read: (described: DescribeGlobalSObject) => ApexValue,
): NativeMember => method(signature, (_run, { state }: Result) => read(state.described));

const getters = [
  shows('String getName()', ({ name }) => name),
  shows('String getLocalName()', ({ name }) => name),
  shows('String getLabel()', ({ label }) => label),
  shows('String getLabelPlural()', ({ labelPlural }) => labelPlural),
  shows('String getKeyPrefix()', ({ keyPrefix }) => keyPrefix),
  shows('Boolean isCreateable()', ({ createable }) => createable),
  shows('Boolean isCustom()', ({ custom }) => custom),
  shows('Boolean isCustomSetting()', ({ customSetting }) => customSetting),
  shows('Boolean isDeletable()', ({ deletable }) => deletable),
  shows('Boolean isDeprecatedAndHidden()', ({ deprecatedAndHidden }) => deprecatedAndHidden),
  shows('Boolean isFeedEnabled()', ({ feedEnabled }) => feedEnabled),
  shows('Boolean isMergeable()', ({ mergeable }) => mergeable),
  shows('Boolean isQueryable()', ({ queryable }) => queryable),
  shows('Boolean isSearchable()', ({ searchable }) => searchable),
  shows('Boolean isUndeletable()', ({ undeletable }) => undeletable),
  shows('Boolean isUpdateable()', ({ updateable }) => updateable),
];

/** Record types and children need a describe of the whole object, which is made where they are asked for. */
function wholeDescribe(run: DataRun, { type }: ObjectState) {
  return run.org.asSystem(run.userId).describe(type.name);
}

const describeSObjectResult = nativeType('Schema.DescribeSObjectResult', [
  ...getters,
  method('Boolean isAccessible()', (_run, { state }: Result) => state.isAccessible),
  method(
    'Schema.SObjectType getSObjectType()',
    (_run, { state }: Result) => new SObjectTypeToken(state.type),
  ),
  property(
    'Schema.SObjectTypeFields fields',
    (_run, { state }: Result) => new NativeObject('Schema.SObjectTypeFields', state.type),
  ),
  method('List<Schema.ChildRelationship> getChildRelationships()', (run, { state }: Result) => {
    const { childRelationships } = wholeDescribe(run as DataRun, state);
    const type = 'Schema.ChildRelationship';
    return new ApexList(
      typeName(type),
      childRelationships.map((each) => new NativeObject(type, each)),
    );
  }),
  method('List<Schema.RecordTypeInfo> getRecordTypeInfos()', (run, { state }: Result) => {
    const infos = recordTypes(run as DataRun, state);
    return new ApexList(typeName('Schema.RecordTypeInfo'), infos);
  }),
  method(
    'Map<String, Schema.RecordTypeInfo> getRecordTypeInfosByDeveloperName()',
    (run, { state }: Result) =>
      recordTypesBy(run as DataRun, state, ({ developerName }) => developerName),
  ),
  method(
    'Map<String, Schema.RecordTypeInfo> getRecordTypeInfosByName()',
    (run, { state }: Result) => recordTypesBy(run as DataRun, state, ({ name }) => name),
  ),
]);

type RecordTypeInfo = NativeObject<DescribeRecordType>;

function recordTypes(run: DataRun, state: ObjectState): RecordTypeInfo[] {
  const { recordTypeInfos } = wholeDescribe(run, state);
  return recordTypeInfos.map((each) => new NativeObject('Schema.RecordTypeInfo', each));
}

function recordTypesBy(
  run: DataRun,
  state: ObjectState,
  key: (info: DescribeRecordType) => string,
): ApexMap {
  const map = new ApexMap(typeName('String'), typeName('Schema.RecordTypeInfo'));
  for (const info of recordTypes(run, state)) map.put(run, key(info.state), info);
  return map;
}

const recordTypeInfo = nativeType('Schema.RecordTypeInfo', [
  method('String getName()', (_run, { state }: RecordTypeInfo) => state.name),
  method('String getDeveloperName()', (_run, { state }: RecordTypeInfo) => state.developerName),
  method('Id getRecordTypeId()', (_run, { state }: RecordTypeInfo) =>
    ApexId.parse(state.recordTypeId),
  ),
  method('Boolean isActive()', (_run, { state }: RecordTypeInfo) => state.active),
  method('Boolean isAvailable()', (_run, { state }: RecordTypeInfo) => state.available),
  method('Boolean isMaster()', (_run, { state }: RecordTypeInfo) => state.master),
  method(
    'Boolean isDefaultRecordTypeMapping()',
    (_run, { state }: RecordTypeInfo) => state.defaultRecordTypeMapping,
  ),
]);

type Child = NativeObject<DescribeChildRelationship>;

const childRelationship = nativeType('Schema.ChildRelationship', [
  method('String getRelationshipName()', (_run, { state }: Child) => state.relationshipName),
  method('Boolean isCascadeDelete()', (_run, { state }: Child) => state.cascadeDelete),
  method('Boolean isRestrictedDelete()', (_run, { state }: Child) => state.restrictedDelete),
  method('Schema.SObjectType getChildSObject()', (run, { state }: Child) => {
    const type = sObjectTypes((run as DataRun).org).find(state.childSObject);
    return type ? new SObjectTypeToken(type) : null;
  }),
  method('Schema.SObjectField getField()', (run, { state }: Child) => {
    const type = sObjectTypes((run as DataRun).org).find(state.childSObject);
    return (type && fieldToken(type, state.field)) ?? null;
  }),
]);

/** `describe.fields`: `.Name` is a field's describe, `.getMap()` all fields' tokens by name in small letters. */
const sObjectTypeFields = nativeType(
  'Schema.SObjectTypeFields',
  [
    method(
      'Map<String, Schema.SObjectField> getMap()',
      (run, { state }: NativeObject<SObjectType>) => {
        const map = new ApexMap(typeName('String'), typeName('Schema.SObjectField'));
        for (const { name } of state.object.fields)
          map.put(run, name.toLowerCase(), fieldToken(state, name) ?? null);
        return map;
      },
    ),
  ],
  {
    dynamicProperty: (name) =>
      property(
        `Schema.DescribeFieldResult ${name}`,
        (run, { state }: NativeObject<SObjectType>) => {
          const token = fieldToken(state, name);
          if (token) return describedField(run as DataRun, token);
          throw run.exception('SObjectException', `Invalid field ${name} for ${state.name}`);
        },
      ),
  },
);

export const describeObjectNatives: readonly NativeType[] = [
  describeSObjectResult,
  recordTypeInfo,
  childRelationship,
  sObjectTypeFields,
];
