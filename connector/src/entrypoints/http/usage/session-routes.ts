import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ApiKey } from '../../../domain/api-key.ts';
import { ProblemError } from '../problem.ts';
import { refusals } from '../schemas/common.ts';
import {
  CatalogueBodySchema,
  CatalogueSchema,
  FeaturesSchema,
  PackagesNotEnabledSchema,
  RefreshParamsSchema,
  RefreshSchema,
  SessionBodySchema,
  SessionParamsSchema,
  SessionSchema,
} from '../schemas/usage.ts';
import { keyOf, ofAnalytics, sessionOf, tooMany, type UsageService } from './usage-access.ts';

const tags = ['Usage'];

/** A session opens the usage of an organization and keeps what it was asked for. */
export const sessionRoutes: FastifyPluginCallbackTypebox<UsageService> = (app, service, done) => {
  app.post(
    '/sessions',
    {
      schema: {
        operationId: 'beginUsageSession',
        tags,
        summary: 'Opens the usage of an organization',
        body: SessionBodySchema,
        response: { 201: SessionSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const key = keyOf(request);
      const organizationId = await organizationFor(key, request.body.organizationId, service);
      const session = await ofAnalytics(service.usageSessions.begin(key.id, organizationId));
      if (session === 'full') throw tooMany('sessions');
      const { version } = service;
      return reply.code(201).send({ protocol: 1, version, sessionId: session.id, organizationId });
    },
  );
  app.delete(
    '/sessions/:sessionId',
    {
      schema: {
        operationId: 'endUsageSession',
        tags,
        summary: 'Ends a session with its reports',
        params: SessionParamsSchema,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      await service.usageSessions.end(keyOf(request).id, request.params.sessionId);
      return reply.code(204).send(null);
    },
  );
  addQuestions(app, service);
  done();
};

type App = Parameters<FastifyPluginCallbackTypebox<UsageService>>[0];

function addQuestions(app: App, service: UsageService): void {
  app.put(
    '/sessions/:sessionId/refreshes/:refreshId',
    {
      schema: {
        operationId: 'refreshUsage',
        tags,
        summary: 'Takes in App Analytics files that arrived; ask again while it is running',
        params: RefreshParamsSchema,
        response: { 200: RefreshSchema, ...refusals },
      },
    },
    async (request) => {
      const { sessionId, refreshId } = request.params;
      const session = await sessionOf(request, sessionId, service);
      const work = await ofAnalytics(session.refresh(refreshId));
      return work.state === 'running' ? work : { state: work.state, notices: [...work.result] };
    },
  );
  app.get(
    '/sessions/:sessionId/features',
    {
      schema: {
        operationId: 'listFeatures',
        tags,
        summary: 'The features as they are defined',
        params: SessionParamsSchema,
        response: { 200: FeaturesSchema, ...refusals },
      },
    },
    async (request) => {
      const { usage } = await sessionOf(request, request.params.sessionId, service);
      const features = await ofAnalytics(usage.features());
      return { features: structuredClone(features) as never };
    },
  );
  addPackages(app, service);
}

function addPackages(app: App, service: UsageService): void {
  app.get(
    '/sessions/:sessionId/packages-not-enabled',
    {
      schema: {
        operationId: 'listPackagesNotEnabled',
        tags,
        summary: 'Packages that are not enabled for App Analytics',
        params: SessionParamsSchema,
        response: { 200: PackagesNotEnabledSchema, ...refusals },
      },
    },
    async (request) => {
      const { usage } = await sessionOf(request, request.params.sessionId, service);
      return { packageIds: [...(await ofAnalytics(usage.packagesNotEnabled()))] };
    },
  );
  app.post(
    '/sessions/:sessionId/catalogue',
    {
      bodyLimit: 8 * 1_024 * 1_024,
      schema: {
        operationId: 'listCatalogue',
        tags,
        summary: 'Every metric that can be mapped',
        params: SessionParamsSchema,
        body: CatalogueBodySchema,
        response: { 200: CatalogueSchema, ...refusals },
      },
    },
    async (request) => {
      const { usage } = await sessionOf(request, request.params.sessionId, service);
      const { packages, window } = request.body;
      return { metrics: [...(await ofAnalytics(usage.catalogue(packages, window)))] };
    },
  );
}

async function organizationFor(
  key: ApiKey,
  asked: string | null,
  { organizations }: UsageService,
): Promise<string> {
  const organizationId = asked ?? key.organizationId;
  if (organizationId === null)
    throw new ProblemError(
      422,
      'Which organization',
      `The API key "${key.name}" is of no single organization, and the request names none.`,
    );
  if (key.organizationId !== null && key.organizationId !== organizationId)
    throw new ProblemError(
      403,
      'Another organization',
      `The API key "${key.name}" is of the organization ${key.organizationId}, not of ${organizationId}.`,
    );
  if (await organizations.find(organizationId)) return organizationId;
  throw new ProblemError(
    403,
    'The organization is not connected',
    `The organization ${organizationId} is not connected to this connector. Whoever runs it can connect it with "isvapp-connector orgs add".`,
  );
}
