import type { SyncSetup } from '../../ports/setup-source.ts';

/**
 * Equal for set-ups that values are decided alike by: what is mapped, and the settings. A plan that was made by another
 * would write for mappings that are paused, removed or mapped to another field since (decision 50).
 */
export function setupMark({
  mappings,
  settings,
}: Pick<SyncSetup, 'mappings' | 'settings'>): string {
  const mapped = mappings
    .filter(({ isActive }) => isActive)
    .map(({ name, kind, field, metricKey }) => [name, kind, field, metricKey])
    .sort(([one = ''], [other = '']) => (String(one) < String(other) ? -1 : 1));
  const set = Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([mapped, set]);
}
