import type { DirectoryEntry } from '../../../connector/src/domain/account.ts';
import type { DirectoryHead } from '../../../connector/src/ports/directory.ts';

/** Columns of each type, as a License Management Org has them mapped. */
export const head: DirectoryHead = {
  columns: [
    { name: 'Segment__c', type: 'picklist' },
    { name: 'Regions__c', type: 'multipicklist' },
    { name: 'Revenue__c', type: 'number' },
    { name: 'IsReference__c', type: 'checkbox' },
    { name: 'LastCall__c', type: 'datetime' },
    { name: 'Contract__c', type: 'date' },
    { name: 'Owner__c', type: 'text' },
    { name: 'Notes__c', type: 'text' },
  ],
  overrideFields: { InternalSeats: 'InternalSeats__c' },
  targets: { MAU: 'MAU__c' },
};

const segments = ['Enterprise', 'Mid-Market', 'Small Business', null];
const regions = ['EMEA', 'EMEA;APAC', 'AMER;LATAM', 'APAC', null];
const batchSize = 1_000;

/** So many Accounts in batches, the same each time; a value in four or five is missing. */
export async function* madeUpEntries(
  accounts: number,
): AsyncGenerator<readonly DirectoryEntry[], void, undefined> {
  for (let start = 0; start < accounts; start += batchSize) {
    const length = Math.min(batchSize, accounts - start);
    yield await Promise.resolve(Array.from({ length }, (_, index) => entry(start + index)));
  }
}

function entry(number: number): DirectoryEntry {
  // Neighbours in the list are no neighbours in its values.
  const spread = (number * 7_919) % 10_007;
  return {
    accountId: `001${String(number).padStart(12, '0')}AAA`,
    name: `Customer ${spread} of Acme`,
    isActive: number % 3 !== 0,
    display: {
      Segment__c: segments[spread % segments.length] ?? null,
      Regions__c: regions[spread % regions.length] ?? null,
      Revenue__c: spread % 5 === 0 ? null : spread * 100,
      IsReference__c: spread % 2 === 0,
      LastCall__c: `2026-${month(spread)}-15T10:00:00.000+0000`,
      Contract__c: `2027-${month(spread + 5)}-01`,
      Owner__c: `Owner ${spread % 40}`,
      Notes__c: `Talked to ${spread % 97} about the renewal, and about what comes after it.`,
    },
    internalSeats: { seats: spread % 500, source: 'license' },
    externalSeats: { seats: null, source: 'none' },
    renewal: { date: `2027-${month(spread)}-28`, source: 'license' },
    mau: spread % 6 === 0 ? null : spread % 900,
    wau: spread % 6 === 0 ? null : spread % 300,
    dau: spread % 6 === 0 ? null : spread % 100,
    reasons: {
      MAU: { reason: 'as-reported', explanation: 'counted from 2026-10-01 to 2026-10-31' },
    },
  };
}

function month(number: number): string {
  return String((number % 12) + 1).padStart(2, '0');
}
