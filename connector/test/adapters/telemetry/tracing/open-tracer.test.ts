import fastify from 'fastify';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openIsvapp } from '../../../../src/adapters/isvapp/open-isvapp.ts';
import { tracedTransport } from '../../../../src/adapters/salesforce/http/traced-transport.ts';
import {
  openTracer,
  type OpenTracer,
} from '../../../../src/adapters/telemetry/tracing/open-tracer.ts';
import { systemClock } from '../../../../src/adapters/system-clock.ts';
import type { RunResult } from '../../../../src/domain/run.ts';
import { traceRequests } from '../../../../src/entrypoints/http/tracing.ts';
import { traced } from '../../../../src/ports/tracer.ts';
import { tracedJobs, tracedRun } from '../../../../src/service/traced-runs.ts';
import { Collector } from './collector.ts';

const secret = 'hush-hush';
const open: AsyncDisposable[] = [];
let collector: Collector;
let tracer: OpenTracer;

const tracerOf = (serviceName: string) =>
  openTracer({
    endpoint: `${collector.endpoint}/`,
    headers: { 'x-api-key': secret },
    serviceName,
    version: '1.2.3',
    timeoutMs: 300,
  });

beforeEach(async () => {
  collector = await Collector.listen();
  tracer = await tracerOf('isvapp-connector');
});
afterEach(async () => {
  for (const each of open.splice(0)) await each[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
});

/** Everything that was begun has ended: what is left is sent, and no secret is in it. */
async function sent(): Promise<Collector> {
  await tracer[Symbol.asyncDispose]();
  for (const body of collector.bodies) expect(body).not.toContain(secret);
  return collector;
}

const span = (name: string) => ({ name, kind: 'internal', attributes: {} }) as const;

describe('a trace', () => {
  it('reaches a collector with who it is from, its nesting and its attributes', async () => {
    await traced(tracer, { ...span('outer'), attributes: { 'isvapp.run.key': 'k' } }, async () => {
      await traced(tracer, span('first'), () => Promise.resolve());
      await traced(tracer, span('second'), () => Promise.resolve());
    });
    await traced(tracer, span('apart'), () => Promise.resolve());
    const found = await sent();
    expect(found.requests[0]).toMatchObject({
      path: '/v1/traces',
      headers: { 'x-api-key': secret, 'content-type': 'application/json' },
    });
    expect(found.resources[0]).toMatchObject({
      'service.name': 'isvapp-connector',
      'service.version': '1.2.3',
    });
    const outer = found.named('outer');
    expect(outer.attributes).toEqual({ 'isvapp.run.key': 'k' });
    for (const name of ['first', 'second'])
      expect(found.named(name)).toMatchObject({
        traceId: outer.traceId,
        parentSpanId: outer.spanId,
      });
    expect(found.named('apart').traceId).not.toBe(outer.traceId);
  });

  it('tells of a failure that it was one, and not in whose words', async () => {
    const failing = traced(tracer, span('failing'), () => Promise.reject(new TypeError(secret)));
    await expect(failing).rejects.toThrow(secret);
    const { status, attributes } = (await sent()).named('failing');
    expect([status?.code, attributes]).toEqual([2, { 'error.type': 'TypeError' }]);
  });

  it('does not fail what it watches where the collector is gone', async () => {
    await collector[Symbol.asyncDispose]();
    expect(await traced(tracer, span('alone'), () => Promise.resolve(5))).toBe(5);
    await tracer[Symbol.asyncDispose]();
    collector = await Collector.listen();
  });
});

describe('a run', () => {
  const identity = {
    organizationId: '00D000000000001AAA',
    runKey: 'run-1',
    trigger: 'Schedule',
    dryRun: false,
    massChangeApproved: false,
  } as const;

  it('has a span in that of its job, with one for each phase, and requests in those', async () => {
    const transport = tracedTransport(
      {
        exchange: () =>
          Promise.resolve({ status: 201, header: () => undefined, body: Readable.from(['']) }),
        close: () => Promise.resolve(),
      },
      tracer,
    );
    const job = tracedJobs(
      (run) =>
        tracedRun(run, tracer, async (observer) => {
          observer.phaseStarted('Connect');
          observer.phaseFinished('Connect', secret);
          observer.phaseStarted('Write');
          await transport.exchange({
            method: 'PATCH',
            url: `https://acme.my.salesforce.com/services/data/v66.0/query?q=${secret}`,
            headers: { authorization: `Bearer ${secret}` },
            content: secret,
          });
          observer.runFinished({
            status: 'Degraded',
            accountsRead: 3,
            values: { read: 9, written: 4, failed: 1 },
            apiCalls: { used: 7 },
          } as RunResult);
        }),
      tracer,
    );
    await job(identity, new AbortController().signal);
    const found = await sent();
    const [queued, run, write] = [
      found.named('job run'),
      found.named('run'),
      found.named('phase Write'),
    ];
    expect([queued.kind, run.parentSpanId, write.parentSpanId]).toEqual([
      5,
      queued.spanId,
      run.spanId,
    ]);
    expect(found.named('phase Connect').parentSpanId).toBe(run.spanId);
    expect(run.attributes).toEqual({
      'isvapp.organization.id': '00D000000000001AAA',
      'isvapp.run.key': 'run-1',
      'isvapp.run.trigger': 'Schedule',
      'isvapp.run.dry_run': false,
      'isvapp.run.status': 'Degraded',
      'isvapp.run.accounts': 3,
      'isvapp.run.values.read': 9,
      'isvapp.run.values.written': 4,
      'isvapp.run.values.failed': 1,
      'isvapp.run.api_calls': 7,
    });
    expect(write.attributes).toMatchObject({
      'isvapp.run.phase': 'Write',
      'isvapp.run.key': 'run-1',
    });
    const request = found.named('Salesforce PATCH');
    expect([request.kind, request.traceId]).toEqual([3, run.traceId]);
    expect(request.attributes).toEqual({
      'http.request.method': 'PATCH',
      'server.address': 'acme.my.salesforce.com',
      'url.path': '/services/data/v66.0/query',
      'http.response.status_code': 201,
    });
  });
});

describe('a request to the API', () => {
  async function server(own: OpenTracer) {
    const app = fastify();
    traceRequests(app, own);
    app.post('/things/:id', () => traced(own, span('inside'), () => Promise.resolve({ ok: true })));
    app.get('/broken', () => Promise.reject(new Error(secret)));
    app.post('/isvapp/v1/sessions', (_, reply) => reply.code(401).send({ detail: 'No.' }));
    open.push({ [Symbol.asyncDispose]: async () => app.close() });
    return app.listen({ host: '127.0.0.1', port: 0 });
  }

  it('is part of the trace that it came with, and so is what it does', async () => {
    const url = await server(tracer);
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await fetch(`${url}/things/${secret}?q=${secret}`, {
      method: 'POST',
      headers: { traceparent, 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    const found = await sent();
    const request = found.named('POST /things/:id');
    expect(request).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
      kind: 2,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/things/:id',
        'http.response.status_code': 200,
      },
    });
    expect(found.named('inside').parentSpanId).toBe(request.spanId);
  });

  it.each(['', 'x', '00-0-0-01', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`])(
    'begins a trace where it came with none: %s',
    async (traceparent) => {
      const url = await server(tracer);
      await fetch(`${url}/broken`, { headers: { traceparent } });
      const { parentSpanId, status, attributes } = (await sent()).named('GET /broken');
      expect([parentSpanId ?? '', status?.code]).toEqual(['', 2]);
      expect(attributes).toMatchObject({ 'http.response.status_code': 500, 'error.type': 'Error' });
    },
  );

  it('of another connector goes on with the trace of its run', async () => {
    const counting = await tracerOf('counting');
    const url = await server(counting);
    await traced(tracer, span('run'), async () => {
      const clock = systemClock;
      const options = { url, apiKey: secret, organizationId: null, clock };
      await using usage = openIsvapp({ ...options, headers: () => tracer.headers() });
      await expect(usage.features()).rejects.toThrow('No.');
    });
    await counting[Symbol.asyncDispose]();
    const found = await sent();
    const run = found.named('run');
    expect(found.named('POST /isvapp/v1/sessions')).toMatchObject({
      traceId: run.traceId,
      parentSpanId: run.spanId,
    });
  });
});
