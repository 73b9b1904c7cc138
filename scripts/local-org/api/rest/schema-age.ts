import type { Schema } from '../../schema/schema.ts';

/**
 * When the schema last changed, as far as describes have noticed: the moment of the first question after a change.
 * A client that kept an older moment is told of the change; that is all `If-Modified-Since` is for.
 */
export class SchemaAge {
  readonly #schema: Pick<Schema, 'version'>;
  readonly #clock: { now(): Date };
  #version: number;
  #changed: Date;

  constructor(schema: Pick<Schema, 'version'>, clock: { now(): Date }) {
    this.#schema = schema;
    this.#clock = clock;
    this.#version = schema.version;
    this.#changed = clock.now();
  }

  changed(): Date {
    if (this.#schema.version !== this.#version) {
      this.#version = this.#schema.version;
      this.#changed = this.#clock.now();
    }
    return this.#changed;
  }
}
