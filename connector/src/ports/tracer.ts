export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** Headers of a request as they came, or as they go. */
export type TraceHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Who does the work of a span: this process for itself, for whoever asked it, by asking another, or off the queue. */
export type SpanKind = 'internal' | 'server' | 'client' | 'consumer';

export interface NewSpan {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: SpanAttributes;
  /** Of the request that asked for it: it belongs to that one's trace where they carry one. */
  readonly from?: TraceHeaders;
}

/** A piece of work that is under way. Nothing that identifies a person, and no secret, is ever an attribute. */
export interface OpenSpan {
  /** Runs the callback, and what it begins, as part of this piece of work. */
  within<T>(callback: () => T): T;
  set(attributes: SpanAttributes): void;
  /** Marks it as failed; only the kind of the error is told. */
  fail(error: unknown): void;
  end(): void;
}

/** Tells a collector what the connector does (docs/operator-guide.md, Traces). It can't change or fail what it watches. */
export interface Tracer {
  /** Begins a piece of work, as part of the one that is under way. */
  begin(span: NewSpan): OpenSpan;
  /** What carries the trace on in a request; none where nothing is traced. */
  headers: () => Readonly<Record<string, string>>;
}

const inert: OpenSpan = {
  within: (callback) => callback(),
  set: () => undefined,
  fail: () => undefined,
  end: () => undefined,
};

/** Where nobody collects. */
export const noTracer: Tracer = { begin: () => inert, headers: () => ({}) };

/** Does the work as a piece of its own. */
export async function traced<T>(
  tracer: Tracer,
  span: NewSpan,
  work: (span: OpenSpan) => Promise<T>,
): Promise<T> {
  const open = tracer.begin(span);
  try {
    return await open.within(() => work(open));
  } catch (error) {
    open.fail(error);
    throw error;
  } finally {
    open.end();
  }
}
