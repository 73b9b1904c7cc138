import type { WriteLedger, WrittenValue } from '../../ports/write-ledger.ts';

/**
 * Makes the ledger agree with what the fields hold. It misses a value when the connector ended between Salesforce's
 * answer and its own note of it, or when that answer was lost; without this, such a value would never be released.
 */
export async function adoptValues(
  organizationId: string,
  runKey: string,
  values: readonly WrittenValue[],
  ledger: WriteLedger,
): Promise<void> {
  if (values.length === 0) return;
  const accountIds = [...new Set(values.map(({ accountId }) => accountId))];
  const known = await ledger.writtenTo(organizationId, accountIds);
  const noted = new Map(known.map((each) => [placeOf(each), each.value]));
  const missing = values.filter((each) => noted.get(placeOf(each)) !== each.value);
  if (missing.length > 0) await ledger.recordWritten(organizationId, runKey, missing);
}

function placeOf({ accountId, field }: WrittenValue): string {
  return `${accountId}/${field}`;
}
