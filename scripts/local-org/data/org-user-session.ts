import type { DescribeGlobalResult, DescribeSObjectResult } from '../schema/describe-result.ts';
import type { FieldSchema, ObjectSchema } from '../schema/object-schema.ts';
import { SalesforceError } from '../schema/salesforce-error.ts';
import { normalizedId } from '../schema/salesforce-id.ts';
import type { QueryResult, SObjectRecord } from '../soql/query-result.ts';
import { runQuery } from '../soql/run-query.ts';
import { noSuchObjectMessage } from '../soql/soql-error.ts';
import type { Access, ObjectRight } from './access.ts';
import { describedHead, describedObject } from './described-object.ts';
import { fieldChanges } from './field-changes.ts';
import { columnValue } from './field-value.ts';
import type { OrgContext } from './org-context.ts';
import { deleteRecord, undeleteRecord } from './record-deleter.ts';
import { insertRecord, updateRecord } from './record-writer.ts';
import { idsWith, isKey } from './referenced-id.ts';
import { RowFailure, saveError, saveResult } from './row-failure.ts';
import type { RecordInput, SaveResult, UpsertResult } from './save-result.ts';
import { quoted } from './store.ts';
import type { QueryOptions, UserSession, WriteOptions } from './user-session.ts';

interface SessionUser {
  readonly id: string;
  readonly timeZone: string;
  /** What the user may do now: permissions may change while the session lives. */
  access(): Access;
}

/** The org through one user's permissions. */
export class OrgUserSession implements UserSession {
  readonly userId: string;
  readonly #context: OrgContext;
  readonly #user: SessionUser;

  constructor(context: OrgContext, user: SessionUser) {
    this.userId = user.id;
    this.#context = context;
    this.#user = user;
  }

  query(soql: string, { all = false, binds }: QueryOptions = {}): QueryResult {
    const { store, schema, clock } = this.#context;
    const { timeZone } = this.#user;
    const access = this.#user.access();
    const now = clock.now();
    return runQuery(store, { soql, schema, access, now, timeZone, all, binds });
  }

  describeGlobal(): DescribeGlobalResult {
    const access = this.#user.access();
    const sobjects = this.#context.schema
      .objects()
      .filter((object) => access.can('read', object))
      .map((object) => describedHead(object, access))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return { encoding: 'UTF-8', maxBatchSize: 200, sobjects };
  }

  describe(object: string): DescribeSObjectResult {
    return describedObject(this.#context, this.#user.access(), this.#object(object));
  }

  retrieve(object: string, id: string, fields?: readonly string[]): SObjectRecord {
    const target = this.#object(object);
    const found = this.#storedId(target, id);
    const access = this.#user.access();
    const visible = target.fields.filter((field) => access.canReadField(target, field));
    const names = fields ?? visible.map(({ name }) => name);
    for (const name of names) {
      // Checked before it becomes part of a query.
      if (!/^[\w.]+$/.test(name))
        throw new SalesforceError(
          'INVALID_FIELD',
          `No such column '${name}' on entity '${target.name}'`,
        );
    }
    const key = target.kind === 'virtual' ? 'DurableId' : 'Id';
    const result = this.query(
      `SELECT ${names.join(', ')} FROM ${target.name} WHERE ${key} = '${found}'`,
    );
    for (const record of result.records()) return record;
    throw notFound(id);
  }

  insert(object: string, record: RecordInput, options: WriteOptions = {}): SaveResult {
    const target = this.#object(object);
    return saveResult(null, () => this.#insert(target, record, options));
  }

  update(object: string, record: RecordInput, options: WriteOptions = {}): SaveResult {
    const target = this.#object(object);
    const id = recordId(record);
    return saveResult(id, () => {
      if (id === null)
        throw new RowFailure(saveError('MISSING_ARGUMENT', 'Id not specified in an update call'));
      return this.#update(target, id, record, options);
    });
  }

  upsert(
    object: string,
    externalIdField: string,
    record: RecordInput,
    options: WriteOptions = {},
  ): UpsertResult {
    const target = this.#object(object);
    const key = this.#key(target, externalIdField);
    if (key.name === 'Id') return this.#upsertById(object, record, options);
    const given = valueOf(record, key.name) ?? '';
    if (given === '') {
      const missing = saveError('MISSING_ARGUMENT', `${key.name} not specified`);
      return { id: null, success: false, errors: [missing], created: false };
    }
    const matches = idsWith(this.#context, target.name, key, columnValue(key, given, 'csv'));
    return this.#upsertOne(target, matches, record, options);
  }

  delete(object: string, id: string): SaveResult {
    const target = this.#object(object);
    return saveResult(normalizedId(id) ?? id, () => {
      this.#check('delete', target);
      return deleteRecord(this.#context, target, id);
    });
  }

  undelete(object: string, id: string): SaveResult {
    const target = this.#object(object);
    return saveResult(normalizedId(id) ?? id, () => {
      this.#check('delete', target);
      return undeleteRecord(this.#context, target, id);
    });
  }

  #key(target: ObjectSchema, name: string): FieldSchema {
    const key = this.#context.schema.findField(target.name, name);
    if (key && isKey(key) && this.#user.access().canReadField(target, key)) return key;
    const message = `Field name provided, ${name} does not match an External ID, Salesforce Id, or indexed field for ${target.name}`;
    throw new SalesforceError('INVALID_FIELD', message);
  }

  #upsertById(object: string, record: RecordInput, options: WriteOptions): UpsertResult {
    if (recordId(record) !== null)
      return { ...this.update(object, record, options), created: false };
    const result = this.insert(object, record, options);
    return { ...result, created: result.success };
  }

  #upsertOne(
    target: ObjectSchema,
    matches: readonly string[],
    record: RecordInput,
    options: WriteOptions,
  ): UpsertResult {
    const [id = null, ...others] = matches;
    if (others.length > 0) {
      const message = `more than one record found for external id field: [${matches.join(', ')}]`;
      const errors = [saveError('DUPLICATE_EXTERNAL_ID', message)];
      return { id: null, success: false, errors, created: false, matches };
    }
    const result = saveResult(id, () =>
      id === null
        ? this.#insert(target, record, options)
        : this.#update(target, id, record, options),
    );
    return { ...result, created: id === null && result.success };
  }

  #insert(target: ObjectSchema, record: RecordInput, { format = 'json' }: WriteOptions): string {
    this.#check('create', target);
    const access = this.#user.access();
    const purpose = 'insert';
    const changes = fieldChanges(
      this.#context,
      { object: target, access, purpose, format },
      record,
    );
    return insertRecord(this.#context, target, changes, this.userId);
  }

  #update(
    target: ObjectSchema,
    id: string,
    record: RecordInput,
    { format = 'json' }: WriteOptions,
  ): string {
    this.#check('edit', target);
    const access = this.#user.access();
    const purpose = 'update';
    const changes = fieldChanges(
      this.#context,
      { object: target, access, purpose, format },
      record,
    );
    return updateRecord(this.#context, target, id, changes, this.userId);
  }

  /** The object, when it exists for the user. */
  #object(name: string): ObjectSchema {
    const object = this.#context.schema.find(name);
    if (object && this.#user.access().can('read', object)) return object;
    throw new SalesforceError('INVALID_TYPE', noSuchObjectMessage(name));
  }

  /** Throws `RowFailure` unless both the object and the user's permissions allow it. */
  #check(right: Exclude<ObjectRight, 'read'>, object: ObjectSchema): void {
    const [byNature, verb] = {
      create: [object.createable, 'create'] as const,
      edit: [object.updateable, 'update'] as const,
      delete: [object.deletable, 'delete'] as const,
    }[right];
    if (!byNature) {
      const message = `entity type ${object.name} does not support ${verb}`;
      throw new RowFailure(saveError('INVALID_TYPE_FOR_OPERATION', message));
    }
    if (this.#user.access().can(right, object)) return;
    const error =
      right === 'create'
        ? saveError(
            'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
            `entity type cannot be inserted: ${object.label}`,
          )
        : saveError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
    throw new RowFailure(error);
  }

  #storedId(object: ObjectSchema, id: string): string {
    const key = object.kind === 'virtual' ? id : normalizedId(id);
    if (key === null) throw new SalesforceError('MALFORMED_ID', `malformed id ${id}`);
    const deleted = object.undeletable ? 'IsDeleted' : '0';
    const row = this.#context.store.get(
      `SELECT Id, ${deleted} AS deleted FROM ${quoted(object.name)} WHERE Id = ?`,
      key,
    );
    if (!row) throw notFound(id);
    if (row.deleted === 1) throw new SalesforceError('ENTITY_IS_DELETED', 'entity is deleted');
    return key;
  }
}

function notFound(id: string): SalesforceError {
  return new SalesforceError(
    'NOT_FOUND',
    `Provided external ID field does not exist or is not accessible: ${id}`,
  );
}

function valueOf(record: RecordInput, name: string): unknown {
  const key = Object.keys(record).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : record[key];
}

function recordId(record: RecordInput): string | null {
  const id = valueOf(record, 'Id');
  return typeof id === 'string' && id !== '' ? id : null;
}
