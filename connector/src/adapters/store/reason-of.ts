import { StoreAway } from '../../domain/store-away.ts';

/** What an error says, without advice; of a host with several addresses, what the driver says of each. */
export function reasonOf(error: unknown): string {
  if (error instanceof StoreAway) return reasonOf(error.cause);
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
