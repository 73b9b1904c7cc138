import { AsyncLocalStorage } from 'node:async_hooks';
import type * as OpenTelemetry from '@opentelemetry/api';
import type { Context, Span, SpanKind as OtelKind, Tracer as OtelTracer } from '@opentelemetry/api';
import type { NewSpan, OpenSpan, SpanKind, TraceHeaders, Tracer } from '../../../ports/tracer.ts';
import { parentIn, traceParent } from './trace-parent.ts';

export interface TracingOptions {
  /** Base address of an OTLP/HTTP collector; `/v1/traces` is added to it. */
  readonly endpoint: string;
  /** Sent with each export; may hold a secret. */
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly version: string;
  /** How long an export may take, the last one at closing included; three seconds where it is not given. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 3_000;

export interface OpenTracer extends Tracer, AsyncDisposable {}

type Api = typeof OpenTelemetry;

/**
 * Tells spans to a collector by OTLP over HTTP, as JSON, in batches; closing sends what is left. The library is loaded only
 * here, so that it takes no memory where nobody collects.
 */
export async function openTracer(options: TracingOptions): Promise<OpenTracer> {
  const [api, { OTLPTraceExporter }, { resourceFromAttributes }, sdk] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace'),
  ]);
  const exporter = new OTLPTraceExporter({
    url: `${options.endpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: { ...options.headers },
    timeoutMillis: options.timeoutMs ?? defaultTimeoutMs,
  });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({
      'service.name': options.serviceName,
      'service.version': options.version,
    }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('isvapp-connector', options.version);
  return {
    ...scopedTracer(tracer, api),
    // A collector that is gone loses its spans; it must not fail the end of what was watched.
    [Symbol.asyncDispose]: () => provider.shutdown().catch(() => undefined),
  };
}

/** Which span is under way is kept here and not in a global, so that several connectors of a process stay apart. */
function scopedTracer(tracer: OtelTracer, api: Api): Tracer {
  const underWay = new AsyncLocalStorage<Span>();
  const contextOf = (from: TraceHeaders | undefined): Context => {
    const current = underWay.getStore();
    if (current) return api.trace.setSpan(api.ROOT_CONTEXT, current);
    const parent = parentIn(from);
    return parent ? api.trace.setSpanContext(api.ROOT_CONTEXT, parent) : api.ROOT_CONTEXT;
  };
  const kinds: Record<SpanKind, OtelKind> = {
    internal: api.SpanKind.INTERNAL,
    server: api.SpanKind.SERVER,
    client: api.SpanKind.CLIENT,
    consumer: api.SpanKind.CONSUMER,
  };
  return {
    begin: ({ name, kind, attributes, from }: NewSpan) => {
      const options = { kind: kinds[kind], attributes };
      return opened(tracer.startSpan(name, options, contextOf(from)), underWay, api);
    },
    headers: () => {
      const current = underWay.getStore();
      return current ? { traceparent: traceParent(current.spanContext()) } : {};
    },
  };
}

function opened(span: Span, underWay: AsyncLocalStorage<Span>, api: Api): OpenSpan {
  return {
    within: (callback) => underWay.run(span, callback),
    set: (attributes) => {
      span.setAttributes(attributes);
    },
    fail: (error) => {
      // Its message may name an Account or an address: the log has it, and this has the kind.
      span.setAttributes({ 'error.type': error instanceof Error ? error.name : typeof error });
      span.setStatus({ code: api.SpanStatusCode.ERROR });
    },
    end: () => {
      span.end();
    },
  };
}
