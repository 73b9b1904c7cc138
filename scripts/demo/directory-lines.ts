import type { DirectoryEntry, EffectiveSeats } from '../../connector/src/domain/account.ts';

/** What ISVapp's directory says of an Account, in lines: display values, seats and renewal, each with its source. */
export function directoryLines(entry: DirectoryEntry): readonly string[] {
  const { display, internalSeats, externalSeats, renewal } = entry;
  const shown = Object.entries(display).map(
    ([field, value]) => `${field} ${value === null ? '–' : String(value)}`,
  );
  const date = renewal.date ?? (renewal.source === 'license' ? 'never' : '–');
  return [
    `  in ISVapp: ${shown.join(', ')}; internal seats ${seats(internalSeats)}, external seats ${seats(externalSeats)}, renewal ${date} (${renewal.source})`,
  ];
}

function seats({ seats: count, source }: EffectiveSeats): string {
  return `${count ?? (source === 'license' ? 'unlimited' : '–')} (${source})`;
}
