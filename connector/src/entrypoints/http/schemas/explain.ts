import { Type } from 'typebox';
import { AccountId, NumberOrNull, TextOrNull } from './common.ts';

export const ExplainQuerySchema = Type.Object(
  { accountId: AccountId },
  { additionalProperties: false },
);

const source = Type.Enum(['override', 'license', 'estimate', 'none']);
const accountField = TextOrNull;

export const ExplanationSchema = Type.Object({
  values: Type.Array(
    Type.Object({
      mapping: Type.String({ description: 'Developer name' }),
      reason: Type.Enum(['as-reported', 'no-usage', 'not-licensed', 'no-data', 'recalculating']),
      explanation: Type.String(),
      writtenAt: TextOrNull,
      runKey: TextOrNull,
    }),
  ),
  internalSeats: Type.Object({ value: NumberOrNull, source, accountField }),
  externalSeats: Type.Object({ value: NumberOrNull, source, accountField }),
  renewal: Type.Object({ value: TextOrNull, source, accountField }),
});
