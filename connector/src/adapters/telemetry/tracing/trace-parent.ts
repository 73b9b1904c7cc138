import type { SpanContext } from '@opentelemetry/api';
import type { TraceHeaders } from '../../../ports/tracer.ts';

/** W3C Trace Context, version 00: `00-<trace id>-<span id>-<flags>`. */
const pattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The span that a request is part of; undefined where its headers name none. */
export function parentIn(headers: TraceHeaders | undefined): SpanContext | undefined {
  const header = headers?.traceparent;
  const [, traceId, spanId, flags] = pattern.exec(typeof header === 'string' ? header : '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}

export function traceParent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
