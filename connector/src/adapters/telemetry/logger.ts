import { pino, type DestinationStream, type Logger } from 'pino';
import type { Clock } from '../../ports/clock.ts';
import { errorRecord } from './error-record.ts';
import { withoutSecrets } from './without-secrets.ts';

export interface LoggerOptions {
  /** The least level that is written; `silent` writes nothing. */
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  readonly clock: Clock;
  /** Where lines go; the standard output where it isn't given. */
  readonly destination?: DestinationStream;
}

/** Deep enough for the request that a library attached to the third cause of an error. */
const depthLimit = 10;

/** Writes a line of JSON per event. No secret gets into one, neither by its name nor by its look. */
export function openLogger({ level, clock, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: null,
    depthLimit,
    timestamp: () => `,"time":"${clock.now().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: errorRecord, error: errorRecord },
    hooks: { streamWrite: withoutSecrets },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
