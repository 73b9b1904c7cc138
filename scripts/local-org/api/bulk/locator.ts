/** Where a page of query results begins, in the form Salesforce's examples show: base64 of the row, `MTAwMDA`. */
export function locatorOf(row: number): string {
  return Buffer.from(String(row)).toString('base64url');
}

/** The row a locator stands for, null when it is none. */
export function rowOfLocator(locator: string): number | null {
  const text = Buffer.from(locator, 'base64url').toString('latin1');
  return /^\d+$/.test(text) ? Number(text) : null;
}
