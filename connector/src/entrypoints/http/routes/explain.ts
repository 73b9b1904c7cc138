import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { Static } from 'typebox';
import type { AccountExplanation } from '../../../domain/account-explanation.ts';
import { id18 } from '../../../domain/salesforce-id.ts';
import type { ApiService } from '../api-service.ts';
import { organizationOf } from '../authentication.ts';
import { ProblemError } from '../problem.ts';
import { refusals } from '../schemas/common.ts';
import { ExplainQuerySchema, ExplanationSchema } from '../schemas/explain.ts';

/** Why one Account has the values it has, as the newest run decided them and as they were written. */
export const explainRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'explain'>> = (
  app,
  { explain },
  done,
) => {
  app.get(
    '/explain',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'explainAccount',
        summary: 'Why the values of an Account are what they are',
        querystring: ExplainQuerySchema,
        response: { 200: ExplanationSchema, ...refusals },
      },
    },
    async (request) => {
      const accountId = id18(request.query.accountId);
      const explanation = await explain(organizationOf(request), accountId);
      if (!explanation)
        throw new ProblemError(
          404,
          'Account not found',
          `The Account ${accountId} was not in the scope of the last run. The administrator decides about the scope in the settings; an Account that was licensed lately is in it after the next run.`,
        );
      return answerOf(explanation);
    },
  );
  done();
};

function answerOf({
  values,
  internalSeats,
  externalSeats,
  renewal,
}: AccountExplanation): Static<typeof ExplanationSchema> {
  return {
    values: values.map(({ mapping, reason, explanation, written }) => ({
      mapping,
      reason,
      explanation,
      writtenAt: written?.at.toISOString() ?? null,
      runKey: written?.runKey ?? null,
    })),
    internalSeats,
    externalSeats,
    renewal,
  };
}
