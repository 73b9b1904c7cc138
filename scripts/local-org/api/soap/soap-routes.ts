import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiContext } from '../api-context.ts';
import { asApiError } from '../http/api-error.ts';
import { baseUrl } from '../http/base-url.ts';
import { apiVersions } from '../http/api-version.ts';
import { apexOperations } from './apex-operations.ts';
import { metadataOperations } from './metadata-operations.ts';
import type { SoapOperation, SoapRequest } from './soap-operation.ts';
import { soapAnswer, soapCall, soapFaultAnswer, type SoapCall } from './soap-envelope.ts';
import { salesforceFault, SoapFault } from './soap-fault.ts';

interface SoapApi {
  readonly letter: string;
  readonly namespace: string;
  readonly operations: Readonly<Record<string, SoapOperation>>;
}

const apis: readonly SoapApi[] = [
  {
    letter: 'm',
    namespace: 'http://soap.sforce.com/2006/04/metadata',
    operations: metadataOperations,
  },
  { letter: 's', namespace: 'http://soap.sforce.com/2006/08/apex', operations: apexOperations },
  // No client in use needs the partner API any more; it is there to say so.
  { letter: 'u', namespace: 'urn:partner.soap.sforce.com', operations: {} },
];

/** The SOAP APIs. Every refusal is a fault with HTTP 500, an expired session among them. */
export function addSoapRoutes(app: FastifyInstance, context: ApiContext): void {
  for (const api of apis) {
    for (const rest of ['', '/:organizationId']) {
      app.post(
        `/services/Soap/${api.letter}/:version${rest}`,
        { config: { operation: 'soap' } },
        (request, reply) => answer(api, request, reply, context),
      );
    }
  }
}

async function answer(
  api: SoapApi,
  request: FastifyRequest,
  reply: FastifyReply,
  context: ApiContext,
): Promise<FastifyReply> {
  reply.type('text/xml; charset=UTF-8');
  try {
    const call = soapCall(typeof request.body === 'string' ? request.body : '');
    const { results, headers } = await operationOf(api, call)(
      soapRequest(call, request, context),
      context,
    );
    return await reply.send(soapAnswer(api.namespace, call.operation, results, headers));
  } catch (error) {
    const fault = faultOf(error, context);
    return await reply.code(500).send(soapFaultAnswer(api.namespace, fault));
  }
}

function operationOf({ operations, namespace }: SoapApi, { operation }: SoapCall): SoapOperation {
  const found = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (found !== undefined) return found;
  throw new SoapFault(
    'soapenv:Client',
    `No operation available for request {${namespace}}${operation}, please check the WSDL for the service.`,
  );
}

function soapRequest(call: SoapCall, request: FastifyRequest, context: ApiContext): SoapRequest {
  const { version } = request.params as { version: string };
  if (!apiVersions.some((each) => each.version === version)) {
    throw salesforceFault('UNSUPPORTED_API_VERSION', 'Invalid Api version specified on URL');
  }
  const session = context.sessions.find(call.sessionId ?? '');
  if (session === undefined) {
    const message = 'Invalid Session ID found in SessionHeader: Illegal Session';
    throw salesforceFault('INVALID_SESSION_ID', message);
  }
  if (context.usage.remaining === 0) {
    throw salesforceFault('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
  }
  const path = request.url.split('?')[0] ?? request.url;
  context.usage.record({ method: 'POST', path, operation: 'soap' }).status = 200;
  return { call, version, userId: session.userId, baseUrl: baseUrl(request) };
}

function faultOf(error: unknown, { reportDefect }: ApiContext): SoapFault {
  if (error instanceof SoapFault) return error;
  const { status, entries } = asApiError(error);
  if (status >= 500) reportDefect(error);
  const [entry] = entries;
  return salesforceFault(entry?.errorCode ?? 'UNKNOWN_EXCEPTION', entry?.message ?? '');
}
