import type { Column, DirectoryRow } from 'apex/DirectoryController';
import { directoryLabels } from 'c/directoryLabels';
import { sharedLabels } from 'c/sharedLabels';
import { dayText, momentText, numberText } from 'c/texts';

const texts: Readonly<Record<string, (value: unknown) => string>> = {
  number: (value) => numberText(Number(value)),
  date: (value) => dayText(plainText(value)),
  datetime: (value) => momentText(plainText(value)),
  checkbox: (value) => (value === true ? sharedLabels.yes : sharedLabels.no),
};

/** A cell of the directory in words. 0 is 0; nothing is nothing, but for seats that a license does not limit. */
export function cellText({ key, filterType }: Column, { values }: DirectoryRow): string {
  const value = values?.[key];
  if (value == null) return values?.[`${key}Source`] === 'license' ? unlimited(key) : '';
  return (texts[filterType] ?? plainText)(value);
}

function unlimited(key: string): string {
  return key.endsWith('Seats') ? directoryLabels.unlimited : '';
}

/** A multi-select picklist comes as a list, or as the text that Salesforce stores. */
function plainText(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
