import type { AccountUpdate } from '../../../domain/change.ts';
import { OrgError } from '../../../domain/org-error.ts';
import { isSalesforceId } from '../../../domain/salesforce-id.ts';
import { plainFieldName } from '../query/soql.ts';

/**
 * The two spellings of an update (decision 38). What is the same to us is not to Salesforce:
 *
 * |                    | JSON (REST) | CSV (Bulk)                                   |
 * |--------------------|-------------|----------------------------------------------|
 * | set the field      | the number  | the number                                   |
 * | clear the field    | `null`      | `#N/A`                                       |
 * | leave it alone     | no such key | an empty cell, which does **not** clear      |
 *
 * Sources: api_rest/dome_update_fields.htm, api_asynch/datafiles_csv_valid_record_rows.htm.
 */

const clearsField = '#N/A';
const leavesField = '';

/** A record of a sObject Collections request. */
export function updateRecord(update: AccountUpdate): Readonly<Record<string, unknown>> {
  const values = Object.entries(checked(update).values);
  return {
    attributes: { type: 'Account' },
    Id: update.accountId,
    ...Object.fromEntries(values),
  };
}

/** The header line of a file that holds updates of these fields. */
export function updateHeader(fields: readonly string[]): string {
  return ['Id', ...fields.map(plainFieldName)].join(',') + '\n';
}

/** The line of an update in a file with these fields. Nothing needs quotes: ids, numbers and `#N/A` have none to hide. */
export function updateLine(update: AccountUpdate, fields: readonly string[]): string {
  const { accountId, values } = checked(update);
  return [accountId, ...fields.map((field) => cell(values[field]))].join(',') + '\n';
}

function cell(value: number | null | undefined): string {
  if (value === undefined) return leavesField;
  return value === null ? clearsField : String(value);
}

/** JSON would turn NaN into `null` without a word, and so clear the field. */
function checked(update: AccountUpdate): AccountUpdate {
  if (!isSalesforceId(update.accountId)) throw refused(update, 'the id is not one of Salesforce');
  for (const [field, value] of Object.entries(update.values)) {
    plainFieldName(field);
    if (value !== null && !Number.isFinite(value)) throw refused(update, `${field} is ${value}`);
  }
  return update;
}

function refused(update: AccountUpdate, reason: string): OrgError {
  return new OrgError(
    'request',
    'INVALID_VALUE',
    `The update of Account ${update.accountId} was not sent: ${reason}. Whoever runs the connector can report this message.`,
  );
}
