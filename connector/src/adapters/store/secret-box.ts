import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Keys of 32 bytes. The newest encrypts; each opens what it has encrypted, so that they can be changed over. */
export interface SecretKeys {
  readonly current: Buffer | undefined;
  readonly previous: Buffer | undefined;
}

/** Keeps secrets of organizations unreadable for whoever has only the database. */
export interface SecretBox {
  /** Whether the text is under the newest key. */
  isCurrent(sealed: string): boolean;
  /** `v1.<key>.<nonce>.<tag>.<content>`; `owner` is bound to it, so that a row can't be given another's secret. */
  seal(owner: string, secret: string): string;
  /** Throws where no key opens it, or it is not this owner's. The error tells neither content nor key. */
  open(owner: string, sealed: string): string;
}

const cipher = 'aes-256-gcm';
/** What GCM is made for; longer ones are hashed first (NIST SP 800-38D, 5.2.1.1). */
const nonceBytes = 12;

export function secretBox({ current, previous }: SecretKeys): SecretBox {
  const keys = new Map(
    [previous, current].flatMap((key) => (key ? [[keyName(key), key] as const] : [])),
  );
  const newest = current && keyName(current);
  return {
    isCurrent: (sealed) => sealed.split('.')[1] === newest,
    seal: (owner, secret) => {
      if (current === undefined) throw noKey();
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, current, nonce).setAAD(Buffer.from(owner));
      const content = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()]);
      const parts = [nonce, sealing.getAuthTag(), content].map((part) =>
        part.toString('base64url'),
      );
      return ['v1', keyName(current), ...parts].join('.');
    },
    open: (owner, sealed) => {
      if (keys.size === 0) throw noKey();
      const [version, name = '', ...parts] = sealed.split('.');
      const key = keys.get(name);
      if (version !== 'v1' || !key || parts.length !== 3) throw doesNotOpen(owner);
      const [nonce, tag, content] = parts.map((part) => Buffer.from(part, 'base64url')) as [
        Buffer,
        Buffer,
        Buffer,
      ];
      try {
        const opening = createDecipheriv(cipher, key, nonce, { authTagLength: 16 });
        opening.setAAD(Buffer.from(owner)).setAuthTag(tag);
        return Buffer.concat([opening.update(content), opening.final()]).toString('utf8');
      } catch {
        // What the cipher says is of no use to anybody, and the less is told the better.
        throw doesNotOpen(owner);
      }
    },
  };
}

/** Tells keys apart without telling anything of them. */
function keyName(key: Buffer): string {
  return createHash('sha256')
    .update('isvapp-connector key name')
    .update(key)
    .digest('hex')
    .slice(0, 16);
}

function noKey(): Error {
  return new Error(
    'ENCRYPTION_KEY is not set, so what organizations are signed in to with can be neither kept nor read. Whoever runs the connector can make one with "openssl rand -base64 32".',
  );
}

function doesNotOpen(owner: string): Error {
  return new Error(
    `What the connector signs in to organization ${owner} with can't be decrypted. Whoever runs the connector can set ENCRYPTION_KEY or ENCRYPTION_KEY_PREVIOUS to the key it was kept under, or connect the organization again with "orgs add".`,
  );
}
