import { inferSchema, initParser } from 'udsv';

/** Rows of one piece of a CSV stream, with the columns they have. */
export interface CsvRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The rows of a CSV text that arrives in pieces, in groups as they become complete; at least one group, so that
 * the columns of an empty result are known. Comma, LF and double quotes, as the jobs ask for.
 * Two columns or more: udsv loses rows of a stream with a single one.
 */
export async function* csvRows(chunks: AsyncIterable<string>): AsyncGenerator<CsvRows> {
  let start = '';
  let parser: CsvParser | undefined;
  for await (const chunk of chunks) {
    if (parser) {
      yield parser.take(chunk);
      continue;
    }
    // udsv mistakes columns when its first piece holds only a part of the header line.
    start += chunk;
    if (!start.includes('\n')) continue;
    parser = csvParser(start);
    yield parser.take(start);
  }
  if (!parser) {
    parser = csvParser(`${start}\n`);
    yield parser.take(`${start}\n`);
  }
  yield parser.end();
}

interface CsvParser {
  take(chunk: string): CsvRows;
  /** What is left: a last row without a line end. */
  end(): CsvRows;
}

function csvParser(start: string): CsvParser {
  const headerLine = start.slice(0, start.indexOf('\n') + 1);
  const schema = inferSchema(headerLine, { col: ',', row: '\n', encl: '"', esc: '"' });
  const columns = schema.cols.map((column) => column.name);
  const parser = initParser(schema);
  let rows: string[][] = [];
  const collect = (row: string[]): boolean => {
    rows.push(row);
    return true;
  };
  const taken = (): CsvRows => {
    const group = { columns, rows };
    rows = [];
    return group;
  };
  return {
    take: (chunk) => {
      parser.chunk(chunk, parser.stringArrs, collect);
      return taken();
    },
    end: () => {
      parser.end();
      return taken();
    },
  };
}
