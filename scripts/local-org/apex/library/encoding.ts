import { createHash, createHmac } from 'node:crypto';
import { ApexBlob } from '../values/apex-blob.ts';
import { blobText } from './string-building.ts';
import type { NativeRun } from './native-run.ts';
import { method, nativeType, staticMethod, type NativeType } from './native-type.ts';

/** System.Blob. */
export const blobType: NativeType = nativeType('System.Blob', [
  staticMethod('Blob valueOf(String text)', (_run, text: string) => ApexBlob.ofText(text)),
  method('Integer size()', (_run, self: ApexBlob) => self.bytes.length),
  method('String toString()', (run, self: ApexBlob) => blobText(run, self)),
]);

/** System.EncodingUtil; URLs in UTF-8 only. */
export const encodingUtilType: NativeType = nativeType('System.EncodingUtil', [
  staticMethod('String base64Encode(Blob bytes)', (_run, blob: ApexBlob) =>
    Buffer.from(blob.bytes).toString('base64'),
  ),
  staticMethod(
    'Blob base64Decode(String text)',
    (_run, text: string) => new ApexBlob(Buffer.from(text, 'base64')),
  ),
  staticMethod('String convertToHex(Blob bytes)', (_run, blob: ApexBlob) =>
    Buffer.from(blob.bytes).toString('hex'),
  ),
  staticMethod(
    'Blob convertFromHex(String text)',
    (_run, text: string) => new ApexBlob(Buffer.from(text, 'hex')),
  ),
  staticMethod(
    'String urlEncode(String text, String charset)',
    (run, text: string, charset: string) => {
      assertUtf8(run, charset);
      return new URLSearchParams({ t: text }).toString().slice(2);
    },
  ),
  staticMethod(
    'String urlDecode(String text, String charset)',
    (run, text: string, charset: string) => {
      assertUtf8(run, charset);
      return decodeURIComponent(text.replaceAll('+', ' '));
    },
  ),
]);

const digests: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA1: 'sha1',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  SHA256: 'sha256',
  'SHA-512': 'sha512',
  SHA512: 'sha512',
};

/** System.Crypto: digests, HMACs and random numbers; encryption and signatures do not compile here. */
export const cryptoType: NativeType = nativeType('System.Crypto', [
  staticMethod(
    'Blob generateDigest(String algorithm, Blob input)',
    (run, algorithm: string, input: ApexBlob) =>
      new ApexBlob(createHash(digestNamed(run, algorithm)).update(input.bytes).digest()),
  ),
  staticMethod(
    'Blob generateMac(String algorithm, Blob input, Blob key)',
    (run, algorithm: string, input: ApexBlob, key: ApexBlob) =>
      new ApexBlob(
        createHmac(digestNamed(run, algorithm.replace(/^hmac/i, '')), key.bytes)
          .update(input.bytes)
          .digest(),
      ),
  ),
  staticMethod('Integer getRandomInteger()', (run) =>
    Buffer.from(run.randomBytes(4)).readInt32BE(),
  ),
  staticMethod('Long getRandomLong()', (run) => Buffer.from(run.randomBytes(8)).readBigInt64BE()),
]);

function digestNamed(run: NativeRun, algorithm: string): string {
  const name = digests[algorithm.toUpperCase()];
  if (name !== undefined) return name;
  throw run.exception('NoSuchAlgorithmException', `Algorithm not supported: ${algorithm}`);
}

function assertUtf8(run: NativeRun, charset: string): void {
  if (!/^utf-?8$/i.test(charset))
    throw run.unsupported(`the character set ${charset} in EncodingUtil`);
}
