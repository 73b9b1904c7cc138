import type { Clock } from '../../../ports/clock.ts';
import type { ApiUsage } from '../../../ports/org-connection.ts';
import { encodedBody, type ApiRequest } from './api-request.ts';
import { FailedAttempt, withAttempts } from './attempts.ts';
import { unexpectedAnswer } from './json-shape.ts';
import { meteredExchange } from './metered-exchange.ts';
import { refusalOf, refusalOfNetwork } from './refusal.ts';
import { sessionKeeper } from './session-keeper.ts';
import type { Session } from './sign-in.ts';
import type { IncomingAnswer, OutgoingRequest, Transport } from './transport.ts';

/** An answer whose body is still on its way. */
interface StreamedAnswer {
  header(name: string): string | undefined;
  /** The body as text, in pieces. Throws OrgError `transient` when the connection breaks. */
  readonly chunks: AsyncIterable<string>;
}

/**
 * The one way to the organization's API: signs in, counts requests, tries again what may be tried again, and tells
 * errors apart. Every failure is an OrgError.
 */
export interface SalesforceClient {
  readonly clock: Clock;
  /** `/services/data/v66.0` */
  readonly apiPath: string;
  /** Signs in where that has not happened yet. */
  session(): Promise<Session>;
  /** The parsed body; undefined where there is none. */
  json(request: ApiRequest): Promise<unknown>;
  stream(request: ApiRequest): Promise<StreamedAnswer>;
  /** The allowance as the newest answer told it. */
  usage(): ApiUsage | undefined;
  /** Requests to the API since the client was opened; sign-ins are not counted, nor does Salesforce. */
  requestCount(): number;
  close(): Promise<void>;
}

export interface ClientOptions {
  readonly clock: Clock;
  readonly transport: Transport;
  /** `66.0` */
  readonly apiVersion: string;
  readonly signIn: () => Promise<Session>;
  readonly expectedOrganizationId?: string | undefined;
}

export function salesforceClient(options: ClientOptions): SalesforceClient {
  const { clock, transport } = options;
  const apiPath = `/services/data/v${options.apiVersion}`;
  const sessions = sessionKeeper(options.signIn, options.expectedOrganizationId);
  const meter = meteredExchange(transport);

  const send = async (request: ApiRequest, session: Session): Promise<IncomingAnswer> =>
    meter.exchange(await outgoing(request, session, apiPath), request.purpose);

  /**
   * A session that ended is renewed once for a request; an answer 401 says that nothing was done. Once and no more:
   * a server that refuses a fresh token would be asked for ever.
   */
  async function answered(request: ApiRequest): Promise<IncomingAnswer> {
    const session = await sessions.current();
    const answer = await send(request, session);
    if (answer.status !== 401) return answer;
    await textOf(answer, request.purpose);
    return send(request, await sessions.renewed(session));
  }

  function perform<T>(request: ApiRequest, read: AnswerReader<T>): Promise<T> {
    const repeatable = request.repeatable ?? request.method === 'GET';
    return withAttempts(
      async () => {
        const answer = await answered(request);
        if (answer.status < 200 || answer.status > 299) throw await failure(answer, request);
        return read(answer, request);
      },
      { clock, repeatable },
    );
  }

  return {
    clock,
    apiPath,
    session: () => sessions.current(),
    json: (request) => perform(request, parsedBody),
    stream: (request) => perform(request, streamedBody),
    usage: () => meter.usage(),
    requestCount: () => meter.requestCount(),
    close: () => transport.close(),
  };
}

async function outgoing(
  request: ApiRequest,
  session: Session,
  apiPath: string,
): Promise<OutgoingRequest> {
  const path = request.path.startsWith('/services/') ? request.path : apiPath + request.path;
  const query = Object.entries(request.query ?? {})
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  const body = await encodedBody(request.body);
  return {
    method: request.method,
    url: session.instanceUrl + path + (query && `?${query}`),
    headers: {
      authorization: `Bearer ${session.accessToken}`,
      accept: request.accept ?? 'application/json',
      'user-agent': 'salesforce-sync',
      ...body.headers,
    },
    content: body.content,
  };
}

async function failure(answer: IncomingAnswer, { purpose }: ApiRequest): Promise<FailedAttempt> {
  const { status } = answer;
  const retryAfter = answer.header('retry-after');
  return new FailedAttempt(
    refusalOf({ status, retryAfter, text: await textOf(answer, purpose) }, purpose),
  );
}

type AnswerReader<T> = (answer: IncomingAnswer, request: ApiRequest) => Promise<T>;

async function parsedBody(answer: IncomingAnswer, { purpose }: ApiRequest): Promise<unknown> {
  const text = await textOf(answer, purpose);
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw unexpectedAnswer(purpose, text);
  }
}

function streamedBody(answer: IncomingAnswer, { purpose }: ApiRequest): Promise<StreamedAnswer> {
  return Promise.resolve({
    header: (name) => answer.header(name),
    chunks: chunksOf(answer, purpose),
  });
}

async function textOf(answer: IncomingAnswer, purpose: string): Promise<string> {
  const chunks: string[] = [];
  try {
    for await (const chunk of answer.body) chunks.push(String(chunk));
  } catch (error) {
    throw new FailedAttempt(refusalOfNetwork(error, purpose));
  }
  return chunks.join('');
}

async function* chunksOf(answer: IncomingAnswer, purpose: string): AsyncGenerator<string> {
  try {
    for await (const chunk of answer.body) yield String(chunk);
  } catch (error) {
    throw refusalOfNetwork(error, purpose).error;
  }
}
