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
}
