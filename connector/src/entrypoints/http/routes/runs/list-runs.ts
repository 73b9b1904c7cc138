import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../../api-service.ts';
import { organizationOf } from '../../authentication.ts';
import { runCursor, runPosition } from '../../run-cursor.ts';
import { refusals, TextOrNull } from '../../schemas/common.ts';
import { limit, limitOf } from '../../schemas/paging.ts';
import { runStatuses, RunSummarySchema, runTriggers, summaryOf } from '../../schemas/run.ts';

const RunsQuerySchema = Type.Object(
  {
    limit,
    cursor: Type.Optional(
      Type.String({ maxLength: 200, description: 'nextCursor of the page before' }),
    ),
    status: Type.Optional(Type.Enum([...runStatuses])),
    trigger: Type.Optional(Type.Enum([...runTriggers])),
    dryRun: Type.Optional(Type.Enum(['true', 'false'])),
  },
  { additionalProperties: false },
);

/** The runs of an organization that have ended and are remembered. */
export const listRunsRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'runs'>> = (
  app,
  { runs },
  done,
) => {
  app.get(
    '/runs',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listRuns',
        summary: 'Runs that have ended, the newest first; the 400 newest are remembered',
        querystring: RunsQuerySchema,
        response: {
          200: Type.Object({ runs: Type.Array(RunSummarySchema), nextCursor: TextOrNull }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const { cursor, status = null, trigger = null, dryRun } = request.query;
      const rows = limitOf(request.query);
      const found = await runs.page(organizationOf(request), {
        // One more tells whether there is another page.
        limit: rows + 1,
        after: cursor === undefined ? null : runPosition(cursor),
        status,
        trigger,
        dryRun: dryRun === undefined ? null : dryRun === 'true',
      });
      const page = found.slice(0, rows);
      const last = page.at(-1);
      return {
        runs: page.map(summaryOf),
        nextCursor: found.length > rows && last ? runCursor(last) : null,
      };
    },
  );
  done();
};
