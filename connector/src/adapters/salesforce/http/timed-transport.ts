import type { Clock } from '../../../ports/clock.ts';
import type { Transport } from './transport.ts';

export interface TimedTransport extends Transport {
  /** How far the other side's clock is ahead of ours, as the newest answer told; undefined before the first. */
  clockSkewMs(): number | undefined;
}

/** The transport, and the time of the other side by the `Date` of its answers: those to refused sign-ins, too. */
export function timedTransport(transport: Transport, clock: Clock): TimedTransport {
  let skewMs: number | undefined;
  return {
    exchange: async (outgoing) => {
      const sentMs = clock.now().getTime();
      const answer = await transport.exchange(outgoing);
      const toldMs = Date.parse(answer.header('date') ?? '');
      // It was written somewhere between the request and its answer.
      const ourMs = (sentMs + clock.now().getTime()) / 2;
      if (!Number.isNaN(toldMs)) skewMs = toldMs - ourMs;
      return answer;
    },
    close: () => transport.close(),
    clockSkewMs: () => skewMs,
  };
}
