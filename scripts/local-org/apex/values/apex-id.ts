import { normalizedId } from '../../schema/salesforce-id.ts';
import { ApexReference, type ApexValue, type HashKey } from './apex-value.ts';

/** An Id, always in its 18-character form. */
export class ApexId extends ApexReference {
  readonly typeName = 'Id';
  override readonly isPrimitive = true;
  readonly value: string;

  private constructor(value: string) {
    super();
    this.value = value;
  }

  /** null for a text that is no id; the caller throws StringException "Invalid id: …". */
  static parse(text: string): ApexId | null {
    const value = normalizedId(text);
    return value === null ? null : new ApexId(value);
  }

  override equals(other: ApexValue): boolean {
    return other instanceof ApexId && this.value === other.value;
  }

  override hashKey(): HashKey {
    return `\0Id#${this.value}`;
  }

  override text(): string {
    return this.value;
  }
}
