import { dataTypes, type DataType } from '../data-type.ts';
import type { FileKind } from './file-kind.ts';
import { FileRejection } from './file-rejection.ts';
import { subscriberSnapshot } from './subscriber-snapshot.ts';
import { usageLog } from './usage-log.ts';
import { usageSummary } from './usage-summary.ts';

/** How files of each type are read. */
export const fileKinds: Readonly<Record<DataType, FileKind>> = {
  PackageUsageLog: usageLog,
  PackageUsageSummary: usageSummary,
  SubscriberSnapshot: subscriberSnapshot,
};

/**
 * The type of a file by its header, which must agree with its name where that gives one.
 *
 * @throws FileRejection where the header is of no type, of another than the name says, or lacks columns
 */
export function confirmedKind(columns: readonly string[], named: DataType | undefined): FileKind {
  const present = new Set(columns.map((column) => column.toLowerCase()));
  const byHeader = dataTypes
    .map((each) => fileKinds[each])
    .find((each) => present.has(each.marker));
  const kind = named === undefined ? byHeader : fileKinds[named];
  if (!kind) {
    const markers = dataTypes.map((each) => `"${fileKinds[each].marker}" (${each})`).join(', ');
    throw new FileRejection(
      `It is no App Analytics file: its header has none of the columns ${markers}.`,
    );
  }
  if (byHeader && byHeader !== kind) {
    throw new FileRejection(
      `Its name says ${kind.dataType}, but its header is that of a ${byHeader.dataType}.`,
    );
  }
  checkColumns(kind, columns);
  return kind;
}

function checkColumns(kind: FileKind, columns: readonly string[]): void {
  const occurrences = (name: string): number =>
    columns.filter((column) => column.toLowerCase() === name).length;
  const missing = kind.essential.filter((name) => occurrences(name) === 0);
  if (missing.length > 0) {
    throw new FileRejection(
      `Its header lacks ${missing.length === 1 ? 'a column' : 'columns'} that a ${kind.dataType} ` +
        `can't do without: ${missing.join(', ')}.`,
    );
  }
  const twice = kind.essential.filter((name) => occurrences(name) > 1);
  if (twice.length > 0) throw new FileRejection(`Its header has ${twice.join(', ')} twice.`);
}
