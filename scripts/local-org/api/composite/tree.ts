import type { RecordInput, SaveError } from '../../data/save-result.ts';
import type { ApiContext } from '../api-context.ts';
import { apiError } from '../http/api-error.ts';
import type { Resource, ResourceAnswer, ResourceRequest } from '../http/resource.ts';
import { objectOf } from '../rest/object-of.ts';

/** Limits of sObject Tree (resources_composite_sobject_tree). */
const mostRecords = 200;
const mostLevels = 5;

interface TreeRecord {
  readonly object: string;
  readonly referenceId: string;
  readonly fields: RecordInput;
  readonly parent: { readonly field: string; readonly referenceId: string } | null;
}

interface Outcome {
  readonly referenceId: string;
  readonly id?: string | null;
  readonly errors?: readonly SaveError[];
}

/** Undoes the tree of which a record failed. */
class Undo extends Error {
  readonly failures: readonly Outcome[];

  constructor(failures: readonly Outcome[]) {
    super('A record of the tree failed.');
    this.failures = failures;
  }
}

/** `POST /composite/tree/X`: records with their children, all or none. */
export function treeResource(context: ApiContext): Resource {
  return {
    method: 'POST',
    path: '/composite/tree/:object',
    operation: 'composite',
    answer: (request) => createTree(request, context),
  };
}

function createTree(request: ResourceRequest, context: ApiContext): ResourceAnswer {
  const object = objectOf(request, context).name;
  const { records } = (request.body ?? {}) as { records?: unknown };
  if (!Array.isArray(records)) throw invalid('The body needs a list of records');
  const tree = records.flatMap((record) => flattened(context, { record, object, parent: null }, 1));
  if (tree.length > mostRecords) throw invalid(`A tree has at most ${mostRecords} records`);
  if (new Set(tree.map((each) => each.referenceId)).size < tree.length) {
    throw invalid('Reference ids have to be different');
  }
  try {
    const results = context.org.transaction(() => savedTree(request, tree));
    return { status: 201, body: { hasErrors: false, results } };
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
    return { status: 400, body: { hasErrors: true, results: error.failures } };
  }
}

function savedTree(request: ResourceRequest, tree: readonly TreeRecord[]): readonly Outcome[] {
  const ids = new Map<string, string>();
  const outcomes: Outcome[] = [];
  for (const record of tree) {
    // Below a record that failed there is nothing to hang a child on.
    if (record.parent && !ids.has(record.parent.referenceId)) continue;
    const outcome = saved(request, record, ids);
    if (typeof outcome.id === 'string') ids.set(record.referenceId, outcome.id);
    outcomes.push(outcome);
  }
  const failures = outcomes.filter(({ errors }) => errors !== undefined);
  if (failures.length > 0) throw new Undo(failures);
  return outcomes;
}

function saved(
  { session }: ResourceRequest,
  { object, referenceId, fields, parent }: TreeRecord,
  ids: ReadonlyMap<string, string>,
): Outcome {
  const own = parent ? { [parent.field]: ids.get(parent.referenceId) ?? null } : {};
  const { id, success, errors } = session.insert(object, { ...fields, ...own });
  return success ? { referenceId, id } : { referenceId, errors };
}

interface Branch {
  readonly record: unknown;
  readonly object: string;
  readonly parent: TreeRecord['parent'];
}

/** Parents before their children. */
function flattened(context: ApiContext, branch: Branch, level: number): readonly TreeRecord[] {
  if (level > mostLevels) throw invalid(`A tree has at most ${mostLevels} levels`);
  const { attributes, ...members } = (branch.record ?? {}) as Record<string, unknown>;
  const { type, referenceId } = (attributes ?? {}) as { type?: string; referenceId?: string };
  if (type?.toLowerCase() !== branch.object.toLowerCase() || referenceId === undefined) {
    throw invalid(
      `Each record needs attributes with its referenceId and the type ${branch.object}`,
    );
  }
  const { object, parent } = branch;
  const children = Object.entries(members).filter(([, value]) => isList(value));
  const fields = Object.fromEntries(Object.entries(members).filter(([, value]) => !isList(value)));
  return [
    { object, referenceId, fields: fields, parent },
    ...children.flatMap(([name, value]) =>
      childRecords(context, object, name).flatMap(({ child, field }) =>
        (value as { records: unknown[] }).records.flatMap((record) =>
          flattened(context, { record, object: child, parent: { field, referenceId } }, level + 1),
        ),
      ),
    ),
  ];
}

function isList(value: unknown): value is { readonly records: readonly unknown[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'records' in value &&
    Array.isArray(value.records)
  );
}

function childRecords({ org }: ApiContext, object: string, relationship: string) {
  const found = org.schema
    .childReferences(object)
    .find(
      ({ field }) =>
        field.reference?.childRelationshipName?.toLowerCase() === relationship.toLowerCase(),
    );
  if (!found) throw invalid(`${object} has no children named ${relationship}`);
  return [{ child: found.child.name, field: found.field.name }];
}

function invalid(message: string) {
  return apiError(400, 'INVALID_INPUT', message);
}
