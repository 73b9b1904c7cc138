import type { ClassCoverage, TestMethodResult, TestRunResult } from '../../apex/apex-runtime.ts';
import { fullAccess } from '../../data/access.ts';
import { apiDateTime } from '../../data/moments.ts';
import { quoted, Store, type SqlValue } from '../../data/store.ts';
import { createTable } from '../../data/tables.ts';
import type { LocalOrg } from '../../org.ts';
import { nextId } from '../../schema/stored-schema.ts';
import { SchemaCatalog } from '../../schema/schema.ts';
import type { QueryResult } from '../../soql/query-result.ts';
import { runQuery } from '../../soql/run-query.ts';
import { copiedObjects, toolingObjects } from './tooling-schema.ts';

/** A run of tests as it was recorded. */
export interface RecordedRun {
  /** `707…` */
  readonly jobId: string;
  readonly run: TestRunResult;
}

/**
 * Records of the Tooling API: test runs and the coverage of the last ones. They are the API's, not the org's, live in
 * memory, and are asked by the same SOQL engine.
 */
export class ToolingRecords {
  readonly #org: LocalOrg;
  readonly #store: Store;
  readonly #schema = new SchemaCatalog();

  constructor(org: LocalOrg) {
    this.#org = org;
    this.#store = new Store(':memory:', org.clock);
    for (const object of [...copiedObjects, ...toolingObjects]) {
      createTable(this.#store, object);
      this.#schema.put(object);
    }
  }

  /** Whether the object is one of these; ApexClass and the definitions are the org's own. */
  has(object: string): boolean {
    return toolingObjects.some(({ name }) => name.toLowerCase() === object.toLowerCase());
  }

  query(soql: string): QueryResult {
    this.#copy('ApexClass', ['Id', 'Name', 'NamespacePrefix', 'ApiVersion']);
    this.#copy('User', ['Id', 'Name']);
    const now = this.#org.clock.now();
    const environment = { soql, schema: this.#schema, access: fullAccess, now, timeZone: 'UTC' };
    return runQuery(this.#store, { ...environment, all: false });
  }

  close(): void {
    this.#store.close();
  }

  classId(name: string): string | null {
    return this.#classes().get(name.toLowerCase()) ?? null;
  }

  /** Name of the class with the id; undefined when there is none. */
  className(id: string): string | undefined {
    return [...this.#classes()].find(([, each]) => each.slice(0, 15) === id.slice(0, 15))?.[0];
  }

  /** Keeps a run that is over. Its coverage replaces what was known of the classes it touched. */
  record(run: TestRunResult, userId: string): RecordedRun {
    const jobId = nextId(this.#store, '707');
    const byClass = Map.groupBy(run.methods, ({ className }) => className);
    const now = apiDateTime(this.#org.clock.now());
    const runId = this.#insert('ApexTestRunResult', '05m', {
      AsyncApexJobId: jobId,
      UserId: userId,
      Status: 'Completed',
      StartTime: now,
      EndTime: now,
      TestTime: run.timeMs,
      TestSetupTime: 0,
      ClassesEnqueued: byClass.size,
      ClassesCompleted: byClass.size,
      MethodsEnqueued: run.methods.length,
      MethodsCompleted: run.methods.length,
      MethodsFailed: run.methods.filter(({ outcome }) => outcome !== 'Pass').length,
    });
    for (const [name, methods] of byClass) this.#recordClass({ jobId, runId, now }, name, methods);
    for (const coverage of run.coverage) this.#recordAggregate(coverage);
    for (const method of run.methods) this.#recordCoverage(method);
    this.#recordOrgWide();
    return { jobId, run };
  }

  #recordClass(
    { jobId, runId, now }: { jobId: string; runId: string; now: string },
    name: string,
    methods: readonly TestMethodResult[],
  ): void {
    const ApexClassId = this.classId(name);
    const QueueItemId = this.#insert('ApexTestQueueItem', '709', {
      ApexClassId,
      Status: 'Completed',
      ParentJobId: jobId,
      TestRunResultId: runId,
    });
    for (const { methodName, outcome, message, stackTrace, timeMs } of methods) {
      this.#insert('ApexTestResult', '07M', {
        ApexClassId,
        QueueItemId,
        AsyncApexJobId: jobId,
        ApexTestRunResultId: runId,
        MethodName: methodName,
        Outcome: outcome,
        Message: message,
        StackTrace: stackTrace,
        RunTime: timeMs,
        TestTimestamp: now,
      });
    }
  }

  /** What all tests together covered of a class replaces what was known of it. */
  #recordAggregate(coverage: ClassCoverage): void {
    const values = this.#coverageValues(coverage);
    for (const object of ['ApexCodeCoverage', 'ApexCodeCoverageAggregate']) {
      const sql = `DELETE FROM ${object} WHERE ApexClassOrTriggerId = ?`;
      this.#store.run(sql, values.ApexClassOrTriggerId);
    }
    this.#insert('ApexCodeCoverageAggregate', '715', values);
  }

  #recordCoverage({ className, methodName, coverage }: TestMethodResult): void {
    const ApexTestClassId = this.classId(className);
    for (const each of coverage) {
      const values = this.#coverageValues(each);
      this.#insert('ApexCodeCoverage', '714', {
        ApexTestClassId,
        TestMethodName: methodName,
        ...values,
      });
    }
  }

  #coverageValues({ className, linesCovered, linesUncovered }: ClassCoverage) {
    return {
      ApexClassOrTriggerId: this.classId(className),
      NumLinesCovered: linesCovered.length,
      NumLinesUncovered: linesUncovered.length,
      Coverage: JSON.stringify({ coveredLines: linesCovered, uncoveredLines: linesUncovered }),
    };
  }

  #recordOrgWide(): void {
    const sums = this.#store.get(
      'SELECT sum(NumLinesCovered) AS covered, sum(NumLinesCovered + NumLinesUncovered) AS lines FROM ApexCodeCoverageAggregate',
    );
    const lines = Number(sums?.lines ?? 0);
    const percent = lines === 0 ? 0 : Math.floor((Number(sums?.covered) / lines) * 100);
    this.#store.run('DELETE FROM ApexOrgWideCoverage');
    this.#insert('ApexOrgWideCoverage', '716', { PercentCovered: percent });
  }

  #insert(object: string, prefix: string, values: Readonly<Record<string, SqlValue>>): string {
    const id = nextId(this.#store, prefix);
    const all = { Id: id, ...values };
    const names = Object.keys(all).map(quoted).join(', ');
    const marks = Object.keys(all).map(() => '?');
    this.#store.run(
      `INSERT INTO ${object} (${names}) VALUES (${marks.join(', ')})`,
      ...Object.values(all),
    );
    return id;
  }

  #classes(): ReadonlyMap<string, string> {
    const { rows } = this.#org
      .asSystem(this.#org.administratorId)
      .query('SELECT Name, Id FROM ApexClass');
    return new Map(
      Array.from(rows, ([name, id]) => [(name as string).toLowerCase(), id as string]),
    );
  }

  #copy(object: string, fields: readonly string[]): void {
    const session = this.#org.asSystem(this.#org.administratorId);
    const names = fields.join(', ');
    this.#store.run(`DELETE FROM ${object}`);
    for (const row of session.query(`SELECT ${names} FROM ${object}`).rows) {
      const marks = fields.map(() => '?').join(', ');
      this.#store.run(`INSERT INTO ${object} (${names}) VALUES (${marks})`, ...(row as SqlValue[]));
    }
  }
}
