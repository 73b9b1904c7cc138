import type { NativeRun, ReflectedSObject } from '../library/native-run.ts';
import type { NativeMember, NativeProperty, NativeType } from '../library/native-type.ts';
import type { DmlOperation } from '../syntax/statement.ts';
import type { ApexValue } from '../values/apex-value.ts';
import type { TypeName } from '../values/type-name.ts';

/** What a program is compiled against: everything it may name that it doesn't declare itself. */
export interface Environment {
  /** All platform types. Those of the namespaces System, Schema and Database may be named without it. */
  readonly natives: readonly NativeType[];
  readonly sObjects: SObjectShapes;
  readonly statements: StatementHooks;
  /** An sObject type as JSON and System.Type see it. */
  readonly reflectedSObject: (name: string) => ReflectedSObject | undefined;
}

/** The sObject types, by name in any case and without namespace. */
export interface SObjectShapes {
  find(name: string): SObjectShape | undefined;
}

/** How the compiler sees one sObject type. The methods of `SObject` itself come from the native type `System.SObject`. */
export interface SObjectShape {
  readonly name: string;
  /** A field, parent (`Owner`) or list of children (`Contacts`) of a record. Without `set` it can't be assigned. */
  member(name: string): NativeProperty | undefined;
  /** `Account.SObjectType`, `Account.Name` (the field's token). */
  staticMember(name: string): NativeProperty | undefined;
  /** Methods only this type has: `getAll()`, `getInstance(String)` of Custom Metadata. */
  readonly methods: readonly NativeMember[];
  /** `new Account()`; the named arguments are set through `member` afterwards. */
  create(run: NativeRun): ApexValue;
}

/** Where a bind expression, colon included, stands in the text of a query: from `start` up to but not including `end`. */
export interface BindRange {
  readonly start: number;
  readonly end: number;
}

export interface CompiledQuery {
  /** `Integer` for SELECT COUNT(), else `List<Account>` or `List<AggregateResult>`. */
  readonly resultType: TypeName;
  run: { bivariant(run: NativeRun, binds: readonly ApexValue[]): ApexValue }['bivariant'];
}

export interface DmlStatementRequest {
  readonly operation: DmlOperation;
  /** A record or a List of records. */
  readonly records: ApexValue;
  /** undefined: the default of the class whose code is running. */
  readonly access: 'user' | 'system' | undefined;
  /** `Key__c` or `UsageMetric__c.Key__c`. */
  readonly externalId: string | undefined;
}

/** The statements that need an org. data/ and testing/ implement them; the compiler only knows when they run. */
export interface StatementHooks {
  /** Throws an Error whose message is the compile problem. */
  compileQuery(text: string, binds: readonly BindRange[], apiVersion: number): CompiledQuery;
  /** The record of a query assigned to a record. Throws QueryException for none and for more than one. */
  onlyRow(run: NativeRun, rows: ApexValue): ApexValue;
  dml(run: NativeRun, request: DmlStatementRequest): void;
  merge(
    run: NativeRun,
    winner: ApexValue,
    losers: ApexValue,
    access: 'user' | 'system' | undefined,
  ): void;
  /** `System.runAs(user) { … }`; `user` may also be a version. Calls `body` exactly once and lets its exceptions through. */
  runAs(run: NativeRun, user: ApexValue, body: () => void): void;
}
