import { openTracer, type OpenTracer } from '../adapters/telemetry/tracing/open-tracer.ts';
import type { TracingConfig } from '../config/tracing.ts';
import { noTracer } from '../ports/tracer.ts';
import { version } from '../version.ts';

/** The tracer that is configured; without one, none that costs anything. */
export function tracerFor({ tracing }: { readonly tracing?: TracingConfig }): Promise<OpenTracer> {
  if (tracing) return openTracer({ ...tracing, version });
  return Promise.resolve({ ...noTracer, [Symbol.asyncDispose]: () => Promise.resolve() });
}
