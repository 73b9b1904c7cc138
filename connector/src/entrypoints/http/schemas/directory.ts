import { Type } from 'typebox';
import { NumberOrNull, TextOrNull } from './common.ts';

export const DirectoryQuerySchema = Type.Object(
  {
    limit: Type.Optional(
      Type.String({
        pattern: '^(?:[1-9]\\d?|1\\d\\d|200)$',
        description: 'Rows of a page, 1 to 200; 50 without it',
      }),
    ),
    cursor: Type.Optional(
      Type.String({ maxLength: 4_000, description: 'nextCursor of the page before' }),
    ),
    sort: Type.Optional(Type.String({ maxLength: 255, description: 'A column; name without it' })),
    order: Type.Optional(
      Type.Enum(['asc', 'desc'], { description: 'asc without it; NULL comes last in either' }),
    ),
    filters: Type.Optional(
      Type.String({
        maxLength: 16_000,
        description: 'A JSON list of conditions that all have to hold: docs/connector-api.md',
      }),
    ),
  },
  { additionalProperties: false },
);

const column = Type.String({ minLength: 1, maxLength: 255 });
const text = Type.String({ maxLength: 1_000 });
const bound = Type.Unsafe<number | string | null>({ type: ['number', 'string', 'null'] });
const exact = { additionalProperties: false };

/** By operator, so that a fault is told of the one that is meant. */
export const filterSchemas = {
  contains: Type.Object({ column, operator: Type.Literal('contains'), value: text }, exact),
  in: Type.Object(
    { column, operator: Type.Literal('in'), values: Type.Array(text, { maxItems: 200 }) },
    exact,
  ),
  between: Type.Object(
    { column, operator: Type.Literal('between'), from: bound, to: bound },
    exact,
  ),
  is: Type.Object({ column, operator: Type.Literal('is'), value: Type.Boolean() }, exact),
  empty: Type.Object({ column, operator: Type.Literal('empty'), value: Type.Boolean() }, exact),
};

const source = Type.Enum(['override', 'license', 'estimate', 'none']);

export const DirectoryPageSchema = Type.Object({
  rows: Type.Array(
    Type.Object({
      accountId: Type.String(),
      name: Type.String(),
      values: Type.Object(
        {
          internalSeats: NumberOrNull,
          internalSeatsSource: source,
          externalSeats: NumberOrNull,
          externalSeatsSource: source,
          renewalDate: TextOrNull,
          renewalSource: source,
          mau: NumberOrNull,
          wau: NumberOrNull,
          dau: NumberOrNull,
        },
        {
          additionalProperties: Type.Unsafe<string | number | boolean | null>({
            type: ['string', 'number', 'boolean', 'null'],
          }),
          description: 'With the display fields by API name',
        },
      ),
    }),
  ),
  nextCursor: TextOrNull,
  total: Type.Integer({ description: 'Accounts that match, on all pages' }),
});
