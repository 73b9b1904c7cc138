import { Type } from 'typebox';

/**
 * A number or NULL, which is not 0. Written this way because a union of number and null makes the framework turn one
 * into the other (docs/architecture.md).
 */
export const NumberOrNull = Type.Unsafe<number | null>({ type: ['number', 'null'] });
export const TextOrNull = Type.Unsafe<string | null>({ type: ['string', 'null'] });

export const AccountId = Type.String({
  pattern: '^001[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$',
  description: '15 or 18 characters',
});

export const ProblemSchema = Type.Object({
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String({ description: 'What happened and what to do, for people' }),
});

/** A refusal (RFC 9457). */
export const problem = {
  description: 'A refusal (RFC 9457)',
  content: { 'application/problem+json': { schema: ProblemSchema } },
};

/** Refusals that every route of the API can give. */
export const refusals = {
  '4xx': problem,
  '5xx': problem,
};
