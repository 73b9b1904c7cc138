import type { WrittenFile } from './write-app-analytics.ts';

/** Tells of files as they are written: a line per type of data and month, not one per day. */
export interface MonthProgress {
  /** In the order of their periods, as `writeAppAnalytics` calls it. */
  readonly fileWritten: (file: WrittenFile) => void;
  /** Tells of the month that is still open. */
  readonly finish: () => void;
}

/** @param say gets `PackageUsageLog 2026-10: 31 files, 4,711 rows` when a month is complete */
export function monthProgress(say: (line: string) => void): MonthProgress {
  let month = '';
  let files = 0;
  let rows = 0;
  const finish = (): void => {
    if (files > 0) say(`${month}: ${counted(files, 'file')}, ${counted(rows, 'row')}`);
    files = 0;
    rows = 0;
  };
  return {
    fileWritten: (file) => {
      const ofFile = `${file.dataType} ${file.period.slice(0, 'YYYY-MM'.length)}`;
      if (ofFile !== month) finish();
      month = ofFile;
      files += 1;
      rows += file.rows;
    },
    finish,
  };
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
