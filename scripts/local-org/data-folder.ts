import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { newClientSecrets, type ClientSecrets } from './api/oauth/demo-client.ts';
import { StartMistake, systemErrorCode } from './start-mistake.ts';
import type { StartOptions } from './start-options.ts';

/** Where an org started from the command line keeps itself and its key. */
export interface DataFolder {
  readonly options: Pick<StartOptions, 'path' | 'clientSecrets'>;
  /** The client's private key, readable by its owner only. */
  readonly privateKeyPath: string;
  /** Takes away what isn't meant to last. */
  readonly remove: () => void;
}

/**
 * The folder given, made if need be, with the key of an earlier start; without one, a temporary folder for the key.
 * Throws a StartMistake where the folder can't be used.
 */
export function dataFolder(given: string | undefined): DataFolder {
  const isKept = given !== undefined;
  const folder = isKept ? resolve(given) : mkdtempSync(join(tmpdir(), 'local-org-key-'));
  const remove = (): void => {
    if (!isKept) rmSync(folder, { recursive: true, force: true });
  };
  let secrets: ClientSecrets;
  try {
    mkdirSync(folder, { recursive: true });
    secrets = keptSecrets(folder);
  } catch (error) {
    remove();
    throw folderMistake(folder, error) ?? error;
  }
  return {
    options: { clientSecrets: secrets, ...(isKept && { path: join(folder, 'org.sqlite') }) },
    privateKeyPath: join(folder, 'private-key.pem'),
    remove,
  };
}

function folderMistake(folder: string, error: unknown): StartMistake | undefined {
  if (!(error instanceof Error) || systemErrorCode(error) === undefined) return undefined;
  return new StartMistake(
    `The org can't be kept in ${folder} (${error.message}). Name a folder that can be written.`,
    { cause: error },
  );
}

function keptSecrets(folder: string): ClientSecrets {
  const keyPath = join(folder, 'private-key.pem');
  const secretPath = join(folder, 'client-secret');
  if (existsSync(keyPath) && existsSync(secretPath)) {
    return {
      privateKey: readFileSync(keyPath, 'utf8'),
      clientSecret: readFileSync(secretPath, 'utf8').trim(),
    };
  }
  const secrets = newClientSecrets();
  writeFileSync(keyPath, secrets.privateKey, { mode: 0o600 });
  writeFileSync(secretPath, secrets.clientSecret, { mode: 0o600 });
  return secrets;
}
