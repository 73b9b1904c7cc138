import type { NativeRun } from './native-run.ts';

/** The flags of `Pattern.compile(regex, flags)` that have a JavaScript counterpart. */
export type RegexFlags = 'd' | 'dg' | 'dy' | 'g' | '';

/**
 * What Java's regular expressions know and JavaScript's don't: matching them by something similar would be silently wrong.
 */
const unsupported: readonly (readonly [RegExp, string])[] = [
  [/[*+?}]\+/, 'a possessive quantifier'],
  [/\(\?>/, 'an atomic group'],
  [/&&/, 'an intersection of character classes (&&)'],
  [/\\[GZ]/, 'the anchor \\G or \\Z'],
  [/\\[hHRX]/, 'the class \\h, \\R or \\X'],
  [/\(\?[a-zA-Z]*x/, 'the comments flag (?x)'],
];

/** POSIX and Java classes by their Java name, as a JavaScript class's content. */
const namedClasses: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\x00-\\x7F',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '!-\\/:-@\\[-`{-~',
  Graph: '!-~',
  Print: ' -~',
  Blank: ' \\t',
  Cntrl: '\\x00-\\x1F\\x7F',
  XDigit: '0-9a-fA-F',
  Space: ' \\t\\n\\x0B\\f\\r',
};

const compiled = new Map<string, RegExp>();

/**
 * The JavaScript expression a Java one means. Throws System.StringException for a malformed one, as the platform does,
 * and an error that no program can catch for one that JavaScript can't express.
 */
export function javaRegex(run: NativeRun, source: string, flags: RegexFlags): RegExp {
  const known = compiled.get(`${flags}/${source}`);
  if (known) {
    known.lastIndex = 0;
    return known;
  }
  const missing = unsupported.find(([construct]) => construct.test(withoutEscapes(source)));
  if (missing) throw run.unsupported(`${missing[1]} in the regular expression ${source}`);
  const { pattern, inline } = translated(source);
  try {
    const regex = new RegExp(pattern, `${flags}u${inline}`);
    compiled.set(`${flags}/${source}`, regex);
    return regex;
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : String(error);
    throw run.exception('StringException', `Invalid regex: ${source} (${why})`);
  }
}

/** Java's `Pattern.quote`. */
export function quotedRegex(text: string): string {
  return `\\Q${text.replaceAll('\\E', '\\E\\\\E\\Q')}\\E`;
}

/** A letter each stands for them: without one, the signs around them would meet and mean something else. */
function withoutEscapes(source: string): string {
  return source
    .replace(/\\Q[\s\S]*?(\\E|$)/g, 'q')
    .replace(/\\[^GZhHRX]/g, 'e')
    .replace(/\[[^\]]*[*+?][^\]]*\]/g, 'c');
}

function translated(source: string): { pattern: string; inline: string } {
  const flags = /^\(\?([ims]+)\)/.exec(source);
  const body = flags ? source.slice(flags[0].length) : source;
  const pattern = body
    .replace(/\\Q([\s\S]*?)(\\E|$)/g, (_all, literal: string) => escaped(literal))
    .replace(/\\\\|\\p\{(?:Is)?(\w+)\}|\\([A-Za-z0-9])|\\([^\\])/g, translatedEscape)
    .replace(/^\\A|\\A/g, '(?<![\\s\\S])')
    .replace(/\\z/g, '(?![\\s\\S])');
  return { pattern, inline: flags?.[1] ?? '' };
}

/** JavaScript in Unicode mode refuses escapes of characters that need none; Java takes them. */
function translatedEscape(
  all: string,
  named: string | undefined,
  _letter: string | undefined,
  symbol: string | undefined,
  offset: number,
  pattern: string,
): string {
  if (named !== undefined) {
    const content = namedClasses[named];
    if (content === undefined) return all;
    // JavaScript has no classes inside classes: there the characters join those around them.
    return isInClass(pattern.slice(0, offset)) ? content : `[${content}]`;
  }
  if (symbol === undefined || '^$\\.*+?()[]{}|/-'.includes(symbol)) {
    return symbol === '-' ? '\\x2d' : all;
  }
  return symbol;
}

/** Whether what follows the text stands between brackets. */
function isInClass(text: string): boolean {
  let isInside = false;
  for (const [sign] of text.matchAll(/\\[\s\S]|\[|\]/g)) {
    if (sign === '[') isInside = true;
    if (sign === ']') isInside = false;
  }
  return isInside;
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Java's replacement text (`$1`, `${name}`, `\$`) filled from a match. */
export function javaReplacement(
  run: NativeRun,
  replacement: string,
  match: RegExpMatchArray,
): string {
  return replacement.replace(
    /\\([\s\S])|\$\{(\w+)\}|\$(\d)|\$/g,
    (all, literal?: string, name?: string, group?: string) => {
      if (literal !== undefined) return literal;
      if (name !== undefined) return match.groups?.[name] ?? '';
      if (group === undefined)
        throw run.exception('StringException', `Illegal group reference: ${all}`);
      if (Number(group) < match.length) return match[Number(group)] ?? '';
      throw run.exception('StringException', `No group ${group}`);
    },
  );
}
