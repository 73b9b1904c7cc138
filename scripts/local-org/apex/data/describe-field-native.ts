import { describeField } from '../../schema/describe-field.ts';
import type { DescribeField, DescribePicklistValue } from '../../schema/describe-result.ts';
import { method, nativeType, type NativeMember, type NativeType } from '../library/native-type.ts';
import { ApexList } from '../values/apex-list.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { NativeObject } from '../values/native-object.ts';
import { typeName } from '../values/type-name.ts';
import type { DataRun } from './data-run.ts';
import { displayTypeOf, soapTypeOf } from './describe-enums.ts';
import type { SObjectFieldToken } from './schema-tokens.ts';
import { SObjectTypeToken } from './schema-tokens.ts';
import { sObjectTypes } from './sobject-type.ts';

interface FieldState {
  readonly token: SObjectFieldToken;
  readonly described: DescribeField;
  readonly isAccessible: boolean;
}

/** `Account.Name.getDescribe()`, as the running user sees the field. One the user can't see is described all the same. */
export function describedField(run: DataRun, token: SObjectFieldToken): NativeObject<FieldState> {
  const { field, type } = token;
  const { object } = type;
  const access = run.org.accessOf(run.userId);
  const isEditable =
    (!field.permissionable || access.canEditField(object, field)) &&
    (access.can('create', object) || access.can('edit', object));
  return new NativeObject<FieldState>('Schema.DescribeFieldResult', {
    token,
    described: describeField(object, field, isEditable),
    isAccessible: access.canReadField(object, field),
  });
}

type Result = NativeObject<FieldState>;

/** A getter that shows one member of the describe. */
const shows = (signature: string, read: (described: DescribeField) => ApexValue): NativeMember =>
  method(signature, (_run, { state }: Result) => read(state.described));

const texts = [
  shows('String getName()', ({ name }) => name),
  shows('String getLocalName()', ({ name }) => name.replace(/^[A-Za-z0-9]+__(?=\w+__\w$)/, '')),
  shows('String getLabel()', ({ label }) => label),
  shows('String getInlineHelpText()', ({ inlineHelpText }) => inlineHelpText),
  shows('String getCalculatedFormula()', ({ calculatedFormula }) => calculatedFormula),
  shows('String getDefaultValueFormula()', ({ defaultValueFormula }) => defaultValueFormula),
  shows('Object getDefaultValue()', ({ defaultValue }) => defaultValue),
  shows('String getRelationshipName()', ({ relationshipName }) => relationshipName),
  shows('String getCompoundFieldName()', ({ compoundFieldName }) => compoundFieldName),
];

const numbers = [
  shows('Integer getLength()', ({ length }) => length),
  shows('Integer getByteLength()', ({ byteLength }) => byteLength),
  shows('Integer getPrecision()', ({ precision }) => precision),
  shows('Integer getScale()', ({ scale }) => scale),
  shows('Integer getDigits()', ({ digits }) => digits),
  shows('Integer getRelationshipOrder()', ({ relationshipOrder }) => relationshipOrder),
];

const truths: readonly (readonly [string, (described: DescribeField) => boolean])[] = [
  ['isAutoNumber', ({ autoNumber }) => autoNumber],
  ['isAiPredictionField', ({ aiPredictionField }) => aiPredictionField],
  ['isCalculated', ({ calculated }) => calculated],
  ['isCascadeDelete', ({ cascadeDelete }) => cascadeDelete],
  ['isCaseSensitive', ({ caseSensitive }) => caseSensitive],
  ['isCreateable', ({ createable }) => createable],
  ['isCustom', ({ custom }) => custom],
  ['isDefaultedOnCreate', ({ defaultedOnCreate }) => defaultedOnCreate],
  ['isDependentPicklist', ({ dependentPicklist }) => dependentPicklist],
  ['isDeprecatedAndHidden', ({ deprecatedAndHidden }) => deprecatedAndHidden],
  ['isEncrypted', ({ encrypted }) => encrypted],
  ['isExternalId', ({ externalId }) => externalId],
  ['isFilterable', ({ filterable }) => filterable],
  ['isGroupable', ({ groupable }) => groupable],
  ['isHtmlFormatted', ({ htmlFormatted }) => htmlFormatted],
  ['isIdLookup', ({ idLookup }) => idLookup],
  ['isNameField', ({ nameField }) => nameField],
  ['isNamePointing', ({ namePointing }) => namePointing],
  ['isNillable', ({ nillable }) => nillable],
  ['isPermissionable', ({ permissionable }) => permissionable],
  ['isRestrictedDelete', ({ restrictedDelete }) => restrictedDelete],
  ['isRestrictedPicklist', ({ restrictedPicklist }) => restrictedPicklist],
  ['isSortable', ({ sortable }) => sortable],
  ['isUnique', ({ unique }) => unique],
  ['isUpdateable', ({ updateable }) => updateable],
  ['isWriteRequiresMasterRead', ({ writeRequiresMasterRead }) => writeRequiresMasterRead],
];

const hasPicklistValues: ReadonlySet<string> = new Set(['picklist', 'multipicklist', 'combobox']);

const describeFieldResult = nativeType('Schema.DescribeFieldResult', [
  ...texts,
  ...numbers,
  ...truths.map(([name, read]) => shows(`Boolean ${name}()`, read)),
  method('Boolean isAccessible()', (_run, { state }: Result) => state.isAccessible),
  shows('Schema.DisplayType getType()', ({ type }) => displayTypeOf(type)),
  shows('Schema.SoapType getSoapType()', ({ soapType }) => soapTypeOf(soapType)),
  method('Schema.SObjectField getSObjectField()', (_run, { state }: Result) => state.token),
  method(
    'Schema.SObjectType getSObjectType()',
    (_run, { state }: Result) => new SObjectTypeToken(state.token.type),
  ),
  method('List<Schema.PicklistEntry> getPicklistValues()', (run, { state }: Result) => {
    const { name, type, picklistValues } = state.described;
    // As documented; which exception it is, is not.
    if (!hasPicklistValues.has(type))
      throw run.exception('SObjectException', `Field ${name} is not a picklist`);
    const entries = picklistValues.map((value) => new NativeObject('Schema.PicklistEntry', value));
    return new ApexList(typeName('Schema.PicklistEntry'), entries);
  }),
  method('List<Schema.SObjectType> getReferenceTo()', (run, { state }: Result) => {
    const types = sObjectTypes((run as DataRun).org);
    const tokens = state.described.referenceTo
      .flatMap((name) => types.find(name) ?? [])
      .map((type) => new SObjectTypeToken(type));
    return new ApexList(typeName('Schema.SObjectType'), tokens);
  }),
]);

type Entry = NativeObject<DescribePicklistValue>;

const picklistEntry = nativeType('Schema.PicklistEntry', [
  method('String getLabel()', (_run, { state }: Entry) => state.label),
  method('String getValue()', (_run, { state }: Entry) => state.value),
  method('Boolean isActive()', (_run, { state }: Entry) => state.active),
  method('Boolean isDefaultValue()', (_run, { state }: Entry) => state.defaultValue),
]);

const sObjectField = nativeType('Schema.SObjectField', [
  method('Schema.DescribeFieldResult getDescribe()', (run, self: SObjectFieldToken) =>
    describedField(run as DataRun, self),
  ),
]);

export const describeFieldNatives: readonly NativeType[] = [
  describeFieldResult,
  picklistEntry,
  sObjectField,
];
