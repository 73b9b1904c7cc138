import { ApexReference, type ApexValue, type HashKey } from './apex-value.ts';

/** Binary data. Blobs with the same bytes are equal. */
export class ApexBlob extends ApexReference {
  readonly typeName = 'Blob';
  override readonly isPrimitive = true;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super();
    this.bytes = bytes;
  }

  static ofText(text: string): ApexBlob {
    return new ApexBlob(Buffer.from(text, 'utf8'));
  }

  override equals(other: ApexValue): boolean {
    return other instanceof ApexBlob && Buffer.compare(this.bytes, other.bytes) === 0;
  }

  override hashKey(): HashKey {
    return `\0Blob#${Buffer.from(this.bytes).toString('base64')}`;
  }

  /** `Blob[12]`: the platform shows the size, never the content. */
  override text(): string {
    return `Blob[${this.bytes.length}]`;
  }
}
