import { method, type NativeMember } from './native-type.ts';
import type { NativeRun } from './native-run.ts';

/** Members of String that answer a part of it or a changed copy. */
export const stringEdits: readonly NativeMember[] = [
  method('String toLowerCase()', (_run, self: string) => self.toLowerCase()),
  method('String toUpperCase()', (_run, self: string) => self.toUpperCase()),
  method('String toLowerCase(String locale)', (_run, self: string, locale: string) =>
    self.toLocaleLowerCase(locale.replace('_', '-')),
  ),
  method('String toUpperCase(String locale)', (_run, self: string, locale: string) =>
    self.toLocaleUpperCase(locale.replace('_', '-')),
  ),
  method('String capitalize()', (_run, self: string) =>
    onFirst(self, (first) => first.toUpperCase()),
  ),
  method('String uncapitalize()', (_run, self: string) =>
    onFirst(self, (first) => first.toLowerCase()),
  ),
  method('String swapCase()', (_run, self: string) =>
    self.replace(/\p{L}/gu, (letter) =>
      letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
    ),
  ),
  method('String reverse()', (_run, self: string) => Array.from(self).reverse().join('')),
  // Java's trim cuts every character up to U+0020 and no others, which JavaScript's does not.
  method('String trim()', (_run, self: string) => trimmed(self)),
  method('String deleteWhitespace()', (_run, self: string) => self.replace(/\s+/gu, '')),
  method('String normalizeSpace()', (_run, self: string) => self.trim().replace(/\s+/gu, ' ')),
  method('String repeat(Integer times)', (_run, self: string, times: number) =>
    self.repeat(Math.max(times, 0)),
  ),
  method(
    'String repeat(String separator, Integer times)',
    (_run, self: string, separator: string, times: number) =>
      Array.from({ length: Math.max(times, 0) }, () => self).join(separator),
  ),
  method('String remove(String part)', (_run, self: string, part: string) =>
    part === '' ? self : self.replaceAll(part, ''),
  ),
  method('String removeStart(String part)', (_run, self: string, part: string) =>
    self.startsWith(part) ? self.slice(part.length) : self,
  ),
  method('String removeEnd(String part)', (_run, self: string, part: string) =>
    self.endsWith(part) ? withoutEnd(self, part) : self,
  ),
  method('String removeStartIgnoreCase(String part)', (_run, self: string, part: string) =>
    self.toLowerCase().startsWith(part.toLowerCase()) ? self.slice(part.length) : self,
  ),
  method('String removeEndIgnoreCase(String part)', (_run, self: string, part: string) =>
    self.toLowerCase().endsWith(part.toLowerCase()) ? withoutEnd(self, part) : self,
  ),
  method(
    'String replace(String part, String replacement)',
    (_run, self: string, part: string, replacement: string) =>
      self.replaceAll(part, () => replacement),
  ),
  method('String left(Integer length)', (_run, self: string, length: number) =>
    self.slice(0, Math.max(length, 0)),
  ),
  method('String right(Integer length)', (_run, self: string, length: number) =>
    length <= 0 ? '' : self.slice(-length),
  ),
  method(
    'String mid(Integer start, Integer length)',
    (_run, self: string, start: number, length: number) => {
      const from = Math.max(start, 0);
      return self.slice(from, from + Math.max(length, 0));
    },
  ),
  method('String leftPad(Integer length)', (_run, self: string, length: number) =>
    self.padStart(length),
  ),
  method(
    'String leftPad(Integer length, String padding)',
    (_run, self: string, length: number, padding: string) =>
      self.padStart(length, padding === '' ? ' ' : padding),
  ),
  method('String rightPad(Integer length)', (_run, self: string, length: number) =>
    self.padEnd(length),
  ),
  method(
    'String rightPad(Integer length, String padding)',
    (_run, self: string, length: number, padding: string) =>
      self.padEnd(length, padding === '' ? ' ' : padding),
  ),
  method('String center(Integer length)', (_run, self: string, length: number) =>
    centred(self, length, ' '),
  ),
  method(
    'String center(Integer length, String padding)',
    (_run, self: string, length: number, padding: string) =>
      centred(self, length, padding === '' ? ' ' : padding),
  ),
  method('String substring(Integer start)', (run, self: string, start: number) =>
    substring(run, self, start, self.length),
  ),
  method(
    'String substring(Integer start, Integer end)',
    (run, self: string, start: number, end: number) => substring(run, self, start, end),
  ),
  method('String substringAfter(String separator)', (_run, self: string, separator: string) => {
    const at = self.indexOf(separator);
    return at === -1 ? '' : self.slice(at + separator.length);
  }),
  method('String substringAfterLast(String separator)', (_run, self: string, separator: string) => {
    const at = separator === '' ? -1 : self.lastIndexOf(separator);
    return at === -1 ? '' : self.slice(at + separator.length);
  }),
  method('String substringBefore(String separator)', (_run, self: string, separator: string) => {
    const at = self.indexOf(separator);
    return at === -1 ? self : self.slice(0, at);
  }),
  method(
    'String substringBeforeLast(String separator)',
    (_run, self: string, separator: string) => {
      const at = separator === '' ? -1 : self.lastIndexOf(separator);
      return at === -1 ? self : self.slice(0, at);
    },
  ),
  method('String substringBetween(String tag)', (_run, self: string, tag: string) =>
    between(self, tag, tag),
  ),
  method(
    'String substringBetween(String open, String close)',
    (_run, self: string, open: string, close: string) => between(self, open, close),
  ),
  method('String overlay(String text, Integer start, Integer end)', overlaid),
  method('String abbreviate(Integer width)', (run, self: string, width: number) =>
    abbreviated(run, self, width, 0),
  ),
  method('String abbreviate(Integer width, Integer offset)', abbreviated),
];

function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return text.slice(start, end);
}

function onFirst(text: string, change: (first: string) => string): string {
  return change(text.charAt(0)) + text.slice(1);
}

function withoutEnd(text: string, end: string): string {
  return text.slice(0, text.length - end.length);
}

function centred(text: string, length: number, padding: string): string {
  const missing = Math.max(length - text.length, 0);
  return text.padStart(text.length + Math.floor(missing / 2), padding).padEnd(length, padding);
}

function substring(run: NativeRun, text: string, start: number, end: number): string {
  if (start >= 0 && start <= end && end <= text.length) return text.slice(start, end);
  const [which, position] =
    start < 0 || start > text.length ? ['Starting', start] : ['Ending', end];
  throw run.exception('StringException', `${which} position out of bounds: ${position}`);
}

function between(text: string, open: string, close: string): string | null {
  const start = text.indexOf(open);
  if (start === -1) return null;
  const end = text.indexOf(close, start + open.length);
  return end === -1 ? null : text.slice(start + open.length, end);
}

function overlaid(_run: NativeRun, self: string, text: string, start: number, end: number): string {
  const from = clamped(Math.min(start, end), self.length);
  const to = clamped(Math.max(start, end), self.length);
  return self.slice(0, from) + text + self.slice(to);
}

function clamped(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length);
}

const ellipsis = '...';

/** Apache Commons' abbreviate, which the platform's documentation describes: an ellipsis in front once the offset allows. */
function abbreviated(run: NativeRun, text: string, width: number, offset: number): string {
  if (width < ellipsis.length + 1) {
    throw run.exception('StringException', 'Minimum abbreviation width is 4');
  }
  if (text.length <= width) return text;
  const from = Math.min(offset, text.length - (width - ellipsis.length));
  if (from <= ellipsis.length + 1) return text.slice(0, width - ellipsis.length) + ellipsis;
  if (width < 2 * ellipsis.length + 1) {
    throw run.exception('StringException', 'Minimum abbreviation width with offset is 7');
  }
  if (from + width - ellipsis.length < text.length) {
    return ellipsis + abbreviated(run, text.slice(from), width - ellipsis.length, 0);
  }
  return ellipsis + text.slice(text.length - (width - ellipsis.length));
}
