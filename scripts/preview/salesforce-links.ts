/** Addresses of Salesforce that the pages link to, as the preview answers them. */

/** First characters of the id of an Account. */
const accountPrefix = '001';

/**
 * Where an address of Salesforce leads in the preview: the page of an Account, or of a run in the log.
 * @param path such as `/001000000000001AAA`
 * @returns an address of the preview; undefined for what is no record
 */
export function previewAddress(path: string): string | undefined {
  const id = /^\/([a-zA-Z0-9]{18}|[a-zA-Z0-9]{15})$/.exec(path)?.[1];
  if (id === undefined) return undefined;
  const page = id.startsWith(accountPrefix) ? accountPage(id) : runPage(id);
  return `/#${encodeURIComponent(JSON.stringify(page))}`;
}

function accountPage(recordId: string): object {
  const attributes = { objectApiName: 'Account', recordId, actionName: 'view' };
  return { type: 'standard__recordPage', attributes, state: {} };
}

/** Accounts aside, the pages link to runs only. */
function runPage(runId: string): object {
  const attributes = { apiName: 'SyncLogs' };
  return { type: 'standard__navItemPage', attributes, state: { c__run: runId } };
}

/** What the preview says in place of a page of Setup; undefined where the address is none of Setup. */
export function setupText(path: string): string | undefined {
  if (!path.startsWith('/lightning/setup/')) return undefined;
  return `In Salesforce, this is the page ${path} of Setup. The preview has none.`;
}
