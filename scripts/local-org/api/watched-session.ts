import type { RecordInput, SaveError, SaveResult } from '../data/save-result.ts';
import type { UserSession } from '../data/user-session.ts';
import type { RowFaults } from '../faults/row-faults.ts';
import type { AnalyticsRequests } from './app-analytics/analytics-requests.ts';

export interface Watch {
  readonly rows: RowFaults;
  /** Has a say in what may be asked of App Analytics. */
  readonly analytics: AnalyticsRequests;
  /** Rows this call tried to write, by object; grows with each. */
  readonly writes: Map<string, number>;
}

/** The user's session, except that each row written is counted and first shown to the faults. */
export function watchedSession(session: UserSession, watch: Watch): UserSession {
  const save = <R extends SaveResult>(
    object: string,
    record: RecordInput,
    rest: object,
    work: () => R,
  ): R => {
    count(watch, object);
    const complaint = watch.rows.complaint(object, record);
    return complaint === undefined ? work() : ({ ...refused(record, complaint), ...rest } as R);
  };
  return {
    userId: session.userId,
    query: (soql, options) => session.query(soql, options),
    describeGlobal: () => session.describeGlobal(),
    describe: (object) => session.describe(object),
    retrieve: (object, id, fields) => session.retrieve(object, id, fields),
    insert: (object, record, options) =>
      save(object, record, {}, () => {
        const complaint = watch.analytics.complaint(object, record);
        return complaint === undefined
          ? session.insert(object, record, options)
          : refused(record, complaint);
      }),
    update: (object, record, options) =>
      save(object, record, {}, () => session.update(object, record, options)),
    upsert: (object, field, record, options) =>
      save(object, record, { created: false }, () => {
        const complaint = hasId(record) ? undefined : watch.analytics.complaint(object, record);
        return complaint === undefined
          ? session.upsert(object, field, record, options)
          : { ...refused(record, complaint), created: false };
      }),
    delete: (object, id) => {
      count(watch, object);
      return session.delete(object, id);
    },
    undelete: (object, id) => {
      count(watch, object);
      return session.undelete(object, id);
    },
  };
}

function count({ writes }: Watch, object: string): void {
  writes.set(object, (writes.get(object) ?? 0) + 1);
}

/** A row that names a record changes it; one that names none makes one, as an App Analytics request has no other key. */
function hasId(record: RecordInput): boolean {
  return typeof idOf(record) === 'string' && idOf(record) !== '';
}

function idOf(record: RecordInput): unknown {
  return Object.entries(record).find(([name]) => name.toLowerCase() === 'id')?.[1];
}

function refused(record: RecordInput, error: SaveError): SaveResult {
  const id = idOf(record);
  return { id: typeof id === 'string' ? id : null, success: false, errors: [error] };
}
