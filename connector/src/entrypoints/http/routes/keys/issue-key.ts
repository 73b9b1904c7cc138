import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { Static } from 'typebox';
import type { ApiKey } from '../../../../domain/api-key.ts';
import { isCalendarDate } from '../../../../domain/calendar-date.ts';
import type { GrantRefusal, KeyWanted } from '../../../../domain/key-grant.ts';
import { id18 } from '../../../../domain/salesforce-id.ts';
import type { ApiService } from '../../api-service.ts';
import { noteForAudit } from '../../audited.ts';
import { bearerOf } from '../../authentication.ts';
import { ProblemError } from '../../problem.ts';
import { refusals } from '../../schemas/common.ts';
import { IssuedKeySchema, keyAnswer, NewKeySchema } from '../../schemas/key.ts';

/** Issues a key. Its secret is in this answer and nowhere else, so the answer is not remembered either. */
export const issueKeyRoute: FastifyPluginCallbackTypebox<Pick<ApiService, 'managedKeys'>> = (
  app,
  { managedKeys },
  done,
) => {
  app.post(
    '/keys',
    {
      config: { scope: 'admin', ofEither: true, audit: 'key.issue', answersSecret: true },
      schema: {
        operationId: 'issueKey',
        summary: 'Issues a key that gives no more than the one that asks; its token is told once',
        body: NewKeySchema,
        response: { 201: IssuedKeySchema, ...refusals },
      },
    },
    async (request, reply) => {
      const bearer = bearerOf(request);
      const issued = await managedKeys.issue(bearer, keyWanted(request.body, bearer));
      if (typeof issued === 'string') throw refused(issued, bearer);
      const { key, token } = issued;
      const { id, name, scope, organizationId } = key;
      noteForAudit(request, { organizationId, details: { id, name, scope } });
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...keyAnswer(key), token });
    },
  );
  done();
};

function keyWanted(
  { name, scope, expires, organizationId }: Static<typeof NewKeySchema>,
  bearer: ApiKey,
): KeyWanted {
  return {
    name,
    scope,
    organizationId: organizationId === undefined ? ownOf(bearer) : idOrNull(organizationId),
    expiresAt: startOf(expires ?? null),
  };
}

function ownOf({ organizationId }: ApiKey): string {
  if (organizationId !== null) return organizationId;
  throw new ProblemError(
    422,
    'Which organization?',
    'A key of all organizations asks, so the new one can be of any: say organizationId, or null for a key of all.',
  );
}

function idOrNull(id: string | null): string | null {
  return id === null ? null : id18(id);
}

function startOf(day: string | null): Date | null {
  if (day === null) return null;
  if (isCalendarDate(day)) return new Date(`${day}T00:00:00Z`);
  throw new ProblemError(422, 'The key can not be issued', `"${day}" is no day.`);
}

function refused(why: GrantRefusal | 'not-connected', { name, scope, expiresAt }: ApiKey): Error {
  const details: Readonly<Record<typeof why, string>> = {
    'wider-scope': `The API key "${name}" has the scope ${scope}, and gives no wider one.`,
    'other-organization': `The API key "${name}" is of one organization, and issues keys of that one alone.`,
    outlives: `The API key "${name}" holds until ${expiresAt?.toISOString() ?? ''}, and issues none that holds longer: say an earlier day as expires.`,
    past: 'The key would have expired already: say a later day as expires.',
    'not-connected':
      'That organization is not connected. GET /v1/organizations lists those that are.',
  };
  const isForbidden = why === 'wider-scope' || why === 'other-organization';
  return new ProblemError(isForbidden ? 403 : 422, 'The key can not be issued', details[why]);
}
