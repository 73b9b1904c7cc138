/** Field types as `describe` names them. */
export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'double'
  | 'int'
  | 'long'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'boolean'
  | 'picklist'
  | 'multipicklist'
  | 'reference'
  | 'email'
  | 'phone'
  | 'url'
  | 'address'
  | 'base64'
  | 'anyType';

export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly active: boolean;
  readonly isDefault: boolean;
}

/** A lookup, a master-detail or a metadata relationship. */
export interface Reference {
  /** API names of the objects it may point to. */
  readonly to: readonly string[];
  /** Name of the parent in SOQL: `Parent`, `SyncRun__r`. */
  readonly relationshipName: string;
  /** Name of the children in SOQL, seen from the parent: `Contacts`, `SyncLogEntries__r`; null when unnamed. */
  readonly childRelationshipName: string | null;
  readonly onDelete: 'SetNull' | 'Cascade' | 'Restrict';
  readonly isMasterDetail: boolean;
  /** Set for a field of a Custom Metadata type that points to EntityDefinition or FieldDefinition. */
  readonly isMetadataRelationship: boolean;
  /** `Object__c` for a field relationship whose object is chosen by that field. */
  readonly controllingField: string | null;
}

export interface FormulaDefinition {
  readonly source: string;
  readonly treatBlanksAs: 'BlankAsZero' | 'BlankAsBlank';
}

/** One field of an object, everything describe, the writers and the compilers need. Immutable: a deploy replaces it. */
export interface FieldSchema {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** Characters; 0 for types without a length. */
  readonly length: number;
  /** Digits in all, of double, currency and percent; 0 otherwise. */
  readonly precision: number;
  readonly scale: number;
  /** Digits of an int or long; 0 otherwise. */
  readonly digits: number;
  readonly custom: boolean;
  readonly nillable: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly externalId: boolean;
  /** By nature of the field; a user's field-level security narrows them. */
  readonly createable: boolean;
  readonly updateable: boolean;
  /** Whether permission sets decide who sees it. Id, Name, audit and required fields are visible to whoever reads the object. */
  readonly permissionable: boolean;
  readonly autoNumberFormat: string | null;
  readonly formula: FormulaDefinition | null;
  /** Formula source of the default, as deployed (`"calendar"`, `true`, `10`), or null. */
  readonly defaultValue: string | null;
  readonly picklist: {
    readonly values: readonly PicklistValue[];
    readonly restricted: boolean;
  } | null;
  readonly reference: Reference | null;
  /** `BillingAddress` names the prefix of its parts: `Billing`. */
  readonly compoundPrefix: string | null;
  readonly visibleLines: number;
  readonly inlineHelpText: string | null;
  readonly description: string | null;
  /** Custom: `00N…`, 18 characters; standard: the name. Survives a rename. */
  readonly durableId: string;
}

export interface ValidationRule {
  readonly fullName: string;
  readonly active: boolean;
  readonly errorConditionFormula: string;
  readonly errorMessage: string;
  /** Field the message belongs to, or null: the top of the page. */
  readonly errorDisplayField: string | null;
}

export type ObjectKind = 'standard' | 'custom' | 'customMetadata' | 'virtual';

export interface ObjectSchema {
  readonly name: string;
  readonly label: string;
  readonly pluralLabel: string;
  readonly keyPrefix: string | null;
  readonly kind: ObjectKind;
  /** Custom: `01I…`, 18 characters; standard: the name. */
  readonly durableId: string;
  readonly namespacePrefix: string | null;
  readonly fields: readonly FieldSchema[];
  readonly validationRules: readonly ValidationRule[];
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  /** Set where records go to the recycle bin and carry IsDeleted. */
  readonly undeletable: boolean;
  /** Whether objectPermissions of permission sets decide about it; setup objects such as Organization are readable by all. */
  readonly permissionable: boolean;
  readonly description: string | null;
}
