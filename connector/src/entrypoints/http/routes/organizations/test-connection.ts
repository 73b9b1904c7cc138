import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiService } from '../../api-service.ts';
import { notConnected, organizationOf } from '../../authentication.ts';
import { NumberOrNull, refusals } from '../../schemas/common.ts';

const TestSchema = Type.Object({
  organizationId: Type.String(),
  name: Type.String(),
  isSandbox: Type.Boolean(),
  timeZone: Type.String(),
  apiCallsUsed: NumberOrNull,
  apiCallsAllowed: NumberOrNull,
});

/** Signs in to an organization. */
export const testConnectionRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'test'>> = (
  app,
  { test },
  done,
) => {
  app.post(
    '/test',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'testConnection',
        summary: 'Signs in, without changing anything',
        response: { 200: TestSchema, ...refusals },
      },
    },
    async (request) => {
      const id = organizationOf(request);
      const tested = await test(id);
      if (!tested) throw notConnected(id);
      const { organization, isSandbox, timeZone, usage } = tested;
      return {
        organizationId: id,
        name: organization.name,
        isSandbox,
        timeZone,
        apiCallsUsed: usage?.used ?? null,
        apiCallsAllowed: usage?.limit ?? null,
      };
    },
  );
  done();
};
