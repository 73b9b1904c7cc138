import type { LocalOrg } from '../../org.ts';
import {
  method,
  nativeType,
  staticMethod,
  staticProperty,
  type NativeType,
} from '../library/native-type.ts';
import type { ApexId } from '../values/apex-id.ts';
import { ApexList } from '../values/apex-list.ts';
import { ApexMap } from '../values/apex-map.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { textOf } from '../values/text.ts';
import { typeName } from '../values/type-name.ts';
import { ApexSObject } from './apex-sobject.ts';
import type { DataRun } from './data-run.ts';
import { displayType, soapType } from './describe-enums.ts';
import { describeFieldNatives } from './describe-field-native.ts';
import { describedType, describeObjectNatives } from './describe-object-native.ts';
import { SObjectTypeToken } from './schema-tokens.ts';
import { sObjectTypes } from './sobject-type.ts';
import { withDefaults } from './sobject-defaults.ts';

/** The namespace Schema: tokens, describes and what leads to them. */
export function schemaNatives(org: LocalOrg): readonly NativeType[] {
  return [
    schemaClass,
    sObjectTypeNative(org),
    displayType,
    soapType,
    ...describeFieldNatives,
    ...describeObjectNatives,
  ];
}

const schemaClass = nativeType('System.Schema', [
  staticMethod('Map<String, Schema.SObjectType> getGlobalDescribe()', (run) => {
    const map = new ApexMap(typeName('String'), typeName('Schema.SObjectType'));
    for (const type of sObjectTypes((run as DataRun).org).all()) {
      map.put(run, type.name.toLowerCase(), new SObjectTypeToken(type));
    }
    return map;
  }),
  staticMethod(
    'List<Schema.DescribeSObjectResult> describeSObjects(List<String> names)',
    (run, names: ApexList) => {
      const results = names.elements.map((name) => describedByName(run as DataRun, name));
      return new ApexList(typeName('Schema.DescribeSObjectResult'), results);
    },
  ),
]);

function describedByName(run: DataRun, name: ApexValue) {
  const type = sObjectTypes(run.org).find(textOf(name, run));
  if (type) return describedType(run, type);
  throw run.exception(
    'InvalidParameterValueException',
    `Invalid sobject provided: ${textOf(name, run)}`,
  );
}

/** A token; as a class, `SObjectType.Account` is the describe of Account. */
function sObjectTypeNative(org: LocalOrg): NativeType {
  return nativeType(
    'Schema.SObjectType',
    [
      method('Schema.DescribeSObjectResult getDescribe()', (run, { type }: SObjectTypeToken) =>
        describedType(run as DataRun, type),
      ),
      method('SObject newSObject()', (_run, { type }: SObjectTypeToken) => new ApexSObject(type)),
      method('SObject newSObject(Id recordId)', (_run, { type }: SObjectTypeToken, id: ApexId) => {
        const record = new ApexSObject(type);
        record.values.set('Id', id);
        return record;
      }),
      method(
        'SObject newSObject(Id? recordTypeId, Boolean loadDefaults)',
        (run, { type }: SObjectTypeToken, recordTypeId: ApexId | null, loadDefaults: boolean) => {
          const record = new ApexSObject(type);
          if (recordTypeId && type.field('RecordTypeId'))
            record.write('RecordTypeId', recordTypeId);
          return loadDefaults ? withDefaults(run as DataRun, record) : record;
        },
      ),
    ],
    {
      dynamicProperty: (name) => {
        const type = sObjectTypes(org).find(name);
        return (
          type &&
          staticProperty(`Schema.DescribeSObjectResult ${type.name}`, (run) =>
            describedType(run as DataRun, type),
          )
        );
      },
    },
  );
}
