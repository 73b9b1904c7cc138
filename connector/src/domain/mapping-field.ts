import type {
  AccountField,
  Mapping,
  MappingKind,
  MappingProblem,
  MappingProblemCode,
} from './mapping.ts';

/**
 * Whether one mapping can use its Account field. Each check is a row; the first that fails is told, because
 * a field that doesn't exist has no type to complain about.
 */

const administrator = 'A Salesforce administrator';
const fieldNamePattern = /^[A-Za-z][A-Za-z0-9_]{0,254}$/;

/** Types a kind can use (decision 36). Currency and percent are left out: counts have neither (decision 42). */
const numberTypes = ['double', 'int', 'long'];
const usableTypes: Record<Exclude<MappingKind, 'DisplayField'>, readonly string[]> = {
  InternalSeats: numberTypes,
  ExternalSeats: numberTypes,
  RenewalDate: ['date', 'datetime'],
  Metric: ['double', 'int'],
};
/** Compound and binary fields have no single value to show. */
const notShowable = ['address', 'location', 'base64', 'complexvalue'];

type Finding = Pick<MappingProblem, 'code' | 'message' | 'explanation'>;
type Check = (mapping: Mapping, field: AccountField | undefined) => Finding | undefined;

const checks: readonly Check[] = [
  (mapping) =>
    mapping.object === 'Account'
      ? undefined
      : finding(
          'WRONG_OBJECT',
          `The mapping is for the object ${mapping.object}.`,
          `Only Account can be mapped. ${administrator} can remove the mapping and add it anew for Account.`,
        ),
  (mapping) =>
    mapping.field === null || fieldNamePattern.test(mapping.field)
      ? undefined
      : finding(
          'INVALID_FIELD_NAME',
          `"${mapping.field}" is not the API name of a field.`,
          `The text is not sent to Salesforce. ${administrator} can edit the mapping and choose the field from the list.`,
        ),
  (mapping, field) =>
    field
      ? undefined
      : finding(
          'FIELD_NOT_FOUND',
          mapping.field === null
            ? 'The Account field of the mapping no longer exists.'
            : `Account has no field ${mapping.field} that the integration user can see.`,
          `It was deleted or renamed, or the integration user may not read it. ${administrator} can restore it, choose another field, or give the integration user access to it in a permission set.`,
        ),
  (mapping, field) =>
    field && !typeFits(mapping.kind, field.type)
      ? finding(
          'WRONG_FIELD_TYPE',
          `The field ${field.name} is of type ${field.type}.`,
          `${wantedType(mapping.kind)} ${administrator} can choose another field.`,
        )
      : undefined,
  (mapping, field) => {
    const obstacle = mapping.kind === 'Metric' && field ? obstacleToWriting(field) : undefined;
    return field && obstacle !== undefined
      ? finding(
          'FIELD_NOT_WRITABLE',
          `The field ${field.name} can't be written: ${obstacle}.`,
          whoLetsWrite(field),
        )
      : undefined;
  },
];

/** What stands in the way of a mapping's use of its field, or undefined. */
export function fieldProblem(
  mapping: Mapping,
  field: AccountField | undefined,
): MappingProblem | undefined {
  for (const check of checks) {
    const found = check(mapping, field);
    if (found) return { mapping, ...found };
  }
  return undefined;
}

function finding(code: MappingProblemCode, message: string, explanation: string): Finding {
  return { code, message, explanation };
}

function typeFits(kind: MappingKind, type: string): boolean {
  return kind === 'DisplayField' ? !notShowable.includes(type) : usableTypes[kind].includes(type);
}

function wantedType(kind: MappingKind): string {
  switch (kind) {
    case 'DisplayField':
      return 'A display field needs a single value; of a compound field, map the parts.';
    case 'RenewalDate':
      return 'A renewal date comes from a Date or Date/Time field.';
    case 'InternalSeats':
    case 'ExternalSeats':
      return 'A seat count comes from a Number field, which may be a formula or a roll-up summary.';
    case 'Metric':
      return 'A metric goes into a Number field; text, currency and percent fields can not take it.';
  }
}

/** What keeps a field from being a target (decision 35); person-account fields mirror a Contact (decision 47). */
const writeObstacles: readonly (readonly [string, (field: AccountField) => boolean])[] = [
  ['it is a formula or roll-up summary', (field) => field.calculated],
  ['it is an auto number', (field) => field.autoNumber],
  ['its values must be unique, and usage is not', (field) => field.unique],
  ['it is required, so it can never be empty', (field) => !field.nillable],
  ['it belongs to the person behind a person account', ({ name }) => belongsToPerson(name)],
  ['the integration user may only read it', (field) => !field.updateable],
];

function belongsToPerson(name: string): boolean {
  return name.endsWith('__pc') || (name.startsWith('Person') && !name.endsWith('__c'));
}

function obstacleToWriting(field: AccountField): string | undefined {
  return writeObstacles.find(([, stands]) => stands(field))?.[0];
}

function whoLetsWrite(field: AccountField): string {
  return field.updateable || field.calculated
    ? `${administrator} can choose another Number field, or create one for this metric.`
    : `${administrator} can give the integration user edit access to the field in a permission set.`;
}
