import { equalIgnoringCase } from '../values/equality.ts';
import { method, staticMethod, type NativeMember } from './native-type.ts';

const every = (pattern: RegExp) => (_run: unknown, self: string) => pattern.test(self);

/** Members of String that answer yes or no. Characters are judged by Unicode, as Java's Character does. */
export const stringTests: readonly NativeMember[] = [
  staticMethod('Boolean isBlank(String? text)', (_run, text: string | null) => isBlank(text)),
  staticMethod('Boolean isNotBlank(String? text)', (_run, text: string | null) => !isBlank(text)),
  staticMethod('Boolean isEmpty(String? text)', (_run, text: string | null) => !text),
  staticMethod('Boolean isNotEmpty(String? text)', (_run, text: string | null) => !!text),
  method('Boolean contains(String part)', (_run, self: string, part: string) =>
    self.includes(part),
  ),
  method('Boolean containsAny(String characters)', (_run, self: string, characters: string) =>
    Array.from(characters).some((each) => self.includes(each)),
  ),
  method('Boolean containsNone(String characters)', (_run, self: string, characters: string) =>
    Array.from(characters).every((each) => !self.includes(each)),
  ),
  method('Boolean containsOnly(String characters)', (_run, self: string, characters: string) =>
    Array.from(self).every((each) => characters.includes(each)),
  ),
  method('Boolean containsIgnoreCase(String part)', (_run, self: string, part: string) =>
    self.toLowerCase().includes(part.toLowerCase()),
  ),
  method('Boolean containsWhitespace()', (_run, self: string) => /\s/u.test(self)),
  method('Boolean startsWith(String part)', (_run, self: string, part: string) =>
    self.startsWith(part),
  ),
  method('Boolean startsWithIgnoreCase(String part)', (_run, self: string, part: string) =>
    self.toLowerCase().startsWith(part.toLowerCase()),
  ),
  method('Boolean endsWith(String part)', (_run, self: string, part: string) =>
    self.endsWith(part),
  ),
  method('Boolean endsWithIgnoreCase(String part)', (_run, self: string, part: string) =>
    self.toLowerCase().endsWith(part.toLowerCase()),
  ),
  method('Boolean equals(Object other)', (_run, self: string, other: unknown) => self === other),
  method('Boolean equalsIgnoreCase(String? other)', (_run, self: string, other: string | null) =>
    other === null ? false : equalIgnoringCase(self, other),
  ),
  method('Boolean isAllLowerCase()', every(/^\p{Ll}+$/u)),
  method('Boolean isAllUpperCase()', every(/^\p{Lu}+$/u)),
  method('Boolean isAlpha()', every(/^\p{L}+$/u)),
  method('Boolean isAlphaSpace()', every(/^[\p{L} ]*$/u)),
  method('Boolean isAlphanumeric()', every(/^[\p{L}\p{Nd}]+$/u)),
  method('Boolean isAlphanumericSpace()', every(/^[\p{L}\p{Nd} ]*$/u)),
  method('Boolean isAsciiPrintable()', every(/^[ -~]*$/)),
  method('Boolean isNumeric()', every(/^\p{Nd}+$/u)),
  method('Boolean isNumericSpace()', every(/^[\p{Nd} ]*$/u)),
  method('Boolean isWhitespace()', every(/^\s*$/u)),
];

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
