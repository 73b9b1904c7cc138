import { apiError } from '../http/api-error.ts';

/** How the CSV of a job is written, in the words of the job (api_asynch, create_job). */
export interface CsvFormat {
  readonly lineEnding: LineEnding;
  readonly columnDelimiter: ColumnDelimiter;
}

export type LineEnding = 'LF' | 'CRLF';
export type ColumnDelimiter = keyof typeof delimiters;

const delimiters = {
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
} as const;

/** The format a job asks for; LF and COMMA where it says nothing. Throws INVALIDJOB for anything else. */
export function csvFormat(job: Readonly<Record<string, unknown>>): CsvFormat {
  const { lineEnding = 'LF', columnDelimiter = 'COMMA', contentType = 'CSV' } = job;
  if (lineEnding !== 'LF' && lineEnding !== 'CRLF') throw invalid('lineEnding', lineEnding);
  if (!isDelimiter(columnDelimiter)) throw invalid('columnDelimiter', columnDelimiter);
  if (contentType !== 'CSV') throw invalid('contentType', contentType);
  return { lineEnding, columnDelimiter };
}

export function delimiterOf({ columnDelimiter }: CsvFormat): string {
  return delimiters[columnDelimiter];
}

/** One line of a result: every value in quotes, as Bulk API 2.0 writes them. */
export function csvLine(values: readonly string[], format: CsvFormat): string {
  const quoted = values.map((value) => `"${value.replaceAll('"', '""')}"`);
  return quoted.join(delimiterOf(format)) + (format.lineEnding === 'LF' ? '\n' : '\r\n');
}

function isDelimiter(value: unknown): value is ColumnDelimiter {
  return typeof value === 'string' && Object.hasOwn(delimiters, value);
}

function invalid(property: string, value: unknown) {
  return apiError(400, 'INVALIDJOB', `InvalidJob : ${property} cannot be ${JSON.stringify(value)}`);
}
