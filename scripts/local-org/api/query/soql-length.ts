import { apiError } from '../http/api-error.ts';

/** A SOQL statement is at most this long, wherever it comes from. */
export const longestSoql = 100_000;

/** Throws MALFORMED_QUERY, as an org does whatever the statement says. */
export function refuseLongSoql(soql: string): void {
  if (soql.length <= longestSoql) return;
  throw apiError(
    400,
    'MALFORMED_QUERY',
    'SOQL statements cannot be longer than 100000 characters.',
  );
}
