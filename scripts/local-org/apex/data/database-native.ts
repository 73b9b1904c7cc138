import {
  method,
  nativeType,
  staticMethod,
  type NativeMember,
  type NativeType,
} from '../library/native-type.ts';
import type { ApexList } from '../values/apex-list.ts';
import type { ApexMap } from '../values/apex-map.ts';
import { NativeObject } from '../values/native-object.ts';
import { accessLevel, modeOf } from './access-level.ts';
import type { AccessMode, DataRun } from './data-run.ts';
import { databaseDml } from './database-dml.ts';
import { dmlOptionsNative } from './dml-options.ts';
import { boundQuery, dynamicCount, dynamicRows, unboundQuery } from './dynamic-query.ts';
import { resultNatives } from './save-result-native.ts';

type Level = NativeObject<AccessMode>;

/** A query a batch walks over. It is asked when the batch starts. */
export interface QueryLocator {
  readonly soql: string;
  readonly mode: AccessMode;
  readonly binds: ApexMap | undefined;
}

const noBinds = undefined;

function query(run: DataRun, soql: string, level?: Level): ApexList {
  return dynamicRows(run, unboundQuery(run, soql), modeOf(run, level));
}

function count(run: DataRun, soql: string, level?: Level): number {
  return dynamicCount(run, unboundQuery(run, soql), modeOf(run, level));
}

function locator(run: DataRun, soql: string, binds: ApexMap | undefined, level?: Level) {
  return new NativeObject<QueryLocator>('Database.QueryLocator', {
    soql,
    binds,
    mode: modeOf(run, level),
  });
}

const queries: readonly NativeMember[] = [
  staticMethod('List<SObject> query(String soql)', query),
  staticMethod('List<SObject> query(String soql, AccessLevel accessLevel)', query),
  staticMethod('Integer countQuery(String soql)', count),
  staticMethod('Integer countQuery(String soql, AccessLevel accessLevel)', count),
  staticMethod(
    'List<SObject> queryWithBinds(String soql, Map<String, Object> bindMap, AccessLevel accessLevel)',
    (run: DataRun, soql: string, binds: ApexMap, level: Level) =>
      dynamicRows(run, boundQuery(run, soql, binds), modeOf(run, level)),
  ),
  staticMethod(
    'Integer countQueryWithBinds(String soql, Map<String, Object> bindMap, AccessLevel accessLevel)',
    (run: DataRun, soql: string, binds: ApexMap, level: Level) =>
      dynamicCount(run, boundQuery(run, soql, binds), modeOf(run, level)),
  ),
  staticMethod('Database.QueryLocator getQueryLocator(String soql)', (run: DataRun, soql: string) =>
    locator(run, soql, noBinds),
  ),
  staticMethod(
    'Database.QueryLocator getQueryLocator(String soql, AccessLevel accessLevel)',
    (run: DataRun, soql: string, level: Level) => locator(run, soql, noBinds, level),
  ),
  staticMethod(
    'Database.QueryLocator getQueryLocatorWithBinds(String soql, Map<String, Object> bindMap, AccessLevel accessLevel)',
    (run: DataRun, soql: string, binds: ApexMap, level: Level) => locator(run, soql, binds, level),
  ),
];

const savepoints: readonly NativeMember[] = [
  staticMethod('System.Savepoint setSavepoint()', (run: DataRun) => {
    run.charge('dmlStatements', 1);
    return new NativeObject('System.Savepoint', run.org.savepoint());
  }),
  staticMethod(
    'void rollback(System.Savepoint savepoint)',
    (run: DataRun, { state }: NativeObject<string>) => {
      run.charge('dmlStatements', 1);
      rollBack(run, state);
      return null;
    },
  ),
  staticMethod('void releaseSavepoint(System.Savepoint savepoint)', () => null),
];

/** Records keep the ids they got since, as on the platform. Throws TypeException for a mark that is gone. */
function rollBack(run: DataRun, savepoint: string): void {
  try {
    run.org.rollbackTo(savepoint);
  } catch {
    throw run.exception('TypeException', 'Savepoint no longer valid');
  }
}

const queryLocator = nativeType('Database.QueryLocator', [
  method('String getQuery()', (_run, { state }: NativeObject<QueryLocator>) => state.soql),
]);

export const databaseNatives: readonly NativeType[] = [
  nativeType('System.Database', [...queries, ...databaseDml, ...savepoints]),
  nativeType('System.Savepoint', []),
  queryLocator,
  accessLevel,
  dmlOptionsNative,
  ...resultNatives,
];
