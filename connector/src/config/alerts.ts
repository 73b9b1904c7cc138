import { loopbackHosts } from './addresses.ts';
import { configFault, type ConfigFault } from './config-error.ts';
import type { Variables } from './variables.ts';

/** Whom the connector tells when something is wrong; nobody where none is set. */
export interface AlertSettings {
  readonly webhook?: { readonly url: string; readonly secret: string };
  readonly slack?: { readonly url: string };
  readonly mail?: { readonly smtpUrl: string; readonly from: string; readonly to: string };
  /** After how many days without a written value to alert; 0 for never. */
  readonly unchangedDays: number;
}

/** The receivers of alerts; what they need of each other is told as faults. */
export function alertSettings(
  given: Partial<Variables>,
  faults: ConfigFault[],
): Omit<AlertSettings, 'unchangedDays'> {
  faults.push(...addressFaults(given), ...pairFaults(given));
  const { ALERT_WEBHOOK_URL: webhook, ALERT_WEBHOOK_SECRET: secret } = given;
  const { ALERT_SMTP_URL: smtpUrl, ALERT_MAIL_FROM: from, ALERT_MAIL_TO: to } = given;
  const slack = given.ALERT_SLACK_URL;
  return {
    ...(webhook !== undefined && secret !== undefined && { webhook: { url: webhook, secret } }),
    ...(slack !== undefined && { slack: { url: slack } }),
    ...(smtpUrl !== undefined &&
      from !== undefined &&
      to !== undefined && { mail: { smtpUrl, from, to } }),
  };
}

const together = [
  ['ALERT_WEBHOOK_URL', 'ALERT_WEBHOOK_SECRET'],
  ['ALERT_SMTP_URL', 'ALERT_MAIL_FROM', 'ALERT_MAIL_TO'],
] as const;

/** A receiver of which half is set would be told nothing, and nobody would notice. */
function pairFaults(given: Partial<Variables>): ConfigFault[] {
  return together.flatMap((names) => {
    const set = names.filter((name) => given[name] !== undefined);
    if (set.length === 0 || set.length === names.length) return [];
    const missing = names.filter((name) => given[name] === undefined);
    return missing.map((name) => configFault(name, undefined, `while ${set.join(', ')} is`));
  });
}

function addressFaults(given: Partial<Variables>): ConfigFault[] {
  const web = (['ALERT_WEBHOOK_URL', 'ALERT_SLACK_URL'] as const).flatMap((name) => {
    const because = fault(given[name], 'https:', 'http:');
    return because === undefined ? [] : [configFault(name, given[name], because)];
  });
  const { ALERT_SMTP_URL: smtp } = given;
  if (smtp === undefined || URL.canParse(smtp)) return web;
  return [...web, configFault('ALERT_SMTP_URL', smtp, 'which is not an address')];
}

/** Unencrypted only to this machine: an alert names customers. */
function fault(address: string | undefined, safe: string, local: string): string | undefined {
  if (address === undefined) return undefined;
  const url = URL.parse(address);
  if (!url) return 'which is not an address';
  if (url.protocol === safe) return undefined;
  return url.protocol === local && loopbackHosts.test(url.hostname) ? undefined : 'not https';
}
