import { SalesforceError } from '../schema/salesforce-error.ts';

/** Characters of the query shown on each side of the fault. */
const shownBefore = 40;
const shownAfter = 40;

/**
 * The refusal of a query, in Salesforce's layout: a piece of the query, a caret under the fault, its row and column,
 * the message. `token` is looked up in the query (first occurrence as a whole word, outside of text literals); where it
 * can't be found the fault is put at the beginning.
 */
export function soqlError(
  statusCode: string,
  soql: string,
  token: string,
  message: string,
): SalesforceError {
  return soqlErrorAt(statusCode, soql, Math.max(0, positionOf(soql, token)), message);
}

/** The same for a known position (0: the first character). */
export function soqlErrorAt(
  statusCode: string,
  soql: string,
  position: number,
  message: string,
): SalesforceError {
  const before = soql.slice(0, position).split('\n');
  const line = soql.split('\n')[before.length - 1] ?? '';
  const column = before.at(-1)?.length ?? 0;
  const start = Math.max(0, column - shownBefore);
  const fragment = line.slice(start, column + shownAfter);
  const caret = ' '.repeat(column - start) + '^';
  const where = `ERROR at Row:${before.length}:Column:${column + 1}`;
  return new SalesforceError(statusCode, `\n${fragment}\n${caret}\n${where}\n${message}`);
}

function positionOf(soql: string, token: string): number {
  if (token === '') return -1;
  // Text literals are blanked out, so that a name inside one isn't taken for the field.
  const bare = soql.replace(/'(?:[^'\\]|\\[\s\S])*'/g, (literal) =>
    literal === token ? literal : ' '.repeat(literal.length),
  );
  const escaped = token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`(?<![\\w.])${escaped}(?![\\w])`, 'i');
  return pattern.exec(bare)?.index ?? bare.toLowerCase().indexOf(token.toLowerCase());
}

export function noSuchField(soql: string, token: string, field: string, object: string) {
  return soqlError(
    'INVALID_FIELD',
    soql,
    token,
    `No such column '${field}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

export function noSuchObject(soql: string, object: string): SalesforceError {
  return soqlError('INVALID_TYPE', soql, object, noSuchObjectMessage(object));
}

/** What Salesforce says about an object the user can't see or that doesn't exist. */
export function noSuchObjectMessage(object: string): string {
  return `sObject type '${object}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`;
}

export function noSuchRelationship(
  soql: string,
  token: string,
  name: string,
  where: 'path' | 'from',
) {
  const place = where === 'path' ? 'field path' : 'FROM part of query call';
  return soqlError(
    where === 'path' ? 'INVALID_FIELD' : 'INVALID_TYPE',
    soql,
    token,
    `Didn't understand relationship '${name}' in ${place}. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

export function malformed(soql: string, token: string, message: string): SalesforceError {
  return soqlError('MALFORMED_QUERY', soql, token, message);
}
