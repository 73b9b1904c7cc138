import { NativeObject } from '../values/native-object.ts';
import { method, nativeType, staticMethod, type NativeType } from './native-type.ts';

/** System.UUID; a text that is none is refused with IllegalArgumentException. */
export const uuidType: NativeType = nativeType('System.UUID', [
  staticMethod('UUID randomUUID()', (run) => {
    const bytes = Buffer.from(run.randomBytes(16));
    // Version 4, variant 1 (RFC 9562).
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const text = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    return new NativeObject('System.UUID', text);
  }),
  staticMethod('UUID fromString(String text)', (run, text: string) => {
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) {
      return new NativeObject('System.UUID', text.toLowerCase());
    }
    throw run.exception('IllegalArgumentException', `Invalid UUID string: ${text}`);
  }),
  method('String toString()', (_run, self: NativeObject<string>) => self.state),
  method(
    'Boolean equals(Object other)',
    (_run, self: NativeObject<string>, other: unknown) =>
      other instanceof NativeObject &&
      other.typeName === self.typeName &&
      other.state === self.state,
  ),
]);
