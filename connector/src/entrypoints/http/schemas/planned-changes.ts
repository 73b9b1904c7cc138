import { Type } from 'typebox';
import { NumberOrNull, TextOrNull } from './common.ts';

export const RunParamsSchema = Type.Object({
  runKey: Type.String({ pattern: '^[0-9A-Za-z-]{1,64}$' }),
});

export const PlannedChangesQuerySchema = Type.Object(
  {
    limit: Type.Optional(
      Type.String({
        pattern: '^(?:[1-9]\\d?|1\\d\\d|200)$',
        description: 'Rows of a page, 1 to 200; 50 without it. A download has all.',
      }),
    ),
    cursor: Type.Optional(
      Type.String({ pattern: '^\\d{1,9}$', description: 'nextCursor of the page before' }),
    ),
    mapping: Type.Optional(
      Type.String({ pattern: '^\\w{1,80}$', description: 'Developer name; all without it' }),
    ),
    format: Type.Optional(
      Type.Enum(['json', 'ndjson', 'csv'], {
        description: 'Instead of the header Accept; ndjson and csv are downloads of all rows',
      }),
    ),
  },
  { additionalProperties: false },
);

const count = Type.Integer();

export const PlannedChangeSchema = Type.Object({
  accountId: Type.String(),
  accountName: Type.String(),
  mapping: Type.String({ description: 'Developer name' }),
  accountField: Type.String(),
  before: NumberOrNull,
  after: NumberOrNull,
  reason: Type.Enum([
    'as-reported',
    'no-usage',
    'not-licensed',
    'no-data',
    'recalculating',
    'released',
    'cleared',
  ]),
  explanation: Type.String(),
});

export const PlannedChangePageSchema = Type.Object({
  rows: Type.Array(PlannedChangeSchema),
  nextCursor: TextOrNull,
  total: Type.Integer({ description: 'Changes that the run planned, of the mapping asked for' }),
  kept: Type.Integer({
    description: 'Of these, the ones that can be had; the rest are counted only',
  }),
  mappings: Type.Array(
    Type.Object({
      mapping: Type.String({ description: 'Developer name' }),
      accountField: Type.String(),
      planned: count,
      numbers: Type.Integer({ description: 'Of the planned: numbers other than 0' }),
      zeros: count,
      nulls: count,
      kept: count,
    }),
    { description: 'Of all mappings, whichever is asked for' },
  ),
});

const lines = Type.String({ description: 'A download of all rows' });

/** The three forms of the answer. */
export const plannedChangesResponse = {
  description: 'Before and after of each value; null is NULL and not 0',
  content: {
    'application/json': { schema: PlannedChangePageSchema },
    'application/x-ndjson': { schema: lines },
    'text/csv': { schema: lines },
  },
};
