import { isIP } from 'node:net';
import { configFault, type ConfigFault } from './config-error.ts';
import type { Variables } from './variables.ts';

/** The proxies whose word is taken for where a request comes from: addresses, and networks as `10.0.0.0/8`. */
export function trustedProxies({ API_TRUSTED_PROXIES: list }: Partial<Variables>): string[] {
  return list?.split(/\s*,\s*/) ?? [];
}

/** What is wrong with them: a network of everybody would let each client say where it is. */
export function trustedProxiesFaults(given: Partial<Variables>): ConfigFault[] {
  const wrong = trustedProxies(given).filter((each) => !isNetwork(each));
  return wrong.slice(0, 1).map((each) => configFault('API_TRUSTED_PROXIES', each));
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  if (bits === undefined) return true;
  const count = Number(bits);
  return /^[1-9]\d{0,2}$/.test(bits) && count <= (family === 4 ? 32 : 128);
}
