import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { DirectoryEntry } from '../../../domain/account.ts';
import type { DirectoryHead } from '../../../ports/directory.ts';
import { cursorOf } from '../directory-cursor.ts';
import type { ApiService } from '../api-service.ts';
import { organizationOf } from '../authentication.ts';
import { directoryQuery } from '../directory-request.ts';
import { refusals } from '../schemas/common.ts';
import { DirectoryPageSchema, DirectoryQuerySchema } from '../schemas/directory.ts';

/** ISVapp's list of Accounts, as the newest run left it. */
export const directoryRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'directory'>> = (
  app,
  { directory },
  done,
) => {
  app.get(
    '/directory',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listDirectory',
        summary: 'A page of the Accounts, filtered and sorted',
        querystring: DirectoryQuerySchema,
        response: { 200: DirectoryPageSchema, ...refusals },
      },
    },
    async (request) => {
      const organizationId = organizationOf(request);
      const head = await directory.head(organizationId);
      const query = directoryQuery(request.query, head?.columns ?? []);
      const { entries, total, next } = await directory.page(organizationId, query);
      return {
        rows: entries.map((entry) => rowOf(entry, head)),
        nextCursor: next && cursorOf(next, query),
        total,
      };
    },
  );
  done();
};

function rowOf(entry: DirectoryEntry, head: DirectoryHead | undefined) {
  const { accountId, name, display, internalSeats, externalSeats, renewal, mau, wau, dau } = entry;
  const blank = (head?.columns ?? []).map((column) => [column.name, null] as const);
  return {
    accountId,
    name,
    values: {
      ...Object.fromEntries(blank),
      ...display,
      internalSeats: internalSeats.seats,
      internalSeatsSource: internalSeats.source,
      externalSeats: externalSeats.seats,
      externalSeatsSource: externalSeats.source,
      renewalDate: renewal.date,
      renewalSource: renewal.source,
      mau,
      wau,
      dau,
    },
  };
}
