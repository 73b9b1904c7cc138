import { featurePackages } from '../../domain/feature.ts';
import { checkedMappings, type CheckedMappings } from '../../domain/mapping-check.ts';
import type { Settings } from '../../domain/settings.ts';
import type { CatalogueMetric, Notice } from '../../domain/usage-report.ts';
import type { SetupSource } from '../../ports/setup-source.ts';
import type { KnownPackage, UsageSource } from '../../ports/usage-source.ts';
import { setupMark } from './setup-mark.ts';

/** What a run is to do, as far as the set-up tells. */
export interface MappingsRead {
  readonly settings: Settings;
  /** Of the set-up it was read from. */
  readonly mark: string;
  readonly checked: CheckedMappings;
  readonly catalogue: readonly CatalogueMetric[];
  readonly packagesNotEnabled: ReadonlySet<string>;
  readonly packagesOfFeature: (featureId: string) => readonly string[];
  /** What was odd about App Analytics files that were taken in. */
  readonly notices: readonly Notice[];
}

/** Reads mappings and settings, and checks each mapping against the organization's fields and ISVapp's metrics. */
export async function readMappings(
  source: SetupSource,
  usage: UsageSource,
  packages: readonly KnownPackage[],
): Promise<MappingsRead> {
  const setup = await source.readSetup();
  const notices = await usage.refresh();
  const features = new Map((await usage.features()).map((feature) => [feature.id, feature]));
  const packagesNotEnabled = await usage.packagesNotEnabled();
  const catalogue = await usage.catalogue(packages, setup.settings.engagementWindow);

  const packagesOfFeature = (featureId: string): readonly string[] => {
    const feature = features.get(featureId);
    return feature ? featurePackages(feature) : [];
  };
  const offer = { catalogue, packagesNotEnabled, packagesOfFeature };
  const checked = checkedMappings(setup.mappings, setup.accountFields, offer);
  return {
    settings: setup.settings,
    mark: setupMark(setup),
    checked,
    catalogue,
    packagesNotEnabled,
    packagesOfFeature,
    notices,
  };
}
