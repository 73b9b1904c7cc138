import type { FastifyRequest } from 'fastify';
import { apiError, invalidSession } from '../http/api-error.ts';
import type { Session, Sessions } from './sessions.ts';

/** The session behind the request's access token. Throws INVALID_SESSION_ID or INVALID_AUTH_HEADER (both 401). */
export function callerOf(request: FastifyRequest, { sessions }: { sessions: Sessions }): Session {
  const header = request.headers.authorization;
  if (header === undefined) throw invalidSession();
  // "OAuth" is what older clients send; Salesforce takes both.
  const token = /^(?:Bearer|OAuth) (\S+)$/i.exec(header)?.[1];
  if (token === undefined) throw apiError(401, 'INVALID_AUTH_HEADER', 'INVALID_HEADER_TYPE');
  const session = sessions.find(token);
  if (session === undefined) throw invalidSession();
  return session;
}

/** The same for Bulk API, whose clients send the token in a header of its own. */
export function asyncCallerOf(request: FastifyRequest, context: { sessions: Sessions }): Session {
  const token = request.headers['x-sfdc-session'];
  if (token === undefined) return callerOf(request, context);
  const session = context.sessions.find(String(token));
  if (session === undefined) throw invalidSession();
  return session;
}
