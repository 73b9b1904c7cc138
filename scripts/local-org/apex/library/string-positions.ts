import { apexStringList, integerList } from './native-lists.ts';
import { method, staticMethod, type NativeMember } from './native-type.ts';
import type { NativeRun } from './native-run.ts';
import type { ApexList } from '../values/apex-list.ts';

/** Members of String that count, find and compare. */
export const stringPositions: readonly NativeMember[] = [
  method('Integer length()', (_run, self: string) => self.length),
  method('Integer hashCode()', (_run, self: string) => javaHashCode(self)),
  method('Integer compareTo(String other)', (_run, self: string, other: string) =>
    javaComparison(self, other),
  ),
  method('Integer indexOf(String part)', (_run, self: string, part: string) => self.indexOf(part)),
  method(
    'Integer indexOf(String part, Integer from)',
    (_run, self: string, part: string, from: number) => self.indexOf(part, from),
  ),
  method('Integer indexOfIgnoreCase(String part)', (_run, self: string, part: string) =>
    self.toLowerCase().indexOf(part.toLowerCase()),
  ),
  method(
    'Integer indexOfIgnoreCase(String part, Integer from)',
    (_run, self: string, part: string, from: number) =>
      self.toLowerCase().indexOf(part.toLowerCase(), from),
  ),
  method('Integer lastIndexOf(String part)', (_run, self: string, part: string) =>
    self.lastIndexOf(part),
  ),
  method(
    'Integer lastIndexOf(String part, Integer end)',
    (_run, self: string, part: string, end: number) => (end < 0 ? -1 : self.lastIndexOf(part, end)),
  ),
  method('Integer lastIndexOfIgnoreCase(String part)', (_run, self: string, part: string) =>
    self.toLowerCase().lastIndexOf(part.toLowerCase()),
  ),
  method('Integer indexOfAny(String characters)', (_run, self: string, characters: string) =>
    self.split('').findIndex((each) => characters.includes(each)),
  ),
  method('Integer indexOfAnyBut(String characters)', (_run, self: string, characters: string) =>
    self.split('').findIndex((each) => !characters.includes(each)),
  ),
  method('Integer indexOfChar(Integer character)', (_run, self: string, character: number) =>
    self.indexOf(String.fromCodePoint(character)),
  ),
  method('Integer indexOfDifference(String other)', (_run, self: string, other: string) =>
    differenceAt(self, other),
  ),
  method('String difference(String other)', (_run, self: string, other: string) => {
    const at = differenceAt(self, other);
    return at === -1 ? '' : other.slice(at);
  }),
  method('Integer countMatches(String part)', (_run, self: string, part: string) =>
    part === '' ? 0 : self.split(part).length - 1,
  ),
  method('Integer charAt(Integer index)', (run, self: string, index: number) =>
    characterAt(run, self, index).charCodeAt(0),
  ),
  method('Integer codePointAt(Integer index)', (run, self: string, index: number) => {
    characterAt(run, self, index);
    return self.codePointAt(index);
  }),
  method(
    'Integer codePointCount(Integer begin, Integer end)',
    (_run, self: string, begin: number, end: number) => Array.from(self.slice(begin, end)).length,
  ),
  method('List<Integer> getChars()', (_run, self: string) =>
    integerList(self.split('').map((each) => each.charCodeAt(0))),
  ),
  method('Integer getLevenshteinDistance(String other)', (_run, self: string, other: string) =>
    editDistance(self, other),
  ),
  staticMethod('String getCommonPrefix(List<String> texts)', (_run, texts: ApexList) =>
    commonPrefix(texts.elements.map((each) => (typeof each === 'string' ? each : ''))),
  ),
  staticMethod('String fromCharArray(List<Integer> characters)', (_run, characters: ApexList) =>
    String.fromCharCode(...characters.elements.map(Number)),
  ),
  method('List<String> splitByCharacterType()', (_run, self: string) =>
    apexStringList(self.match(characterRuns) ?? []),
  ),
  method('List<String> splitByCharacterTypeCamelCase()', (_run, self: string) =>
    apexStringList(self.match(camelCaseRuns) ?? []),
  ),
];

/** Runs of capitals, small letters, digits, blanks, or of anything else. */
const characterRuns = /\p{Lu}+|\p{Ll}+|\p{Nd}+|\p{Zs}+|[^\p{Lu}\p{Ll}\p{Nd}\p{Zs}]+/gu;
/** The same, but a capital right before small letters belongs to them: `ASFLicense` is `ASF`, `License`. */
const camelCaseRuns =
  /\p{Lu}\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{Ll}+|\p{Nd}+|\p{Zs}+|[^\p{Lu}\p{Ll}\p{Nd}\p{Zs}]+/gu;

/** Java's String.hashCode, whose value programs may have stored. */
export function javaHashCode(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return hash;
}

/** Java's compareTo: the difference of the first characters that differ, else of the lengths. */
function javaComparison(left: string, right: string): number {
  const at = differenceAt(left, right);
  if (at === -1) return 0;
  if (at >= left.length || at >= right.length) return left.length - right.length;
  return left.charCodeAt(at) - right.charCodeAt(at);
}

function differenceAt(left: string, right: string): number {
  if (left === right) return -1;
  let at = 0;
  while (at < left.length && left.charAt(at) === right.charAt(at)) at++;
  return at;
}

function characterAt(run: NativeRun, text: string, index: number): string {
  if (index >= 0 && index < text.length) return text.charAt(index);
  throw run.exception('StringException', `String index out of range: ${index}`);
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

function commonPrefix([first = '', ...rest]: readonly string[]): string {
  let length = first.length;
  for (const text of rest) {
    const at = differenceAt(first, text);
    if (at !== -1) length = Math.min(length, at);
  }
  return first.slice(0, length);
}
