import type { LocalOrg } from '../../org.ts';
import { idMembers } from '../library/id.ts';
import { method, nativeType, type NativeType } from '../library/native-type.ts';
import type { ApexId } from '../values/apex-id.ts';
import { databaseNatives } from './database-native.ts';
import type { DataRun } from './data-run.ts';
import { dmlException, statusCodeEnum } from './dml-exception.ts';
import { featureManagement } from './feature-management.ts';
import { schemaNatives } from './schema-native.ts';
import { securityNatives } from './security.ts';
import { aggregateResultNative, sObjectNative, typeOfId } from './sobject-native.ts';
import { userInfoNatives } from './user-info.ts';

/** All platform types that need an org: records, queries, DML, describes, users and permissions. */
export function dataNatives(org: LocalOrg): readonly NativeType[] {
  return [
    sObjectNative,
    aggregateResultNative,
    idNative,
    dmlException,
    statusCodeEnum,
    featureManagement,
    ...databaseNatives,
    ...securityNatives,
    ...userInfoNatives,
    ...schemaNatives(org),
  ];
}

/** `System.Id`, with what an Id knows of the schema. */
const idNative = nativeType('System.Id', [
  ...idMembers,
  method('Schema.SObjectType getSObjectType()', (run, self: ApexId) =>
    typeOfId(run as DataRun, self),
  ),
]);
