/**
 * Rows as JSON that PostgreSQL takes: one bad character of one Account must not keep a whole directory from being stored.
 * Throws on a number that JSON would turn into `null` without a word: NULL and 0 mean something (docs/architecture.md).
 */
export function storableJson(rows: unknown): string {
  return JSON.stringify(rows, (key, value: unknown) => {
    if (typeof value === 'string') return storableText(value);
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new RangeError(`${key} is ${value}: only finite numbers can be stored.`);
    return value;
  });
}

/** PostgreSQL knows neither the character NUL nor half of a surrogate pair; both become U+FFFD. */
function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
