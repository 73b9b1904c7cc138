import { describe, expect, it } from 'vitest';
import { monthProgress } from '../month-progress.ts';

function linesOf(files: readonly (readonly [string, string, number])[]): string[] {
  const lines: string[] = [];
  const progress = monthProgress((line) => lines.push(line));
  for (const [dataType, period, rows] of files) {
    progress.fileWritten({
      name: 'a file',
      dataType: dataType as 'PackageUsageLog',
      period,
      rows,
    });
  }
  progress.finish();
  return lines;
}

describe('progress by month', () => {
  it('is a line for each type of data and month, with its files and rows', () => {
    expect(
      linesOf([
        ['PackageUsageLog', '2026-10-30', 1_000],
        ['PackageUsageLog', '2026-10-31', 500],
        ['PackageUsageLog', '2026-11-01', 1],
        ['PackageUsageSummary', '2026-11', 7],
        ['SubscriberSnapshot', '2026-11-01', 0],
        ['SubscriberSnapshot', '2026-11-02', 2],
      ]),
    ).toEqual([
      'PackageUsageLog 2026-10: 2 files, 1,500 rows',
      'PackageUsageLog 2026-11: 1 file, 1 row',
      'PackageUsageSummary 2026-11: 1 file, 7 rows',
      'SubscriberSnapshot 2026-11: 2 files, 2 rows',
    ]);
  });

  it('tells of a month when its last file is written, not at the end of all', () => {
    const lines: string[] = [];
    const progress = monthProgress((line) => lines.push(line));
    const file = { name: 'a file', dataType: 'PackageUsageLog', rows: 1 } as const;
    progress.fileWritten({ ...file, period: '2026-10-31' });
    expect(lines).toEqual([]);
    progress.fileWritten({ ...file, period: '2026-11-01' });
    expect(lines).toEqual(['PackageUsageLog 2026-10: 1 file, 1 row']);
  });

  it('says nothing where nothing is written', () => {
    expect(linesOf([])).toEqual([]);
  });
});
