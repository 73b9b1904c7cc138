import type { FieldSchema } from '../../schema/object-schema.ts';
import { ApexReference, type ApexValue, type HashKey } from '../values/apex-value.ts';
import type { SObjectType } from './sobject-type.ts';

/** `Account.SObjectType`: an object by its token. Equal to every other token of the object. */
export class SObjectTypeToken extends ApexReference {
  readonly typeName = 'Schema.SObjectType';
  readonly type: SObjectType;

  constructor(type: SObjectType) {
    super();
    this.type = type;
  }

  override readonly isPrimitive = true;

  override equals(other: ApexValue): boolean {
    return other instanceof SObjectTypeToken && other.type.name === this.type.name;
  }

  override hashKey(): HashKey {
    return `\0SObjectType#${this.type.name}`;
  }

  override text(): string {
    return this.type.name;
  }
}

/** `Account.Name` where no record is meant: a field by its token. */
export class SObjectFieldToken extends ApexReference {
  readonly typeName = 'Schema.SObjectField';
  readonly type: SObjectType;
  readonly field: FieldSchema;

  constructor(type: SObjectType, field: FieldSchema) {
    super();
    this.type = type;
    this.field = field;
  }

  override readonly isPrimitive = true;

  override equals(other: ApexValue): boolean {
    return other instanceof SObjectFieldToken && other.hashKey() === this.hashKey();
  }

  override hashKey(): HashKey {
    return `\0SObjectField#${this.type.name}.${this.field.name}`;
  }

  /** The field's name without its object. */
  override text(): string {
    return this.field.name;
  }
}

/** The token of a field by name in any case; undefined for a name the object has no field of. */
export function fieldToken(type: SObjectType, name: string): SObjectFieldToken | undefined {
  const field = type.field(name);
  return field && new SObjectFieldToken(type, field);
}
