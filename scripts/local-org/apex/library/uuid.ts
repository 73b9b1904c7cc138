import { ApexReference, type ApexValue, type HashKey } from '../values/apex-value.ts';
import { method, nativeType, staticMethod, type NativeType } from './native-type.ts';

class ApexUuid extends ApexReference {
  readonly typeName = 'System.UUID';
  readonly value: string;

  constructor(value: string) {
    super();
    this.value = value;
  }

  override equals(other: ApexValue): boolean {
    return other instanceof ApexUuid && other.value === this.value;
  }

  override hashKey(): HashKey {
    return `\0UUID#${this.value}`;
  }

  override text(): string {
    return this.value;
  }
}

/** System.UUID; a text that is none is refused with IllegalArgumentException. */
export const uuidType: NativeType = nativeType('System.UUID', [
  staticMethod('UUID randomUUID()', (run) => {
    const bytes = Buffer.from(run.randomBytes(16));
    // Version 4, variant 1 (RFC 9562).
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const text = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    return new ApexUuid(text);
  }),
  staticMethod('UUID fromString(String text)', (run, text: string) => {
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) {
      return new ApexUuid(text.toLowerCase());
    }
    throw run.exception('IllegalArgumentException', `Invalid UUID string: ${text}`);
  }),
  method('String toString()', (_run, self: ApexUuid) => self.value),
  method('Boolean equals(Object other)', (_run, self: ApexUuid, other: ApexValue) =>
    self.equals(other),
  ),
]);
