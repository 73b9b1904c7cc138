import { compiledFormula } from '../schema/formula/compiled-formula.ts';
import { FormulaError } from '../schema/formula/formula-error.ts';
import { formulaTypeOf, type FormulaScope } from '../schema/formula/formula-expression.ts';
import type { FieldSchema, FormulaDefinition, ObjectSchema } from '../schema/object-schema.ts';
import type { Schema } from '../schema/schema.ts';
import { quoted } from '../data/store.ts';

/**
 * The tables one SELECT reads: a root object and the parents its fields are reached through, each joined once.
 * Formula fields become expressions over the same tables, so they filter, sort and group like stored ones.
 */
export class SourceTree {
  readonly schema: Schema;
  readonly joins: string[] = [];
  readonly #aliasPrefix: string;
  #aliases = 0;
  /** Formula fields being compiled, to notice one that depends on itself. */
  readonly open = new Set<string>();

  /** `aliasPrefix` keeps the aliases of nested SELECTs apart. */
  constructor(schema: Schema, aliasPrefix: string) {
    this.schema = schema;
    this.#aliasPrefix = aliasPrefix;
  }

  root(object: ObjectSchema): Source {
    return new Source(this, object, this.nextAlias());
  }

  nextAlias(): string {
    return `${this.#aliasPrefix}${this.#aliases++}`;
  }
}

/** One object inside a `SourceTree`. */
export class Source {
  readonly object: ObjectSchema;
  readonly alias: string;
  readonly #tree: SourceTree;
  readonly #parents = new Map<string, Source>();

  constructor(tree: SourceTree, object: ObjectSchema, alias: string) {
    this.#tree = tree;
    this.object = object;
    this.alias = alias;
  }

  field(name: string): FieldSchema | undefined {
    return this.#tree.schema.findField(this.object.name, name);
  }

  /** The lookup field behind a relationship name: `ParentId` for `Parent`, `SyncRun__c` for `SyncRun__r`. */
  relation(relationshipName: string): FieldSchema | undefined {
    const wanted = relationshipName.toLowerCase();
    return this.object.fields.find(
      ({ reference }) => reference?.relationshipName.toLowerCase() === wanted,
    );
  }

  /** The parent a lookup field points to, joined when first asked for. */
  parent(relation: FieldSchema): Source {
    const found = this.#parents.get(relation.name);
    if (found) return found;
    const target = this.#tree.schema.find(relation.reference?.to[0] ?? '');
    if (!target) throw new Error(`${this.object.name}.${relation.name} points to no object`);
    const parent = new Source(this.#tree, target, this.#tree.nextAlias());
    // Entity and field definitions are known by durable ids, which metadata relationships hold.
    const key = target.kind === 'virtual' ? 'DurableId' : 'Id';
    this.#tree.joins.push(
      `LEFT JOIN ${quoted(target.name)} ${parent.alias} ON ${parent.alias}.${quoted(key)} = ${this.column(relation.name)}`,
    );
    this.#parents.set(relation.name, parent);
    return parent;
  }

  column(name: string): string {
    return `${this.alias}.${quoted(name)}`;
  }

  /** SQL of a field's value: its column, its formula, or a compound address as JSON text. */
  expression(field: FieldSchema): string {
    if (field.formula) return this.#formulaValue(field, field.formula);
    if (field.compoundPrefix !== null) return this.#address(field.compoundPrefix);
    return this.column(field.name);
  }

  /** How formulas of this object see it. */
  scope(
    treatBlanksAs: FormulaDefinition['treatBlanksAs'],
    saving?: FormulaScope['saving'],
  ): FormulaScope {
    return {
      treatBlanksAs,
      resolve: (path) => this.#resolved(path),
      ...(saving && { saving }),
    };
  }

  #resolved(path: readonly string[]): { sql: string; field: FieldSchema } {
    const [head = '', ...rest] = path;
    if (rest.length === 0) {
      const field = this.field(head);
      if (field?.compoundPrefix === null) return { sql: this.expression(field), field };
      throw new FormulaError(`Field ${head} does not exist. Check spelling.`);
    }
    const relation = this.relation(head === '$RecordType' ? 'RecordType' : head);
    if (!relation)
      throw new FormulaError(`Field ${path.join('.')} does not exist. Check spelling.`);
    return this.parent(relation).#resolved(rest);
  }

  #formulaValue(field: FieldSchema, { source, treatBlanksAs }: FormulaDefinition): string {
    const key = `${this.object.name}.${field.name}`;
    if (this.#tree.open.has(key)) {
      throw new FormulaError(`Field ${key} refers to itself through its formula`);
    }
    this.#tree.open.add(key);
    try {
      const { sql, type } = compiledFormula(source, this.scope(treatBlanksAs));
      const wanted = formulaTypeOf(field);
      if (type !== wanted && type !== 'null') {
        throw new FormulaError(
          `Formula result is data type (${type}), incompatible with expected data type (${wanted})`,
        );
      }
      if (wanted === 'text') return `nullif(${sql}, '')`;
      if (wanted === 'boolean') return `(${sql} IS TRUE)`;
      return field.type === 'percent' ? `(${sql} * 100.0)` : sql;
    } finally {
      this.#tree.open.delete(key);
    }
  }

  #address(prefix: string): string {
    const part = (name: string) => this.column(prefix + name);
    const parts = ['Street', 'City', 'State', 'PostalCode', 'Country'].map(part);
    const members = [
      `'city', ${part('City')}`,
      `'country', ${part('Country')}`,
      `'geocodeAccuracy', NULL, 'latitude', NULL, 'longitude', NULL`,
      `'postalCode', ${part('PostalCode')}`,
      `'state', ${part('State')}`,
      `'street', ${part('Street')}`,
    ];
    return `(CASE WHEN coalesce(${parts.join(', ')}) IS NULL THEN NULL ELSE json_object(${members.join(', ')}) END)`;
  }
}
