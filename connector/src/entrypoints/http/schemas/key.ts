import { Type, type Static } from 'typebox';
import { apiScopes, type ApiKey } from '../../../domain/api-key.ts';
import { TextOrNull } from './common.ts';

/** A key without its secret. */
export const KeySchema = Type.Object({
  id: Type.String(),
  organizationId: { ...TextOrNull, description: 'Null for a key of all organizations' },
  name: Type.String(),
  scope: Type.Enum([...apiScopes]),
  createdAt: Type.String(),
  expiresAt: { ...TextOrNull, description: 'Null for a key that does not expire' },
  revokedAt: { ...TextOrNull, description: 'Null for a key that was not revoked' },
});

export const IssuedKeySchema = Type.Object({
  ...KeySchema.properties,
  token: Type.String({ description: 'What the bearer sends. It is told once.' }),
});

export const NewKeySchema = Type.Object(
  {
    name: Type.String({
      pattern: '^[^\\x00-\\x1f\\x7f]{1,100}$',
      description: 'Whom or what it is issued to',
    }),
    scope: Type.Enum([...apiScopes], {
      description:
        'read; operate also starts runs; admin everything. Not more than the key that asks',
    }),
    organizationId: Type.Optional(
      Type.Unsafe<string | null>({
        type: ['string', 'null'],
        pattern: '^00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$',
        description:
          'Whose; null for all. A key of one organization may leave it out, and issues those of its own alone',
      }),
    ),
    expires: Type.Optional(
      Type.Unsafe<string | null>({
        type: ['string', 'null'],
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        description:
          'The first day on which it no longer holds, UTC; null or absent for never. Not after the key that asks',
      }),
    ),
  },
  { additionalProperties: false },
);

export function keyAnswer({
  createdAt,
  expiresAt,
  revokedAt,
  ...key
}: ApiKey): Static<typeof KeySchema> {
  return {
    ...key,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
