/**
 * Salesforce ids come in two spellings: 15 case-sensitive characters, or the same with a checksum of three.
 * App Analytics and the License Management App mix them, so every comparison uses the first 15 (decision 55).
 */

const idPattern = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;
const checksumAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

export function isSalesforceId(text: string): boolean {
  return idPattern.test(text);
}

/** The comparable part of an id: its first 15 characters, case kept. */
export function id15(id: string): string {
  return id.slice(0, 15);
}

/** The 18-character spelling of an id: what Salesforce's APIs answer with. */
export function id18(id: string): string {
  if (id.length !== 15) return id;
  let checksum = '';
  for (const start of [0, 5, 10]) {
    let bits = 0;
    for (let offset = 0; offset < 5; offset += 1) {
      const character = id.charAt(start + offset);
      if (character >= 'A' && character <= 'Z') bits |= 1 << offset;
    }
    checksum += checksumAlphabet.charAt(bits);
  }
  return id + checksum;
}
