import type { LocalOrg } from '../local-org/org.ts';
import { apexRuntime, type ApexRuntime } from '../local-org/apex/apex-runtime.ts';

/** Names of the package's named credential and of the parameter of its external credential. */
const credential = 'ISVappConnector';
const parameter = 'ApiKey';

/**
 * What an administrator enters in Setup, so that the org reaches the connector: address and key. No deploy carries them.
 * They may change while the org is up, and are undefined where nothing has been entered.
 */
export class ConnectorAccess {
  url: string | undefined;
  apiKey: string | undefined;

  /** The Apex of the org, whose callouts go where this says. */
  apex(org: LocalOrg): ApexRuntime {
    return apexRuntime(org, {
      credentialUrl: (name) => (name === credential ? this.url : undefined),
      credentialValue: (name, entry) =>
        name === credential && entry === parameter ? this.apiKey : undefined,
      reportDefect: (error) => {
        console.error('A job of the org broke down:', error);
      },
    });
  }
}
