import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import {
  accountScopes,
  engagementWindows,
  licensingPolicies,
  seatAggregations,
} from '../../../domain/settings.ts';
import type { ApiService } from '../api-service.ts';
import { notConnected, organizationOf } from '../authentication.ts';
import { refusals } from '../schemas/common.ts';

const SettingsSchema = Type.Object({
  readAt: Type.String(),
  dailyStart: Type.String({ description: 'HH:MM' }),
  timeZone: Type.String(),
  licensingPolicy: Type.Enum([...licensingPolicies]),
  accountScope: Type.Enum([...accountScopes]),
  engagementWindow: Type.Enum([...engagementWindows]),
  seatAggregation: Type.Enum([...seatAggregations]),
  apiReservePercent: Type.Number(),
  massChangeBrakePercent: Type.Number(),
  externalAccessEnabled: Type.Boolean(),
  excludeAutomation: Type.Boolean(),
  logRetentionDays: Type.Number(),
});

/** The settings as an administrator set them in the org, defaults where they are blank. They are changed there. */
export const settingsRoute: FastifyPluginCallbackTypebox<
  Pick<ApiService, 'setup' | 'organizations'>
> = (app, { setup, organizations }, done) => {
  app.get(
    '/settings',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getSettings',
        summary: 'The settings of the sync; read from the organization once a minute',
        response: { 200: SettingsSchema, ...refusals },
      },
    },
    async (request) => {
      const id = organizationOf(request);
      const { readAt, settings } = await setup(id);
      const organization = await organizations.find(id);
      if (!organization) throw notConnected(id);
      return { readAt: readAt.toISOString(), ...organization.schedule, ...settings };
    },
  );
  done();
};
