import type { AccountField, Mapping } from '../domain/mapping.ts';
import type { Settings } from '../domain/settings.ts';

/** What an administrator has set up, and the Account fields it is set up on. */
export interface SyncSetup {
  readonly mappings: readonly Mapping[];
  readonly settings: Settings;
  readonly accountFields: readonly AccountField[];
}

/** Reads the set-up of the organization. Each error is an OrgError. */
export interface SetupSource {
  readSetup(): Promise<SyncSetup>;
}
