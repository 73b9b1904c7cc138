import { attributions } from '../../domain/attribution.ts';
import type { License } from '../../domain/license.ts';
import type { LicensingContext } from '../../domain/licensing.ts';
import type { UsableMapping } from '../../domain/mapping.ts';
import type { Settings } from '../../domain/settings.ts';
import type { UsageReport, UsageSource } from '../../ports/usage-source.ts';

/** Asks for the numbers of every mapped metric, once for the whole run. The report is the caller's to close. */
export function measureUsage(
  source: UsageSource,
  mappings: readonly UsableMapping[],
  licenses: readonly License[],
  settings: Settings,
  context: LicensingContext,
): Promise<UsageReport> {
  return source.measure({
    metricKeys: [...new Set(mappings.flatMap((mapping) => mapping.metricKey ?? []))],
    attributions: attributions(licenses, context),
    window: settings.engagementWindow,
    excludeAutomation: settings.excludeAutomation,
    estimateExternalUsers: settings.externalAccessEnabled,
  });
}
