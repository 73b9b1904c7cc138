import { configFault, type ConfigFault } from './config-error.ts';
import { usageFetchConfig, type UsageFetchConfig } from './usage-fetch.ts';
import type { Variables } from './variables.ts';

/** Where another connector counts. */
export interface IsvappConfig {
  /** Its address; a path in it is kept. */
  readonly url: string;
  readonly apiKey: string;
}

/** What is wrong with how ISVapp is reached. */
export function isvappFaults(given: Partial<Variables>): ConfigFault[] {
  const { ISVAPP_URL: url, ISVAPP_API_KEY: apiKey } = given;
  if (url === undefined)
    return apiKey === undefined ? [] : [configFault('ISVAPP_URL', url, 'and its key is set')];
  const faults: ConfigFault[] = [];
  const { username, search } = URL.parse(url) ?? { username: 'none', search: '' };
  if (username !== '' || search !== '')
    faults.push(configFault('ISVAPP_URL', undefined, 'to a plain address'));
  if (apiKey === undefined) faults.push(configFault('ISVAPP_API_KEY', apiKey, 'and ISVAPP_URL is'));
  return faults;
}

export interface CountingConfig {
  readonly isvapp?: IsvappConfig;
  /** Absent where an operator delivers the files, or another connector takes them in. */
  readonly fetch?: UsageFetchConfig;
}

/** Where is counted, and whether the files for it are fetched here. */
export function countingConfig(given: Variables): CountingConfig {
  const { ISVAPP_URL: url, ISVAPP_API_KEY: apiKey } = given;
  if (url !== undefined && apiKey !== undefined) return { isvapp: { url, apiKey } };
  return given.ANALYTICS_FETCH === 'true' ? { fetch: usageFetchConfig(given) } : {};
}
