import { ApexReference, identityKey, type ApexValue, type HashKey } from './apex-value.ts';

/** An enum's type at run time: its name and its values in order. */
export interface ApexEnum {
  readonly name: string;
  readonly values: readonly ApexEnumValue[];
}

/** One value of an enum of the program or the platform; there is one instance of each, so identity is equality. */
export class ApexEnumValue extends ApexReference {
  readonly typeName: string;
  readonly name: string;
  readonly ordinal: number;

  constructor(typeName: string, name: string, ordinal: number) {
    super();
    this.typeName = typeName;
    this.name = name;
    this.ordinal = ordinal;
  }

  override equals(other: ApexValue): boolean {
    return this === other;
  }

  override hashKey(): HashKey {
    return identityKey(this);
  }

  override text(): string {
    return this.name;
  }
}

/** An enum with the given values, in that order. */
export function apexEnum(typeName: string, names: readonly string[]): ApexEnum {
  return {
    name: typeName,
    values: names.map((name, ordinal) => new ApexEnumValue(typeName, name, ordinal)),
  };
}
