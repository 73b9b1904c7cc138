import type { FieldValue } from '../../../domain/account.ts';
import { OrgError } from '../../../domain/org-error.ts';
import type { DescribedField } from '../setup/object-description.ts';

const numberTypes = ['double', 'int', 'long', 'currency', 'percent'];

/**
 * The value of a field from JSON or from CSV, the same from both: `1.2345678E7` and `12345678` are one number, an
 * empty cell and null are null (decision 37).
 *
 * @throws OrgError `incomplete` (UNREADABLE_VALUE) where it is not of the field's type: taking it for null would
 *   make the sync write over something it has not understood
 */
export function fieldValue(raw: unknown, field: DescribedField): FieldValue {
  if (raw === null || raw === undefined || raw === '') return null;
  if (numberTypes.includes(field.type)) return numberOf(raw, field);
  if (field.type === 'boolean') return flagOf(raw, field);
  if (isScalar(raw)) return raw;
  throw unreadable(raw, field);
}

function isScalar(raw: unknown): raw is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof raw);
}

function numberOf(raw: unknown, field: DescribedField): number {
  const value = typeof raw === 'string' || typeof raw === 'number' ? Number(raw) : NaN;
  if (Number.isFinite(value)) return value;
  throw unreadable(raw, field);
}

function flagOf(raw: unknown, field: DescribedField): boolean {
  if (raw === true || raw === 'true') return true;
  if (raw === false || raw === 'false') return false;
  throw unreadable(raw, field);
}

function unreadable(raw: unknown, field: DescribedField): OrgError {
  return new OrgError(
    'incomplete',
    'UNREADABLE_VALUE',
    `The Account field ${field.name} of type ${field.type} holds ${JSON.stringify(raw).slice(0, 100)}, which can't be read. What was read is not used. A Salesforce administrator can choose another field in the mapping.`,
  );
}
