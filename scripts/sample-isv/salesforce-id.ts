const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * The 18-character form of a 15-character id. The three added characters say which letters are capitals,
 * five letters each, so that systems which ignore case can tell two ids apart. Throws on any other length.
 * Source: https://help.salesforce.com/s/articleView?id=000385008
 */
export function id18(id15: string): string {
  if (!/^[0-9A-Za-z]{15}$/.test(id15)) {
    throw new Error(`"${id15}" is not a 15-character Salesforce id.`);
  }
  return id15 + [0, 5, 10].map((start) => checkCharacter(id15.slice(start, start + 5))).join('');
}

/** A 15-character id: key prefix (`00D`), instance (two characters), then the number in base 62. */
export function id15(prefix: string, instance: string, number: number): string {
  const head = prefix + instance;
  return head + base62(number).padStart(15 - head.length, '0');
}

/** The id that differs from this one in the case of its last letter alone. Throws when the last character is a digit. */
export function sameLettersOtherCase(id: string): string {
  const last = id.slice(-1);
  const other = last === last.toUpperCase() ? last.toLowerCase() : last.toUpperCase();
  if (other === last) throw new Error(`The id ${id} ends in a digit, which has no case.`);
  return id.slice(0, -1) + other;
}

function checkCharacter(letters: string): string {
  let bits = 0;
  for (let at = 0; at < letters.length; at++) {
    const letter = letters.charAt(at);
    if (letter >= 'A' && letter <= 'Z') bits |= 1 << at;
  }
  return digits.charAt(bits);
}

function base62(number: number): string {
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) {
    text = alphabet.charAt(rest % 62) + text;
  }
  return text;
}
