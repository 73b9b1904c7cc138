import { Type } from 'typebox';

export const defaultLimit = 50;

export const limit = Type.Optional(
  Type.String({
    pattern: '^(?:[1-9]\\d?|1\\d\\d|200)$',
    description: 'Rows of a page, 1 to 200; 50 without it',
  }),
);

/** Of a query that has passed its schema. */
export function limitOf(query: { readonly limit?: string }): number {
  return query.limit === undefined ? defaultLimit : Number(query.limit);
}
