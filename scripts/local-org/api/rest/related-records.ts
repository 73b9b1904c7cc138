import type { FieldSchema, ObjectSchema } from '../../schema/object-schema.ts';
import type { ApiContext } from '../api-context.ts';
import { notFound } from '../http/api-error.ts';
import type { ResourceAnswer, ResourceRequest } from '../http/resource.ts';
import { askedFields, bodyRecord, inVersion, refuseField } from './record-request.ts';
import { recordFailure } from './save-failure.ts';

/** A record named by the one it is related to: `/sobjects/Account/001…/Owner` (resources_sobject_relationships). */
export interface Relation {
  readonly object: ObjectSchema;
  readonly id: string;
  /** `Owner`, `Contacts`, in any case. */
  readonly name: string;
}

/** The parent's record, or a page of children with `nextRecordsUrl` behind it. Throws NOT_FOUND without a parent. */
export function retrieveRelated(
  request: ResourceRequest,
  relation: Relation,
  context: ApiContext,
): ResourceAnswer {
  const lookup = lookupOf(relation);
  if (lookup === undefined) return childPage(request, relation, context);
  const parent = parentOf(request, relation, lookup, context);
  const record = request.session.retrieve(parent.object, parent.id, askedFields(request));
  return { status: 200, body: inVersion(record, request.version) };
}

export function updateRelated(
  request: ResourceRequest,
  relation: Relation,
  context: ApiContext,
): ResourceAnswer {
  const { object, id } = onlyParent(request, relation, context);
  const record = bodyRecord(request);
  refuseField('Id', record);
  const { success, errors } = request.session.update(object, { ...record, Id: id });
  if (!success) throw recordFailure(errors, id);
  return { status: 204 };
}

export function deleteRelated(
  request: ResourceRequest,
  relation: Relation,
  context: ApiContext,
): ResourceAnswer {
  const { object, id } = onlyParent(request, relation, context);
  const { success, errors } = request.session.delete(object, id);
  if (!success) throw recordFailure(errors, id);
  return { status: 204 };
}

function lookupOf({ object, name }: Relation): FieldSchema | undefined {
  return object.fields.find(({ reference }) => sameName(reference?.relationshipName, name));
}

/** Only a parent is one record; a whole set of children can't be changed in a single request. */
function onlyParent(request: ResourceRequest, relation: Relation, context: ApiContext) {
  const lookup = lookupOf(relation);
  if (lookup === undefined) throw notFound();
  return parentOf(request, relation, lookup, context);
}

function parentOf(
  { session }: ResourceRequest,
  { object, id }: Relation,
  lookup: FieldSchema,
  { org }: ApiContext,
): { readonly object: string; readonly id: string } {
  const parentId = session.retrieve(object.name, id, [lookup.name])[lookup.name];
  if (typeof parentId !== 'string') throw notFound();
  const parent = org.schema.byKeyPrefix(parentId.slice(0, 3));
  if (parent === undefined) throw notFound();
  return { object: parent.name, id: parentId };
}

function childPage(
  request: ResourceRequest,
  { object, id, name }: Relation,
  context: ApiContext,
): ResourceAnswer {
  const { session, version } = request;
  const reference = context.org.schema
    .childReferences(object.name)
    .find(({ field }) => sameName(field.reference?.childRelationshipName, name));
  if (reference === undefined) throw notFound();
  // Throws for a parent that doesn't exist, is deleted, or isn't the caller's to see.
  const parent = session.retrieve(object.name, id, ['Id']);
  const child = reference.child.name;
  const visible = session.describe(child).fields.map((field) => field.name);
  const fields = safeNames(askedFields(request)) ?? visible;
  const soql = `SELECT ${fields.join(', ')} FROM ${child} WHERE ${reference.field.name} = '${String(parent.Id)}'`;
  const { userId } = session;
  const { pageSize } = context.options;
  const asked = { soql, userId, version, pageSize };
  return { status: 200, body: context.cursors.firstPage(session.query(soql), asked) };
}

/** Field names a client wrote, before they become part of a query. What isn't a name names nothing. */
function safeNames(names: readonly string[] | undefined): readonly string[] | undefined {
  if (names?.every((name) => /^[\w.]+$/.test(name)) === false) throw notFound();
  return names;
}

function sameName(one: string | null | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
