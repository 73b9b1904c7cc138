import type { FastifyInstance } from 'fastify';
import type { ApiContext } from '../api/api-context.ts';
import { apiError } from '../api/http/api-error.ts';
import { isLoopbackHost } from '../api/loopback.ts';
import { orderedFault } from './fault-order.ts';

/**
 * Faults and call counts over HTTP, for those who run the org as a process of its own. Only with `--control`; the
 * body must be JSON and the Host header this machine, so that no web page can ask.
 */
export function addControlRoutes(app: FastifyInstance, { faults, usage }: ApiContext): void {
  app.register((control, _options, done) => {
    control.addHook('onRequest', async (request) => {
      if (!isLoopbackHost(request.headers.host ?? '')) {
        throw apiError(
          403,
          'FUNCTIONALITY_NOT_ENABLED',
          'Only this machine may control the local org.',
        );
      }
      return Promise.resolve();
    });
    control.post('/local-org/faults', async (request, reply) => {
      await orderedFault(request.body ?? {}, faults);
      return reply.code(201).send({ pending: faults.pending() });
    });
    control.get('/local-org/faults', () => ({ pending: faults.pending() }));
    control.delete('/local-org/faults', async (_request, reply) => {
      faults.clear();
      return reply.code(204).send();
    });
    control.get('/local-org/usage', () => ({
      used: usage.used,
      limit: usage.limit,
      byOperation: usage.countByOperation(),
      calls: usage.calls.map((call) => ({ ...call, writes: Object.fromEntries(call.writes) })),
    }));
    control.delete('/local-org/usage', async (_request, reply) => {
      usage.forgetCalls();
      return reply.code(204).send();
    });
    done();
  });
}
