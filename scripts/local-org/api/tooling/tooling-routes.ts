import type { FastifyInstance, FastifyRequest } from 'fastify';
import { admitted } from '../admission.ts';
import type { ApiContext } from '../api-context.ts';
import { runTestResult } from '../metadata/deploy-tests.ts';
import { testSelection } from './test-request.ts';
import type { RecordedRun } from './tooling-records.ts';

const root = '/services/data/:version/tooling';
const config = { operation: 'tooling' } as const;

/** What of the Tooling API runs Apex: tests and anonymous blocks. */
export function addToolingRoutes(app: FastifyInstance, context: ApiContext): void {
  app.post(`${root}/runTestsSynchronous`, { config }, (request) =>
    synchronousAnswer(runTests(request, context), context),
  );
  // Done before the answer; the client polls for it all the same. The answer is a bare JSON string.
  app.post(`${root}/runTestsAsynchronous`, { config }, async (request, reply) => {
    const { jobId } = runTests(request, context);
    return reply.type('application/json;charset=UTF-8').send(JSON.stringify(jobId));
  });
  app.get(`${root}/executeAnonymous`, { config }, async (request) => {
    const { anonymousBody = '' } = request.query as { anonymousBody?: string };
    const { userId } = admitted(request);
    const result = await context.apex.executeAnonymous(anonymousBody, userId);
    // Undefined is left out of the JSON: the Tooling API gives no log here.
    return { ...result, debugLog: undefined };
  });
}

function runTests(request: FastifyRequest, { apex, tooling }: ApiContext): RecordedRun {
  const { userId } = admitted(request);
  const selection = testSelection(request.body, (id) => tooling.className(id));
  return tooling.record(apex.runTests({ ...selection, userId }), userId);
}

/** Like a deploy's test result, with the ids of the classes. */
function synchronousAnswer({ run }: RecordedRun, { tooling }: ApiContext): object {
  const answer = runTestResult(run) as Record<string, unknown> & Lines;
  const withId = <T extends { name: string }>(line: T) => ({
    id: tooling.classId(line.name),
    ...line,
  });
  return {
    ...answer,
    successes: answer.successes.map(withId),
    failures: answer.failures.map(withId),
    codeCoverage: answer.codeCoverage.map(withId),
  };
}

interface Lines {
  readonly successes: readonly { name: string }[];
  readonly failures: readonly { name: string }[];
  readonly codeCoverage: readonly { name: string }[];
}
