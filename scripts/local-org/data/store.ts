import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { StartMistake } from '../start-mistake.ts';
import { addSqlFunctions } from './sql-functions.ts';

export type SqlValue = string | number | Uint8Array | null;
export type SqlRow = Record<string, SqlValue>;

/** Grows when what is in the file changes its meaning; a file of another format is refused, not guessed at. */
const format = '2';

/**
 * The SQLite database an org lives in: statements, transactions that nest, numbers that count up, and keyed settings.
 * One table an object; tables that begin with an underscore are the stand-in's own.
 */
export class Store {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #depth = 0;
  #marks = 0;
  /** How often something was undone: what was computed meanwhile may rest on it. */
  rollbacks = 0;

  constructor(path: string, clock: { now(): Date }) {
    this.#database = new DatabaseSync(path);
    addSqlFunctions(this.#database, clock);
    // A crash may lose the last writes of a local org but never corrupts it, and nobody waits for the disk.
    this.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA case_sensitive_like = OFF',
    );
    this.exec(`
      CREATE TABLE IF NOT EXISTS _setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS _counter (name TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS _object (name TEXT PRIMARY KEY, description TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS _component (
        type TEXT NOT NULL, fullName TEXT NOT NULL, id TEXT NOT NULL, fileName TEXT NOT NULL,
        content BLOB NOT NULL, lastModifiedDate TEXT NOT NULL, PRIMARY KEY (type, fullName, fileName));`);
    this.#checkFormat(path);
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  run(sql: string, ...values: readonly SqlValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  /** Runs with named parameters (`$name` in the SQL, `name` in the record). */
  runNamed(sql: string, values: Readonly<SqlRow>): number {
    return Number(this.#statement(sql).run(values).changes);
  }

  get(sql: string, ...values: readonly SqlValue[]): SqlRow | undefined {
    return this.#statement(sql).get(...values) as SqlRow | undefined;
  }

  getNamed(sql: string, values: Readonly<SqlRow>): SqlRow | undefined {
    return this.#statement(sql).get(values) as SqlRow | undefined;
  }

  all(sql: string, ...values: readonly SQLInputValue[]): SqlRow[] {
    return this.#statement(sql).all(...values) as SqlRow[];
  }

  /** Rows as arrays, read from the database one at a time. The statement is the caller's alone, so others don't disturb it. */
  *rows(sql: string, ...values: readonly SqlValue[]): Generator<SqlValue[]> {
    const statement = this.#database.prepare(sql);
    statement.setReturnArrays(true);
    for (const row of statement.iterate(...values)) yield row as unknown as SqlValue[];
  }

  /** Throws what SQLite says about a statement, without running it. */
  check(sql: string): void {
    this.#database.prepare(sql);
  }

  transaction<T>(work: () => T): T {
    const name = `level_${this.#depth}`;
    // Prepared once: a Bulk job opens one for each of its rows.
    this.run(this.#depth === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${name}`);
    this.#depth++;
    try {
      const result = work();
      this.run(this.#depth === 1 ? 'COMMIT' : `RELEASE ${name}`);
      return result;
    } catch (error) {
      this.rollbacks++;
      this.exec(this.#depth === 1 ? 'ROLLBACK' : `ROLLBACK TO ${name}; RELEASE ${name}`);
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /** Marks the state of the open transaction, for `rollbackTo`. */
  savepoint(): string {
    if (this.#depth === 0) throw new Error('A savepoint needs an open transaction');
    const name = `mark_${this.#marks++}`;
    this.exec(`SAVEPOINT ${name}`);
    return name;
  }

  /** Undoes what was written since; marks made later are gone. Throws where the mark itself is. */
  rollbackTo(savepoint: string): void {
    this.rollbacks++;
    this.exec(`ROLLBACK TO ${savepoint}`);
  }

  /** The next number of a counter, from 1. */
  next(counter: string): number {
    const row = this.get(
      `INSERT INTO _counter (name, last) VALUES (?, 1)
       ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last`,
      counter,
    );
    return Number(row?.last);
  }

  setting(key: string): string | undefined {
    const value = this.get('SELECT value FROM _setting WHERE key = ?', key)?.value;
    return typeof value === 'string' ? value : undefined;
  }

  setSetting(key: string, value: string): void {
    this.run('INSERT OR REPLACE INTO _setting (key, value) VALUES (?, ?)', key, value);
  }

  /** Forgets prepared statements: after a table has changed its columns, `SELECT *` would keep the old ones. */
  forgetStatements(): void {
    this.#statements.clear();
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement) return statement;
    // Bounded, because every combination of written fields is a statement of its own.
    if (this.#statements.size >= 500) this.#statements.clear();
    statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #checkFormat(path: string): void {
    const found = this.setting('format');
    if (found === undefined) this.setSetting('format', format);
    else if (found !== format) {
      this.close();
      throw new StartMistake(
        `${path} holds a local org of format ${found}, this version reads format ${format}. Delete the file and seed it again.`,
      );
    }
  }
}

/** A name as SQL quotes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
