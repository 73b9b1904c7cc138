import type { Access } from '../data/access.ts';
import type { FieldSchema, ObjectSchema } from '../schema/object-schema.ts';
import type { Schema } from '../schema/schema.ts';
import type { BoundValues } from './bound-value.ts';
import type { RecordIdentity } from './query-result.ts';
import { noSuchField, noSuchRelationship } from './soql-error.ts';
import { SourceTree, type Source } from './source.ts';

/** What stays the same throughout one query: who asks, when, and about what schema. */
export interface QueryEnvironment {
  readonly soql: string;
  readonly schema: Schema;
  readonly access: Access;
  readonly now: Date;
  readonly timeZone: string;
  /** queryAll: records in the recycle bin count. */
  readonly all: boolean;
  /** Values of Apex binds the query contains, by marker. */
  readonly binds?: BoundValues | undefined;
}

/** A field reached from the query's object, as the query names it. */
export interface ResolvedField {
  readonly field: FieldSchema;
  readonly object: ObjectSchema;
  /** API names from the root on: `['Parent', 'Name']`. */
  readonly path: readonly string[];
  readonly sql: string;
  /** As the query wrote it: where errors point. */
  readonly token: string;
}

/** How deep a path may go: five parents (SOQL reference, "Relationship Query Limitations"). */
const maxParents = 5;

/** One SELECT of a query: its object and the fields and parents it can reach. Subqueries have scopes of their own. */
export class QueryScope {
  readonly environment: QueryEnvironment;
  readonly tree: SourceTree;
  readonly root: Source;
  readonly #prefix: string;
  readonly #aliases: ReadonlySet<string>;
  readonly #parents = new Map<
    string,
    { readonly path: readonly string[]; readonly source: Source }
  >();
  #children = 0;

  constructor(
    environment: QueryEnvironment,
    object: ObjectSchema,
    alias: string | undefined,
    prefix = 't',
  ) {
    this.environment = environment;
    this.tree = new SourceTree(environment.schema, prefix);
    this.root = this.tree.root(object);
    this.#prefix = prefix;
    this.#aliases = new Set([object.name, alias ?? object.name].map((name) => name.toLowerCase()));
  }

  /** A scope for a subquery, whose table aliases clash with none of this one's. */
  nested(object: ObjectSchema, alias?: string): QueryScope {
    return new QueryScope(this.environment, object, alias, `${this.#prefix}_${this.#children++}_`);
  }

  /** The field a path names. Throws INVALID_FIELD for what doesn't exist or the user can't see: an org tells neither apart. */
  resolve(token: string): ResolvedField {
    const names = this.#withoutAlias(token.split('.'));
    const { source, path } = this.#walk(names.slice(0, -1), token);
    const name = names.at(-1) ?? '';
    const field = source.field(name);
    if (!field || !this.environment.access.canReadField(source.object, field)) {
      throw noSuchField(this.environment.soql, token, name, source.object.name);
    }
    return {
      field,
      object: source.object,
      path: [...path, field.name],
      sql: source.expression(field),
      token,
    };
  }

  /** Follows relationships from the root, joining each parent. */
  #walk(relationships: readonly string[], token: string) {
    if (relationships.length > maxParents) {
      const tooFar = relationships[maxParents] ?? '';
      throw noSuchRelationship(this.environment.soql, token, tooFar, 'path');
    }
    let source = this.root;
    const path: string[] = [];
    for (const relationship of relationships) {
      const relation = this.#relation(source, relationship, token);
      path.push(relation.reference?.relationshipName ?? relationship);
      source = source.parent(relation);
      this.#parents.set(path.join('.'), { path: [...path], source });
    }
    return { source, path };
  }

  /** The record itself and the parents resolved so far, with the SQL of their ids. */
  identities(): readonly (RecordIdentity & { readonly sql: string })[] {
    const all = [{ path: [], source: this.root }, ...this.#parents.values()];
    return all.map(({ path, source }) => ({
      path,
      object: source.object.name,
      sql: source.column(source.object.kind === 'virtual' ? 'DurableId' : 'Id'),
    }));
  }

  /** `FROM Account a` and plain `Account` may head a path: both mean the object itself. */
  #withoutAlias(names: readonly string[]): readonly string[] {
    const [head = '', ...rest] = names;
    const isAlias = rest.length > 0 && this.#aliases.has(head.toLowerCase());
    return isAlias && !this.root.relation(head) ? rest : names;
  }

  #relation(source: Source, name: string, token: string): FieldSchema {
    const { soql, access, schema } = this.environment;
    const relation = source.relation(name);
    const target = relation && schema.find(relation.reference?.to[0] ?? '');
    if (target && access.can('read', target)) {
      if (access.canReadField(source.object, relation)) return relation;
    }
    throw noSuchRelationship(soql, token, name, 'path');
  }
}
