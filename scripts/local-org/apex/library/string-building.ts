import type { ApexBlob } from '../values/apex-blob.ts';
import type { ApexDatetime } from '../values/apex-datetime.ts';
import type { ApexList } from '../values/apex-list.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { debugTextOf, textOf } from '../values/text.ts';
import { iterated } from './iteration.ts';
import { javaRegex, javaReplacement } from './java-regex.ts';
import { apexStringList } from './native-lists.ts';
import { method, staticMethod, type NativeMember } from './native-type.ts';
import type { NativeRun } from './native-run.ts';

/** Members of String that make Strings of other values, take them apart, or use regular expressions. */
export const stringBuilding: readonly NativeMember[] = [
  staticMethod('String valueOf(Object value)', (run, value: ApexValue) =>
    value === null ? null : textOf(value, run),
  ),
  staticMethod('String valueOfGmt(Datetime value)', (_run, value: ApexDatetime) =>
    value.debugText(),
  ),
  staticMethod('String join(Iterable<Object> parts, String separator)', joined),
  staticMethod(
    'String format(String text, List<Object> values)',
    (run, text: string, values: ApexList) => messageFormatted(run, text, values.elements),
  ),
  method('List<String> split(String regex)', (run, self: string, regex: string) =>
    apexStringList(javaSplit(run, self, regex, 0)),
  ),
  method(
    'List<String> split(String regex, Integer limit)',
    (run, self: string, regex: string, limit: number) =>
      apexStringList(javaSplit(run, self, regex, limit)),
  ),
  method(
    'String replaceAll(String regex, String replacement)',
    (run, self: string, regex: string, replacement: string) =>
      self.replace(javaRegex(run, regex, 'g'), (...match) =>
        javaReplacement(run, replacement, matchOf(match)),
      ),
  ),
  method(
    'String replaceFirst(String regex, String replacement)',
    (run, self: string, regex: string, replacement: string) =>
      self.replace(javaRegex(run, regex, ''), (...match) =>
        javaReplacement(run, replacement, matchOf(match)),
      ),
  ),
  method('String toString()', (_run, self: string) => self),
];

/** The arguments of a replace callback as a match: groups, offset, whole text and, with named groups, these. */
function matchOf(args: readonly unknown[]): RegExpMatchArray {
  const last = args.at(-1);
  const hasNames = typeof last === 'object';
  const match = args.slice(0, hasNames ? -3 : -2) as RegExpMatchArray;
  if (hasNames) match.groups = last as Record<string, string>;
  return match;
}

function joined(run: NativeRun, parts: ApexValue, separator: string): string {
  const texts: string[] = [];
  for (const part of iterated(run, parts)) texts.push(part === null ? '' : debugTextOf(part, run));
  return texts.join(separator);
}

/**
 * Java's split: a limit above 0 is the most parts, 0 drops empty parts at the end, below 0 keeps them; an empty match at
 * the very start splits nothing off.
 */
export function javaSplit(run: NativeRun, text: string, regex: string, limit: number): string[] {
  if (text === '') return [''];
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(javaRegex(run, regex, 'g'))) {
    if (parts.length === limit - 1) break;
    const end = match.index + match[0].length;
    if (end === 0 || match.index === text.length) continue;
    parts.push(text.slice(from, match.index));
    from = end;
  }
  parts.push(text.slice(from));
  return limit === 0 ? withoutEmptyEnd(parts) : parts;
}

function withoutEmptyEnd(parts: readonly string[]): string[] {
  let end = parts.length;
  while (end > 0 && parts[end - 1] === '') end--;
  return parts.slice(0, end);
}

/** Java's MessageFormat with `{0}`: single quotes quote, two of them are one; a value without number stays as written. */
export function messageFormatted(
  run: NativeRun,
  text: string,
  values: readonly ApexValue[],
): string {
  return text.replace(
    /''|'([^']*)(?:'|$)|\{(\d+)\}|\{\d+,[^}]*\}/g,
    (all, quoted?: string, index?: string) => {
      if (all === "''") return "'";
      if (quoted !== undefined) return quoted;
      if (index === undefined) throw run.unsupported(`the format element ${all} in String.format`);
      const value = values[Number(index)];
      return value === undefined ? all : debugTextOf(value, run);
    },
  );
}

/** `blob.toString()` refuses bytes that are no UTF-8. */
export function blobText(run: NativeRun, blob: ApexBlob): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(blob.bytes);
  } catch {
    throw run.exception('StringException', 'BLOB is not a valid UTF-8 string');
  }
}
