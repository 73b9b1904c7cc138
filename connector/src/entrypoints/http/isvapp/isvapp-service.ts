import type { AccessTokens } from '../../../ports/access-tokens.ts';
import type { ApiKeys } from '../../../ports/api-keys.ts';
import type { Directory } from '../../../ports/directory.ts';
import type { Organizations } from '../../../ports/organizations.ts';

/** What ISVapp's REST shape is served from. */
export interface IsvappService {
  readonly keys: Pick<ApiKeys, 'verify'>;
  readonly accessTokens: AccessTokens;
  readonly directory: Pick<Directory, 'activeAccounts'>;
  readonly organizations: Pick<Organizations, 'find'>;
}
