import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { SalesforceError } from '../schema/salesforce-error.ts';
import { UnsupportedError } from '../schema/unsupported-error.ts';
import { soqlError, soqlErrorAt } from './soql-error.ts';

/** Longest query Salesforce takes, in characters. */
const maxLength = 100_000;

/** Syntax tree of a query. Throws MALFORMED_QUERY, or `UnsupportedError` for clauses the stand-in lacks. */
export function parsedQuery(soql: string): Query {
  if (soql.length > maxLength) {
    throw new SalesforceError(
      'MALFORMED_QUERY',
      `SOQL statement is longer than ${maxLength} characters`,
    );
  }
  const query = known.get(soql) ?? parsed(soql);
  remember(soql, query);
  if (query.sObject === undefined)
    throw soqlError('MALFORMED_QUERY', soql, '', 'unexpected token: <EOF>');
  rejectUnsupported(query);
  return query;
}

/** Programs ask the same questions over and over, and parsing is the slowest part of an answer. */
const known = new Map<string, Query>();
const mostKnown = 500;

function remember(soql: string, query: Query): void {
  if (known.size >= mostKnown && !known.has(soql)) known.clear();
  known.set(soql, query);
}

function parsed(soql: string): Query {
  try {
    return parseQuery(soql);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw syntaxError(soql, reason);
  }
}

/** The parser names the offset of a bad character, and of a bad token its text alone. */
function syntaxError(soql: string, reason: string): SalesforceError {
  const offset = Number(/at offset: (\d+)/.exec(reason)?.[1]);
  if (!Number.isNaN(offset)) {
    const message = `unexpected char: '${soql.charAt(offset)}'`;
    return soqlErrorAt('MALFORMED_QUERY', soql, offset, message);
  }
  const token = /found(?: -->|:) '?([\s\S]*?)'?(?: <--)?$/.exec(reason)?.[1] ?? '';
  if (token !== '')
    return soqlError('MALFORMED_QUERY', soql, token, `unexpected token: '${token}'`);
  return soqlErrorAt('MALFORMED_QUERY', soql, soql.length, 'unexpected token: <EOF>');
}

/** Clauses of a query or subquery that would change its meaning and that the stand-in can't honour. */
export function rejectUnsupported(query: Omit<Query, 'sObject'>): void {
  if (query.for) throw new UnsupportedError(`FOR ${query.for} in SOQL`);
  if (query.update) throw new UnsupportedError(`UPDATE ${query.update} in SOQL`);
  if (query.usingScope !== undefined) throw new UnsupportedError('USING SCOPE in SOQL');
  if (query.withDataCategory) throw new UnsupportedError('WITH DATA CATEGORY in SOQL');
}
