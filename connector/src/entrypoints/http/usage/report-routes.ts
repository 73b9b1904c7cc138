import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { AccountNumbers, MetricData } from '../../../domain/usage-report.ts';
import { ProblemError } from '../problem.ts';
import { refusals } from '../schemas/common.ts';
import {
  AttributionsBodySchema,
  MeasurementBodySchema,
  MeasurementSchema,
  NumbersBodySchema,
  NumbersSchema,
  PartParamsSchema,
  ReportParamsSchema,
} from '../schemas/usage.ts';
import { ofAnalytics, sessionOf, tooMany, type UsageService } from './usage-access.ts';

const tags = ['Usage'];
/** Of a part of 4,000 attributions, or 10,000 metric keys. */
const bodyLimit = 4 * 1_024 * 1_024;
const report = '/sessions/:sessionId/reports/:reportId';

type App = Parameters<FastifyPluginCallbackTypebox<UsageService>>[0];

/** A report: what it is counted by comes in parts, what was counted is asked for in batches. */
export const reportRoutes: FastifyPluginCallbackTypebox<UsageService> = (app, service, done) => {
  addCounting(app, service);
  addNumbers(app, service);
  done();
};

function addCounting(app: App, service: UsageService): void {
  app.put(
    `${report}/attributions/:part`,
    {
      bodyLimit,
      schema: {
        operationId: 'addAttributions',
        tags,
        summary: 'A part of what a report is to be counted by',
        params: PartParamsSchema,
        body: AttributionsBodySchema,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      const { sessionId, reportId, part } = request.params;
      const session = await sessionOf(request, sessionId, service);
      const kept = session.addAttributions(reportId, Number(part), request.body.attributions);
      if (kept === 'full') throw tooMany('reports or parts of them');
      return reply.code(204).send(null);
    },
  );
  app.put(
    `${report}/measurement`,
    {
      bodyLimit,
      schema: {
        operationId: 'measureUsage',
        tags,
        summary: 'Counts; ask again while it is running',
        params: ReportParamsSchema,
        body: MeasurementBodySchema,
        response: { 200: MeasurementSchema, ...refusals },
      },
    },
    async (request) => {
      const { sessionId, reportId } = request.params;
      const { parts, ...head } = request.body;
      const session = await sessionOf(request, sessionId, service);
      const work = await ofAnalytics(session.measure(reportId, head, parts));
      if (work === 'full') throw tooMany('reports');
      if (work === 'incomplete') throw incomplete(parts);
      if (work.state === 'running') return work;
      const { data, notices } = work.result;
      return { state: work.state, data: [...data].map(dataRow), notices: [...notices] };
    },
  );
}

function addNumbers(app: App, service: UsageService): void {
  app.post(
    `${report}/numbers`,
    {
      bodyLimit,
      schema: {
        operationId: 'listNumbers',
        tags,
        summary: 'What was counted for these Accounts',
        params: ReportParamsSchema,
        body: NumbersBodySchema,
        response: { 200: NumbersSchema, ...refusals },
      },
    },
    async (request) => {
      const { sessionId, reportId } = request.params;
      const found = (await sessionOf(request, sessionId, service)).report(reportId);
      if (!found) throw gone(reportId);
      const { metricKeys, numbers } = found;
      const counted = await ofAnalytics(numbers.numbersFor(request.body.accountIds));
      const rows = [...counted].map(([accountId, each]) => numberRow(accountId, each, metricKeys));
      return { metricKeys: [...metricKeys], rows };
    },
  );
  app.delete(
    report,
    {
      schema: {
        operationId: 'closeReport',
        tags,
        summary: 'Drops a report',
        params: ReportParamsSchema,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      const { sessionId, reportId } = request.params;
      const session = await sessionOf(request, sessionId, service);
      await ofAnalytics(session.closeReport(reportId));
      return reply.code(204).send(null);
    },
  );
}

function dataRow([metricKey, { state, period }]: readonly [string, MetricData]) {
  return { metricKey, state, start: period?.start ?? null, end: period?.end ?? null };
}

/** null where there is no entry: absent is not 0. */
function numberRow(
  accountId: string,
  { numbers, externalUsers }: AccountNumbers,
  metricKeys: readonly string[],
) {
  return {
    accountId,
    numbers: metricKeys.map((key) => numbers.get(key) ?? null),
    externalUsers: externalUsers ?? null,
  };
}

function incomplete(parts: number): ProblemError {
  return new ProblemError(
    409,
    'Parts are missing',
    `The report is to be counted by ${parts} parts of attributions, and not all of them are here, or others are.`,
  );
}

function gone(reportId: string): ProblemError {
  return new ProblemError(
    410,
    'The report is gone',
    `No counted report ${reportId} is kept: it was closed, or was never counted.`,
  );
}
