import { traced, type Tracer } from '../../../ports/tracer.ts';
import type { Transport } from './transport.ts';

/** The transport with a span for each request until the head of its answer. Queries, bodies and tokens are not told. */
export function tracedTransport(transport: Transport, tracer: Tracer): Transport {
  return {
    exchange: ({ method, url, ...rest }) => {
      const { hostname, pathname } = new URL(url);
      const attributes = {
        'http.request.method': method,
        'server.address': hostname,
        'url.path': pathname,
      };
      const span = { name: `Salesforce ${method}`, kind: 'client', attributes } as const;
      return traced(tracer, span, async (open) => {
        const answer = await transport.exchange({ method, url, ...rest });
        open.set({ 'http.response.status_code': answer.status });
        return answer;
      });
    },
    close: () => transport.close(),
  };
}
