import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { ApiKey } from '../../../domain/api-key.ts';
import { knownScope } from './client-access.ts';
import { FailureSchema, sendFailure } from './envelope.ts';
import type { IsvappService } from './isvapp-service.ts';
import type { Pace } from './pace.ts';

const TokenSchema = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: 'Seconds' }),
  scope: Type.String(),
});

/** An error of RFC 6749, 5.2, which is a failure of ISVapp's form as well. */
const TokenFailureSchema = Type.Object({
  ...FailureSchema.properties,
  error_description: Type.Optional(Type.String()),
});

class TokenRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, description: string) {
    super(description);
    this.status = status;
    this.code = code;
  }
}

/** Issues access tokens to clients of ISVapp's REST API by client credentials (RFC 6749, 4.4). */
export function tokenRoute(app: FastifyInstance, service: IsvappService, pace: Pace): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, new URLSearchParams(String(body)));
    },
  );
  app.post(
    '/oauth2/token',
    {
      schema: {
        operationId: 'issueAccessToken',
        tags: ['ISVapp'],
        summary: 'An access token for an hour, by client credentials',
        description:
          'HTTP Basic: the id of an API key as the user, the key itself as the password. The body is scope=identity&grant_type=client_credentials.',
        security: [{ client: [] }],
        consumes: ['application/x-www-form-urlencoded'],
        response: { 200: TokenSchema, '4xx': TokenFailureSchema, '5xx': TokenFailureSchema },
      },
    },
    async (request, reply) => {
      // RFC 6749, 5.1: nobody on the way may keep it.
      void reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
      try {
        const key = await clientOf(request.headers.authorization, service);
        await pace(key.id, reply);
        const scopes = scopesIn(request.body);
        const issued = await service.accessTokens.issue(key.id, scopes);
        return await reply.send({
          access_token: issued.token,
          token_type: 'Bearer',
          expires_in: issued.expiresInSeconds,
          scope: scopes.join(' '),
        });
      } catch (error) {
        if (!(error instanceof TokenRefusal)) throw error;
        if (error.status === 401)
          void reply.header('www-authenticate', 'Basic realm="isvapp-connector"');
        sendFailure(reply, error.status, { error: error.code, error_description: error.message });
        return reply;
      }
    },
  );
}

async function clientOf(
  authorization: string | undefined,
  { keys }: IsvappService,
): Promise<ApiKey> {
  const { id, secret } = credentialsIn(authorization ?? '');
  const key = await keys.verify(secret);
  if (key?.id === id) return key;
  throw new TokenRefusal(
    401,
    'invalid_client',
    'No API key that holds has this client id and secret. The id is what "isvapp-connector keys list" shows, the secret the whole key as it was shown when it was issued.',
  );
}

/** Blank where there are none. */
function credentialsIn(authorization: string): { readonly id: string; readonly secret: string } {
  const [, encoded = ''] = /^Basic +([A-Za-z0-9+/=]{1,600})$/i.exec(authorization) ?? [];
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { id, secret: secret.join(':') };
}

/** The scopes to grant: those that are known among the ones asked for; `identity` where none is asked for (RFC 6749, 3.3). */
function scopesIn(body: unknown): readonly string[] {
  if (!(body instanceof URLSearchParams))
    throw new TokenRefusal(
      400,
      'invalid_request',
      'The body must be of the type application/x-www-form-urlencoded.',
    );
  const grantType = only(body, 'grant_type');
  if (grantType === undefined)
    throw new TokenRefusal(400, 'invalid_request', 'The body lacks grant_type.');
  if (grantType !== 'client_credentials')
    throw new TokenRefusal(
      400,
      'unsupported_grant_type',
      'Only grant_type=client_credentials is supported.',
    );
  const asked = only(body, 'scope')?.split(' ').filter(Boolean) ?? [knownScope];
  if (asked.includes(knownScope)) return [knownScope];
  throw new TokenRefusal(400, 'invalid_scope', `The scope that is known here is ${knownScope}.`);
}

function only(body: URLSearchParams, name: string): string | undefined {
  const values = body.getAll(name);
  if (values.length > 1)
    throw new TokenRefusal(400, 'invalid_request', `The body has ${name} more than once.`);
  return values[0];
}
