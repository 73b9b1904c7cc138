/** Twenty fields of Account, the Id among them when they are read. */
export const writtenFields = [
  'Name',
  'AccountNumber',
  'Site',
  'Phone',
  'Fax',
  'Website',
  'Industry',
  'Type',
  'AnnualRevenue',
  'NumberOfEmployees',
  'BillingStreet',
  'BillingCity',
  'BillingState',
  'BillingPostalCode',
  'BillingCountry',
  'ShippingStreet',
  'ShippingCity',
  'ShippingCountry',
  'Description',
] as const;

/** Rows in one upload: about 90 MB, below the 100 MB a job takes. */
export const rowsInJob = 250_000;

/** The CSV of new Accounts, header first, in pieces of a thousand rows. */
export function* accountCsv(from: number, count: number): Generator<string> {
  yield `${writtenFields.join(',')}\n`;
  for (let start = from; start < from + count; start += 1_000) {
    const rows = Math.min(1_000, from + count - start);
    yield Array.from({ length: rows }, (_, at) => `${row(start + at)}\n`).join('');
  }
}

function row(number: number): string {
  return [
    `Account ${number}`,
    `A-${number}`,
    'Headquarters',
    `+49 30 ${number}`,
    `+49 31 ${number}`,
    `https://account-${number}.example.com`,
    'Technology',
    'Customer - Direct',
    number * 10,
    number % 5_000,
    `"${number} Long Street, Floor ${number % 9}"`,
    'Berlin',
    'Berlin',
    10_000 + (number % 9_000),
    'Germany',
    `${number} Short Street`,
    'Hamburg',
    'Germany',
    `Made for a benchmark as number ${number}`,
  ].join(',');
}
