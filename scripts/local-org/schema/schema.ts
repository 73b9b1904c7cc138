import type { FieldSchema, ObjectSchema } from './object-schema.ts';

/** The objects and fields that exist in the org. Names are found in any case. Changed by deploys only. */
export interface Schema {
  /** Grows with every change: caches compare it. */
  readonly version: number;
  objects(): readonly ObjectSchema[];
  find(object: string): ObjectSchema | undefined;
  findField(object: string, field: string): FieldSchema | undefined;
  /** Object whose ids begin with the three characters. */
  byKeyPrefix(prefix: string): ObjectSchema | undefined;
  /** Reference fields that point to the object, with the object they belong to. */
  childReferences(object: string): readonly ChildReference[];
}

export interface ChildReference {
  readonly child: ObjectSchema;
  readonly field: FieldSchema;
}

/** The schema as the deploy engine holds it. `put` replaces an object with the same name. */
export class SchemaCatalog implements Schema {
  version = 1;
  readonly #objects = new Map<string, ObjectSchema>();
  readonly #fields = new Map<string, ReadonlyMap<string, FieldSchema>>();

  put(object: ObjectSchema): void {
    const key = object.name.toLowerCase();
    this.#objects.set(key, object);
    const fields = object.fields.map((field) => [field.name.toLowerCase(), field] as const);
    this.#fields.set(key, new Map(fields));
    this.version++;
  }

  remove(object: string): void {
    this.#objects.delete(object.toLowerCase());
    this.#fields.delete(object.toLowerCase());
    this.version++;
  }

  /** Takes all objects back to a list `objects()` gave before. */
  restore(objects: readonly ObjectSchema[]): void {
    this.#objects.clear();
    this.#fields.clear();
    for (const object of objects) this.put(object);
  }

  objects(): readonly ObjectSchema[] {
    return [...this.#objects.values()];
  }

  find(object: string): ObjectSchema | undefined {
    return this.#objects.get(object.toLowerCase());
  }

  findField(object: string, field: string): FieldSchema | undefined {
    return this.#fields.get(object.toLowerCase())?.get(field.toLowerCase());
  }

  byKeyPrefix(prefix: string): ObjectSchema | undefined {
    for (const object of this.#objects.values()) if (object.keyPrefix === prefix) return object;
    return undefined;
  }

  childReferences(object: string): readonly ChildReference[] {
    return this.objects().flatMap((child) =>
      child.fields
        .filter((field) => field.reference?.to.includes(object))
        .map((field) => ({ child, field })),
    );
  }
}
