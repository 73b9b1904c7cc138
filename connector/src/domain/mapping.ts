/** What goes where: one record of `FieldMapping__mdt`. */
export interface Mapping {
  /** The record's developer name: how logs and other records refer to it. */
  readonly name: string;
  readonly label: string;
  readonly kind: MappingKind;
  readonly object: string;
  /** API name of the Account field; null where the field it referred to no longer exists. */
  readonly field: string | null;
  /** Only for kind Metric. */
  readonly metricKey: string | null;
  /** A removed mapping is kept inactive so that it can be restored (decision 51). */
  readonly isActive: boolean;
}

export const mappingKinds = [
  'DisplayField',
  'InternalSeats',
  'ExternalSeats',
  'RenewalDate',
  'Metric',
] as const;
export type MappingKind = (typeof mappingKinds)[number];

/** A field of Account as the integration user sees it: a field hidden from it is not in the list. */
export interface AccountField {
  readonly name: string;
  readonly label: string;
  /** Salesforce's describe type in lower case, such as double, currency, encryptedstring. */
  readonly type: string;
  readonly updateable: boolean;
  readonly nillable: boolean;
  readonly calculated: boolean;
  readonly autoNumber: boolean;
  readonly unique: boolean;
  readonly precision: number;
  readonly scale: number;
  readonly digits: number;
}

/** A mapping whose check passed, with the field it uses. */
export interface UsableMapping extends Mapping {
  readonly field: string;
  readonly accountField: AccountField;
}

/** Why a mapping is paused, in words an administrator can act on. */
export interface MappingProblem {
  readonly mapping: Mapping;
  readonly code: MappingProblemCode;
  readonly message: string;
  /** What to do and who can do it. */
  readonly explanation: string;
}

export type MappingProblemCode =
  | 'WRONG_OBJECT'
  | 'INVALID_FIELD_NAME'
  | 'FIELD_NOT_FOUND'
  | 'FIELD_NOT_WRITABLE'
  | 'WRONG_FIELD_TYPE'
  | 'UNKNOWN_METRIC'
  | 'METRIC_REMOVED'
  | 'DUPLICATE_TARGET'
  | 'TARGET_IS_SOURCE'
  | 'DUPLICATE_OVERRIDE'
  | 'DUPLICATE_METRIC'
  | 'PACKAGE_NOT_ENABLED'
  | 'ENCRYPTED_FIELD';

/** Developer names of those that only read: display fields and overrides. */
export function sourceNames(
  mappings: readonly Pick<Mapping, 'name' | 'kind'>[],
): readonly string[] {
  return mappings.filter(({ kind }) => kind !== 'Metric').map(({ name }) => name);
}
