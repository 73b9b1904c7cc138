import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as OTLP's JSON has it. */
export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly status?: { readonly code?: number };
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Takes in what is exported by OTLP over HTTP, as a collector would, and decodes it by the protocol's own names. */
export class Collector implements AsyncDisposable {
  readonly #server = createServer();
  readonly bodies: string[] = [];
  readonly requests: {
    readonly path: string | undefined;
    readonly headers: IncomingHttpHeaders;
  }[] = [];

  static async listen(): Promise<Collector> {
    const collector = new Collector();
    const server = collector.#server;
    server.on('request', (incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        collector.bodies.push(Buffer.concat(chunks).toString('utf8'));
        collector.requests.push({ path: incoming.url, headers: incoming.headers });
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return collector;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get resources(): readonly Readonly<Record<string, unknown>>[] {
    return this.#batches().map(({ resource }) => plain(resource.attributes));
  }

  get spans(): readonly CollectedSpan[] {
    return this.#batches()
      .flatMap(({ scopeSpans }) => scopeSpans)
      .flatMap(({ spans }) => spans)
      .map((span) => ({ ...span, attributes: plain(span.attributes) }));
  }

  named(name: string): CollectedSpan {
    const found = this.spans.find((span) => span.name === name);
    if (!found)
      throw new Error(`No span ${name} among ${this.spans.map((each) => each.name).join()}`);
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #batches(): readonly Batch[] {
    return this.bodies.flatMap(
      (body) => (JSON.parse(body) as { resourceSpans: Batch[] }).resourceSpans,
    );
  }
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}
interface Batch {
  readonly resource: { readonly attributes: readonly Attribute[] };
  readonly scopeSpans: readonly {
    readonly spans: readonly (Omit<CollectedSpan, 'attributes'> & {
      readonly attributes: readonly Attribute[];
    })[];
  }[];
}

function plain(attributes: readonly Attribute[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
