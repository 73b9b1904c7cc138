import { OrgError } from '../../../domain/org-error.ts';
import { isSalesforceId } from '../../../domain/salesforce-id.ts';

/**
 * What may become part of a query. Field names come from mappings, that is from people, so nothing but a plain name
 * gets through, and only one that describe has told; ids are ids. There is no other interpolation.
 */

const fieldPattern = /^[A-Za-z][A-Za-z0-9_]*$/;

/**
 * The field's name as the org spells it.
 *
 * @param known the object's fields as described
 * @throws OrgError `request` (INVALID_FIELD_NAME) for text that is not a name, `permission` (INVALID_FIELD) for a
 *   field the integration user does not see
 */
export function knownFieldName(name: string, known: ReadonlyMap<string, { name: string }>): string {
  if (!fieldPattern.test(name)) throw invalidFieldName(name);
  const field = known.get(name.toLowerCase());
  if (field) return field.name;
  throw new OrgError(
    'permission',
    'INVALID_FIELD',
    `Account has no field ${name} that the integration user can see. A Salesforce administrator can correct the mapping, or grant the field in the permission set of the integration user.`,
  );
}

/** The name itself; throws OrgError `request` (INVALID_FIELD_NAME) when it is not a plain field name. */
export function plainFieldName(name: string): string {
  if (!fieldPattern.test(name)) throw invalidFieldName(name);
  return name;
}

/** `('001…','001…')`; throws OrgError `request` (MALFORMED_ID) when one is not an id. */
export function idList(ids: readonly string[]): string {
  for (const id of ids) {
    if (!isSalesforceId(id)) {
      throw new OrgError(
        'request',
        'MALFORMED_ID',
        `"${id.slice(0, 40)}" is not a Salesforce id, so it was not put into a query. Whoever runs the connector can report this message.`,
      );
    }
  }
  return `(${ids.map((id) => `'${id}'`).join(',')})`;
}

function invalidFieldName(name: string): OrgError {
  return new OrgError(
    'request',
    'INVALID_FIELD_NAME',
    `"${name.slice(0, 80)}" is not the API name of a field, so it was not put into a query. A Salesforce administrator can choose the field again in the mapping.`,
  );
}
