/** What `doctor` looks at, in its order. */
export type Check =
  | 'connection'
  | 'organization'
  | 'certificate'
  | 'clock'
  | 'allowance'
  | 'package'
  | 'log'
  | 'app-analytics'
  | 'licenses'
  | 'mappings';

/** What one check found. */
export interface Finding {
  readonly check: Check;
  /** `skipped`: could not be looked at, because of what failed before. */
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What was found, in a sentence. */
  readonly found: string;
  /** What to do and who can do it, where something is to be done. */
  readonly remedy?: string;
}

/** A clock that is further off will sooner or later be refused: assertions live for three minutes. */
const worryingSkewMs = 30_000;
const refusedSkewMs = 120_000;

/** Judges how far the organization's clock is ahead of this machine's; undefined where it is not known. */
export function clockFinding(skewMs: number | undefined): Finding {
  if (skewMs === undefined)
    return { check: 'clock', state: 'skipped', found: 'Salesforce did not tell its time.' };
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  if (Math.abs(skewMs) < worryingSkewMs)
    return { check: 'clock', state: 'ok', found: `It differs from Salesforce's by ${seconds} s.` };
  return {
    check: 'clock',
    state: Math.abs(skewMs) < refusedSkewMs ? 'warning' : 'failed',
    found: `It is ${seconds} s ${skewMs > 0 ? 'behind' : 'ahead of'} Salesforce's.`,
    remedy:
      'Salesforce refuses sign-ins whose time is minutes off. Whoever runs the connector can have the machine synchronize its clock (NTP).',
  };
}

/** Long enough to have a new certificate put into the app. */
const soonMs = 30 * 86_400_000;

/** Judges the certificate of the private key, where it is known. */
export function certificateFinding(expiresAt: Date, now: Date): Finding {
  const leftMs = expiresAt.getTime() - now.getTime();
  const day = expiresAt.toISOString().slice(0, 10);
  const found = `The certificate of the private key ${leftMs > 0 ? 'expires' : 'expired'} on ${day}.`;
  if (leftMs > soonMs) return { check: 'certificate', state: 'ok', found };
  return {
    check: 'certificate',
    state: leftMs > 0 ? 'warning' : 'failed',
    found,
    remedy:
      'Whoever runs the connector can make a new key with a certificate; a Salesforce administrator puts the certificate into the External Client App, and then the key is given to "orgs add" or SALESFORCE_PRIVATE_KEY_FILE.',
  };
}

/** Judges what is left of the API allowance for the sync. */
export function allowanceFinding(
  usage: { readonly used: number; readonly limit: number } | undefined,
  reservePercent: number,
): Finding {
  if (!usage)
    return {
      check: 'allowance',
      state: 'skipped',
      found: 'Salesforce did not tell the allowance.',
    };
  const { used, limit } = usage;
  const forSync = Math.floor(limit * (1 - reservePercent / 100)) - used;
  const found = `${used} of ${limit} API calls of the last 24 hours are used; a reserve of ${reservePercent} % leaves ${Math.max(forSync, 0)} to the sync.`;
  if (forSync > fewCalls) return { check: 'allowance', state: 'ok', found };
  return {
    check: 'allowance',
    state: forSync > 0 ? 'warning' : 'failed',
    found,
    remedy:
      'What is not written waits for the next run. A Salesforce administrator can lower the reserve in the settings, see who uses the calls (Setup, API usage notifications), or buy more.',
  };
}

/** What a first run of 10,000 Accounts needs. */
const fewCalls = 40;
