import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { Static } from 'typebox';
import type { DirectoryEntry, ValueSource } from '../../../domain/account.ts';
import type { MappingKind } from '../../../domain/mapping.ts';
import { id18 } from '../../../domain/salesforce-id.ts';
import type { DirectoryHead } from '../../../ports/directory.ts';
import type { Writing } from '../../../ports/write-ledger.ts';
import type { ApiService } from '../api-service.ts';
import { organizationOf } from '../authentication.ts';
import { ProblemError } from '../problem.ts';
import { refusals } from '../schemas/common.ts';
import { ExplainQuerySchema, ExplanationSchema } from '../schemas/explain.ts';

/** Why one Account has the values it has, as the newest run decided them and as they were written. */
export const explainRoute: FastifyPluginCallbackTypebox<
  Pick<ApiService, 'directory' | 'ledger'>
> = (app, { directory, ledger }, done) => {
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
      const organizationId = organizationOf(request);
      const accountId = id18(request.query.accountId);
      const [head, entry, writings] = await Promise.all([
        directory.head(organizationId),
        directory.find(organizationId, accountId),
        ledger.writingsTo(organizationId, accountId),
      ]);
      if (!head || !entry)
        throw new ProblemError(
          404,
          'Account not found',
          `The Account ${accountId} was not in the scope of the last run. The administrator decides about the scope in the settings; an Account that was licensed lately is in it after the next run.`,
        );
      return explanation(entry, head, writings);
    },
  );
  done();
};

function explanation(
  entry: DirectoryEntry,
  head: DirectoryHead,
  writings: readonly Writing[],
): Static<typeof ExplanationSchema> {
  const { internalSeats, externalSeats, renewal, reasons } = entry;
  const overriddenBy = (kind: MappingKind, source: ValueSource): string | null =>
    source === 'override' ? (head.overrideFields[kind] ?? null) : null;
  return {
    values: Object.entries(head.targets).flatMap(([mapping, field]) => {
      const why = reasons[mapping];
      const written = writings.find((each) => each.field === field);
      return why ? { mapping, ...why, ...writingOf(written) } : [];
    }),
    internalSeats: {
      value: internalSeats.seats,
      source: internalSeats.source,
      accountField: overriddenBy('InternalSeats', internalSeats.source),
    },
    externalSeats: {
      value: externalSeats.seats,
      source: externalSeats.source,
      accountField: overriddenBy('ExternalSeats', externalSeats.source),
    },
    renewal: {
      value: renewal.date,
      source: renewal.source,
      accountField: overriddenBy('RenewalDate', renewal.source),
    },
  };
}

function writingOf(written: Writing | undefined) {
  return {
    writtenAt: written?.writtenAt.toISOString() ?? null,
    runKey: written?.runKey ?? null,
  };
}
