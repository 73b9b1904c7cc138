import type { ApiUsage } from '../../../ports/org-connection.ts';
import { FailedAttempt } from './attempts.ts';
import { refusalOfNetwork } from './refusal.ts';
import type { IncomingAnswer, OutgoingRequest, Transport } from './transport.ts';

/** Carries requests to the API and keeps account of the allowance they use. */
export interface MeteredExchange {
  /** Throws a FailedAttempt when there is no answer. */
  exchange(outgoing: OutgoingRequest, purpose: string): Promise<IncomingAnswer>;
  /** As the newest answer told, refusals included; undefined before the first. */
  usage(): ApiUsage | undefined;
  /** Every request sent, those without an answer included: Salesforce may have counted them. */
  requestCount(): number;
}

export function meteredExchange(transport: Transport): MeteredExchange {
  let usage: ApiUsage | undefined;
  let requestCount = 0;
  return {
    exchange: async (outgoing, purpose) => {
      requestCount += 1;
      try {
        const answer = await transport.exchange(outgoing);
        usage = usageIn(answer.header('sforce-limit-info')) ?? usage;
        return answer;
      } catch (error) {
        throw new FailedAttempt(refusalOfNetwork(error, purpose));
      }
    },
    usage: () => usage,
    requestCount: () => requestCount,
  };
}

/** `api-usage=10018/100000`, with more after it in some organizations (api_rest/headers_api_usage.htm). */
function usageIn(limitInfo: string | undefined): ApiUsage | undefined {
  const [, used, limit] = /api-usage=(\d+)\/(\d+)/.exec(limitInfo ?? '') ?? [];
  return used && limit ? { used: Number(used), limit: Number(limit) } : undefined;
}
