/** How the changes of a run go to Salesforce, and what that costs. */
export interface WriteForecast {
  readonly writer: 'none' | 'composite' | 'bulk';
  readonly apiCalls: number;
}

/** One Composite request carries 5 sObject Collections of 200 and is charged as one call. */
const accountsPerComposite = 1_000;
/**
 * Beyond this many Accounts a Bulk job costs fewer calls than Composite, even with its polling;
 * below it Composite is also faster, since its answer is the result.
 */
const compositeLimit = 8_000;
/** Create, upload, close, about four polls and the failed records. */
const callsOfBulkJob = 8;

export function writeForecast(accounts: number): WriteForecast {
  if (accounts === 0) return { writer: 'none', apiCalls: 0 };
  return accounts <= compositeLimit
    ? { writer: 'composite', apiCalls: Math.ceil(accounts / accountsPerComposite) }
    : { writer: 'bulk', apiCalls: callsOfBulkJob };
}
