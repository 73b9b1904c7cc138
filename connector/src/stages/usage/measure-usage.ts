import { attributions } from '../../domain/attribution.ts';
import type { License } from '../../domain/license.ts';
import type { LicensingContext } from '../../domain/licensing.ts';
import type { UsableMapping } from '../../domain/mapping.ts';
import type { Settings } from '../../domain/settings.ts';
import type { UsageReport, UsageSource } from '../../ports/usage-source.ts';

/**
 * Asks for the numbers of every mapped metric and of those named besides, once for the whole run. The report is the
 * caller's to close.
 */
export function measureUsage(
  source: UsageSource,
  mappings: readonly UsableMapping[],
  licenses: readonly License[],
  settings: Settings,
  context: LicensingContext,
  besides: readonly string[] = [],
): Promise<UsageReport> {
  return source.measure({
    metricKeys: [...new Set(mappings.flatMap((mapping) => mapping.metricKey ?? []))],
    besides,
    attributions: attributions(licenses, context),
    window: settings.engagementWindow,
    excludeAutomation: settings.excludeAutomation,
    estimateExternalUsers: settings.externalAccessEnabled,
  });
}
