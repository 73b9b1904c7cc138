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
export function cellText(column: Column, { values }: DirectoryRow): string {
  const { key, filterType, options } = column;
  const value = values?.[key];
  if (value == null) return values?.[`${key}Source`] === 'license' ? unlimited(key) : '';
  if (filterType === 'picklist') return labelsText(value, options ?? []);
  return (texts[filterType] ?? plainText)(value);
}

function unlimited(key: string): string {
  return key.endsWith('Seats') ? directoryLabels.unlimited : '';
}

type Options = NonNullable<Column['options']>;

/** A multi-select picklist comes as a list, or as the text that Salesforce stores. A value that is no longer one is shown as it is. */
function labelsText(value: unknown, options: Options): string {
  const labels = new Map(options.map((option) => [option.value, option.label]));
  const stored = plainText(value);
  const parts: readonly string[] = Array.isArray(value) ? value.map(String) : stored.split(';');
  if (labels.has(stored)) return labels.get(stored) ?? stored;
  if (!parts.some((part) => labels.has(part))) return stored;
  return parts.map((part) => labels.get(part) ?? part).join(', ');
}

function plainText(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
