import type { FastifyInstance, FastifyRequest } from 'fastify';
import { admitted } from '../admission.ts';
import type { ApiContext } from '../api-context.ts';
import { apiError } from '../http/api-error.ts';
import { baseUrl } from '../http/base-url.ts';
import { parsedJson } from '../http/body-parsers.ts';
import { parts } from '../http/parts.ts';
import { deployAnswer } from './deploy-answer.ts';
import { packageFiles, type RequestedOptions } from './deploy-package.ts';
import type { Deployment } from './deployments.ts';

const root = '/services/data/:version/metadata/deployRequest';
const config = { operation: 'deploy' } as const;

/** Metadata deploys over REST. */
export function addDeployRoutes(app: FastifyInstance, context: ApiContext): void {
  app.post(root, { config }, async (request, reply) => {
    const { userId } = admitted(request);
    const { zip, options } = await deployRequest(request);
    const deployment = context.deployments.start(packageFiles(zip), options, userId);
    return reply.code(201).send(answer(deployment, request, context));
  });
  app.get(`${root}/:deployId`, { config }, (request) =>
    answer(deploymentOf(request, context), request, context),
  );
  app.patch(`${root}/:deployId`, { config }, (request) => {
    const deployment = deploymentOf(request, context);
    context.deployments.cancel(deployment);
    return answer(deployment, request, context);
  });
}

async function deployRequest(
  request: FastifyRequest,
): Promise<{ zip: Buffer; options: RequestedOptions }> {
  const found = await parts(request);
  const json = found.find(({ type }) => type.startsWith('application/json'));
  const zip = found.find(({ type }) => /^application\/(x-)?zip/.test(type));
  if (json === undefined || zip === undefined) {
    const message =
      'A deploy needs one part of type application/json and one of type application/zip';
    throw apiError(400, 'INVALID_INPUT', message);
  }
  const { deployOptions } = (parsedJson(json.bytes.toString('utf8')) ?? {}) as {
    deployOptions?: RequestedOptions;
  };
  return { zip: zip.bytes, options: deployOptions ?? {} };
}

function deploymentOf(request: FastifyRequest, { deployments }: ApiContext): Deployment {
  return deployments.find((request.params as { deployId: string }).deployId);
}

function answer(
  deployment: Deployment,
  request: FastifyRequest,
  { users }: ApiContext,
): Record<string, unknown> {
  const url = `${baseUrl(request)}/services/data/v${admitted(request).version}/metadata/deployRequest/${deployment.id}`;
  return deployAnswer(deployment, url, users.withId(deployment.userId)?.name ?? deployment.userId);
}
