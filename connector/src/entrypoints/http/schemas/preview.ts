import { Type } from 'typebox';
import { mappingKinds } from '../../../domain/mapping.ts';
import { AccountId, NumberOrNull, TextOrNull } from './common.ts';

export const PreviewRequestSchema = Type.Object(
  {
    kind: Type.Enum([...mappingKinds]),
    accountField: Type.String({
      pattern: '^[A-Za-z][A-Za-z0-9_]{0,254}$',
      description: 'API name of an Account field',
    }),
    metricKey: Type.Unsafe<string | null>({
      type: ['string', 'null'],
      maxLength: 255,
      description: 'null unless the kind is Metric',
    }),
    accountIds: Type.Array(AccountId, {
      maxItems: 200,
      description: 'The Accounts to show; empty to have some chosen',
    }),
    sampleSize: Type.Integer({ minimum: 1, maximum: 50 }),
  },
  { additionalProperties: false },
);

const count = Type.Integer();

export const PreviewSchema = Type.Object({
  rows: Type.Array(
    Type.Object({
      accountId: Type.String(),
      licensed: Type.Boolean(),
      write: Type.Boolean({ description: 'false where what is there stays' }),
      nextNumber: NumberOrNull,
      nextText: TextOrNull,
      explanation: Type.String(),
    }),
  ),
  counts: Type.Object({ number: count, zero: count, null: count, kept: count }),
});
