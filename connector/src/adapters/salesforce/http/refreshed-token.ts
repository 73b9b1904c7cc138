import { OrgError } from '../../../domain/org-error.ts';
import type { RefreshTokenSecret } from '../../../domain/organization.ts';
import type { Clock } from '../../../ports/clock.ts';
import { withAttempts } from './attempts.ts';
import type { HeldCredentials } from './held-credentials.ts';
import { jsonText, type JsonRecord } from './json-shape.ts';
import { askForToken } from './token-endpoint.ts';
import type { Transport } from './transport.ts';

export interface RefreshParts {
  readonly credentials: HeldCredentials;
  readonly transport: Transport;
  readonly clock: Clock;
}

const purpose = 'sign in to Salesforce';
const reconnect =
  'What was approved in the browser has been revoked, has expired or was replaced elsewhere: whoever runs the connector can connect the organization again with "orgs add --browser".';

/** How often, and after which pauses, it is looked whether somebody else has replaced the token. */
const lookPausesMs = [0, 500, 2_000];

/**
 * What the token endpoint answers to the refresh token. Where the app rotates its tokens, the new one is kept before the
 * session is used: Salesforce has ended the old one by then. A token that is refused is looked up again, because another
 * worker may have used it a moment before.
 *
 * @throws OrgError `connection` where the token is not accepted any more
 */
export async function refreshedToken(
  origin: string,
  secret: RefreshTokenSecret,
  parts: RefreshParts,
): Promise<JsonRecord> {
  try {
    return await refreshedOnce(origin, secret, parts);
  } catch (error) {
    if (!(error instanceof OrgError) || error.code !== 'invalid_grant') throw error;
    const newer = await replacement(secret, parts);
    if (newer === undefined) throw error;
    return refreshedOnce(origin, newer, parts);
  }
}

async function refreshedOnce(
  origin: string,
  secret: RefreshTokenSecret,
  { credentials, transport, clock }: RefreshParts,
): Promise<JsonRecord> {
  const { clientId, clientSecret, refreshToken } = secret;
  const form = {
    grant_type: 'refresh_token',
    client_id: clientId,
    ...(clientSecret !== undefined && { client_secret: clientSecret }),
    refresh_token: refreshToken,
  };
  const remedies = { invalid_grant: reconnect };
  const answer = await withAttempts(
    () => askForToken({ origin, endpoint: 'token', form, purpose, remedies }, transport),
    { clock, repeatable: true },
  );
  const next = jsonText(answer.refresh_token);
  if (next !== '' && next !== refreshToken)
    await credentials.replace(secret, { ...secret, refreshToken: next });
  return answer;
}

/** What is kept in place of the token; undefined where it is still the newest. */
async function replacement(
  { refreshToken }: RefreshTokenSecret,
  { credentials, clock }: RefreshParts,
): Promise<RefreshTokenSecret | undefined> {
  for (const pauseMs of lookPausesMs) {
    if (pauseMs > 0) await clock.sleep(pauseMs);
    const newest = await credentials.newest();
    if (newest.kind === 'refresh-token' && newest.refreshToken !== refreshToken) return newest;
  }
  return undefined;
}
