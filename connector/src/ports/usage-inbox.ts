import type { CalendarDate } from '../domain/calendar-date.ts';
import type { UsageDataType, UsageFile } from '../domain/usage-file.ts';

/** Where App Analytics files wait to be taken in. */
export interface UsageInbox {
  /** Days (of summaries: first days of months) that the names of waiting files give. */
  waitingDays(): Promise<ReadonlyMap<UsageDataType, ReadonlySet<CalendarDate>>>;
  /** Puts a file there: whole, or not at all where its content breaks off. */
  deliver(file: UsageFile, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Puts a file without rows there, which says that nothing was used in its days (decision 16). */
  deliverUnused(file: UsageFile): Promise<void>;
}
