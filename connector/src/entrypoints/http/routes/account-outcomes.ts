import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { outcomeKinds } from '../../../domain/change.ts';
import { id18 } from '../../../domain/salesforce-id.ts';
import type { ApiService } from '../api-service.ts';
import { organizationOf } from '../authentication.ts';
import { AccountId, NumberOrNull, refusals, TextOrNull } from '../schemas/common.ts';
import { limit, limitOf } from '../schemas/paging.ts';

const OutcomesSchema = Type.Object({
  outcomes: Type.Array(
    Type.Object({
      runKey: Type.String(),
      at: Type.String(),
      mapping: Type.String({ description: 'Developer name' }),
      accountField: Type.String(),
      outcome: Type.Enum([...outcomeKinds]),
      before: NumberOrNull,
      after: NumberOrNull,
      reason: Type.String(),
      explanation: Type.String(),
      errorCode: TextOrNull,
      message: Type.Unsafe<string | null>({
        type: ['string', 'null'],
        description: 'As Salesforce gave it',
      }),
    }),
  ),
});

/** What happened to an Account, in which run and why. Values that were right already are not among it. */
export const accountOutcomesRoute: FastifyPluginCallbackTypebox<
  Pick<ApiService, 'accountHistory'>
> = (app, { accountHistory }, done) => {
  app.get(
    '/accounts/:accountId/outcomes',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listAccountOutcomes',
        summary: 'What became of the changes of an Account in the last 30 runs that had any',
        params: Type.Object({ accountId: AccountId }),
        querystring: Type.Object({ limit }, { additionalProperties: false }),
        response: { 200: OutcomesSchema, ...refusals },
      },
    },
    async (request) => {
      const accountId = id18(request.params.accountId);
      const rows = limitOf(request.query);
      const found = await accountHistory.of(organizationOf(request), accountId, rows);
      return {
        outcomes: found.map(({ runKey, at, kind, change, fault }) => ({
          runKey,
          at: at.toISOString(),
          mapping: change.mapping,
          accountField: change.field,
          outcome: kind,
          before: change.from,
          after: change.to,
          reason: change.reason,
          explanation: change.because,
          errorCode: fault?.code ?? null,
          message: fault?.message ?? null,
        })),
      };
    },
  );
  done();
};
