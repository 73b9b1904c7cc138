import { method, staticMethod, type NativeMember } from './native-type.ts';
import type { NativeRun } from './native-run.ts';

/** Members of String that quote and unquote for another language. */
export const stringEscapes: readonly NativeMember[] = [
  staticMethod('String escapeSingleQuotes(String text)', (_run, text: string) =>
    text.replace(/['\\]/g, '\\$&'),
  ),
  method('String escapeCsv()', (_run, self: string) =>
    /[",\r\n]/.test(self) ? `"${self.replaceAll('"', '""')}"` : self,
  ),
  method('String unescapeCsv()', (_run, self: string) =>
    /^".*"$/s.test(self) ? self.slice(1, -1).replaceAll('""', '"') : self,
  ),
  method('String escapeXml()', (_run, self: string) => markup(self, /[&<>"']/g)),
  method('String unescapeXml()', (_run, self: string) => unmarked(self)),
  method('String escapeHtml3()', (run, self: string) => html(run, self)),
  method('String escapeHtml4()', (run, self: string) => html(run, self)),
  method('String unescapeHtml3()', (_run, self: string) => unmarked(self)),
  method('String unescapeHtml4()', (_run, self: string) => unmarked(self)),
  method('String escapeJava()', (_run, self: string) => javaEscaped(self, /["\\]/g)),
  method('String escapeEcmaScript()', (_run, self: string) => javaEscaped(self, /['"\\/]/g)),
  method('String escapeUnicode()', (_run, self: string) => unicode(self)),
  method('String unescapeJava()', (_run, self: string) => javaUnescaped(self)),
  method('String unescapeEcmaScript()', (_run, self: string) => javaUnescaped(self)),
  method('String unescapeUnicode()', (_run, self: string) =>
    self.replace(/\\u+([0-9a-fA-F]{4})/g, (_all, code: string) => characterOf(code)),
  ),
  method('String stripHtmlTags()', (_run, self: string) => self.replace(/<[^>]*>/g, '')),
];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const characters = new Map(
  Object.entries(entities).map(([character, entity]) => [entity, character]),
);

function markup(text: string, special: RegExp): string {
  return text.replace(special, (character) => entities[character] ?? character);
}

/** HTML names some two hundred characters (`&eacute;`); only those every document needs are known here. */
function html(run: NativeRun, text: string): string {
  const named = /[\u00A0-\u00FF\u0192\u0370-\u03FF\u2000-\u2666]/.exec(text);
  if (named) throw run.unsupported(`the HTML entity of the character ${named[0]}`);
  return markup(text, /[&<>"]/g);
}

function unmarked(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|\w+);/g,
    (all, decimal?: string, hex?: string) => {
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
      return characters.get(all) ?? all;
    },
  );
}

const controls: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};
const controlled = new Map(
  Object.entries(controls).map(([character, escape]) => [escape.charAt(1), character]),
);

function javaEscaped(text: string, special: RegExp): string {
  const quoted = text.replace(special, '\\$&');
  return unicode(quoted.replace(/[\n\r\t\b\f]/g, (each) => controls[each] ?? each));
}

/** `é` becomes `\u00E9`. */
function unicode(text: string): string {
  return text.replace(/[^ -~]/g, (each) => {
    const code = each.charCodeAt(0).toString(16).toUpperCase();
    return `\\u${code.padStart(4, '0')}`;
  });
}

function javaUnescaped(text: string): string {
  return text.replace(/\\(?:u+([0-9a-fA-F]{4})|([\s\S]))/g, (_all, code?: string, letter = '') =>
    code === undefined ? (controlled.get(String(letter)) ?? String(letter)) : characterOf(code),
  );
}

function characterOf(hexCode: string): string {
  return String.fromCharCode(parseInt(hexCode, 16));
}
