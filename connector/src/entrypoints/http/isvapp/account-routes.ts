import { Readable } from 'node:stream';
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { id18 } from '../../../domain/salesforce-id.ts';
import type { AccountName, AccountRange } from '../../../ports/directory.ts';
import { ProblemError } from '../problem.ts';
import { AccountId, TextOrNull } from '../schemas/common.ts';
import { organizationOfClient } from './client-access.ts';
import { failures, success } from './envelope.ts';
import type { IsvappService } from './isvapp-service.ts';

const AccountSchema = Type.Object({
  isvapp_id: Type.String({ description: 'The same as salesforce_id: there is no other here' }),
  salesforce_id: Type.String({ description: '18 characters' }),
  name: Type.String(),
});

const AccountPageSchema = Type.Object({
  ...success(Type.Array(AccountSchema)).properties,
  next_after: Type.Optional(TextOrNull),
});

const PageQuerySchema = Type.Object(
  {
    limit: Type.Optional(
      Type.String({
        pattern: '^(?:[1-9]\\d{0,2}|1000)$',
        description: 'Accounts of a page, 1 to 1000; all of them without it',
      }),
    ),
    after: Type.Optional(
      Type.Union([AccountId], { description: 'next_after of the page before; needs limit' }),
    ),
  },
  { additionalProperties: false },
);

/** Read at once where the whole list is asked for: memory stays the same however long it is. */
const accountsPerRead = 1_000;

/** What is known of ISVapp's REST API: the connection test, and the list of active Accounts. */
export const accountRoutes: FastifyPluginCallbackTypebox<IsvappService> = (app, service, done) => {
  app.get(
    '/account',
    {
      schema: {
        operationId: 'getIsvappAccount',
        tags: ['ISVapp'],
        summary: 'Whose data this is: a test of the connection',
        response: {
          200: success(Type.Object({ id: Type.String(), company_name: Type.String() })),
          ...failures,
        },
      },
    },
    (request) => {
      const { id, name } = organizationOfClient(request);
      return { data: { id, company_name: name }, success: true as const };
    },
  );
  app.get(
    '/salesforce_accounts',
    {
      schema: {
        operationId: 'listSalesforceAccounts',
        tags: ['ISVapp'],
        summary: 'The active Accounts, as the newest run left them',
        querystring: PageQuerySchema,
        response: { 200: AccountPageSchema, ...failures },
      },
    },
    async (request, reply) => {
      const { id } = organizationOfClient(request);
      const { limit, after = '' } = request.query;
      if (limit !== undefined) {
        const page = { after: id18(after), limit: Number(limit) };
        return pageOf(page, await service.directory.activeAccounts(id, page));
      }
      if (after !== '')
        throw new ProblemError(400, 'Bad page', 'The parameter after needs limit beside it.');
      sendList(reply, id, service.directory);
      return reply;
    },
  );
  done();
};

function sendList(
  reply: FastifyReply,
  organizationId: string,
  directory: IsvappService['directory'],
): void {
  void reply
    .header('content-type', 'application/json; charset=utf-8')
    .send(Readable.from(listText(organizationId, directory), { objectMode: false }));
}

function pageOf({ limit }: AccountRange, accounts: readonly AccountName[]) {
  const last = accounts.length < limit ? undefined : accounts.at(-1);
  return {
    data: accounts.map(shown),
    success: true as const,
    next_after: last?.accountId ?? null,
  };
}

function shown({ accountId, name }: AccountName) {
  return { isvapp_id: accountId, salesforce_id: accountId, name };
}

/** The whole answer in pieces; the next is read when the client has taken the one before. */
async function* listText(
  organizationId: string,
  directory: IsvappService['directory'],
): AsyncGenerator<string> {
  yield '{"data":[';
  let after = '';
  for (;;) {
    const accounts = await directory.activeAccounts(organizationId, {
      after,
      limit: accountsPerRead,
    });
    const last = accounts.at(-1);
    if (!last) break;
    const items = accounts.map((account) => JSON.stringify(shown(account))).join(',');
    yield after === '' ? items : `,${items}`;
    after = last.accountId;
  }
  yield '],"success":true}';
}
