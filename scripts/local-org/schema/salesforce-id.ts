/**
 * Record ids. An id is 15 case-sensitive characters; its 18-character form appends three that encode the capitals,
 * so that case-insensitive systems keep ids apart (documented under "Field Types: ID" of the object reference).
 */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const suffixes = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Two characters every id of a local org carries after its prefix, where Salesforce has the instance. */
const instance = 'Lo';

/** The 18-character form of a 15-character id. */
export function id18(id15: string): string {
  let suffix = '';
  for (let chunk = 0; chunk < 3; chunk++) {
    let bits = 0;
    for (let at = 0; at < 5; at++) {
      const character = id15.charAt(chunk * 5 + at);
      if (character >= 'A' && character <= 'Z') bits |= 1 << at;
    }
    suffix += suffixes.charAt(bits);
  }
  return id15 + suffix;
}

/**
 * The 18-character form of a text that is an id of 15 or 18 characters, null for anything else. A wrong checksum
 * makes it no id. The suffix may come in any case: that is what it is for.
 */
export function normalizedId(text: string): string | null {
  if (!/^[0-9a-zA-Z]{15}([0-9a-zA-Z]{3})?$/.test(text)) return null;
  const id = id18(text.slice(0, 15));
  return text.length === 15 || text.slice(15).toUpperCase() === id.slice(15) ? id : null;
}

/** The id with the given number of its key prefix: `001Lo…`. */
export function numberedId(keyPrefix: string, number: number): string {
  let rest = '';
  let left = number;
  while (left > 0) {
    rest = digits.charAt(left % digits.length) + rest;
    left = Math.floor(left / digits.length);
  }
  return id18(keyPrefix + instance + rest.padStart(10, '0'));
}

/** Gives out the ids of a key prefix, one after the other. */
export function idSequence(keyPrefix: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return numberedId(keyPrefix, count);
  };
}

/** Key prefix of the nth custom object: `a00` … `a0z`, `a10` … */
export function customKeyPrefix(index: number, family: 'a' | 'm'): string {
  const low = digits.charAt(index % digits.length);
  const high = digits.charAt(Math.floor(index / digits.length));
  return family + high + low;
}
