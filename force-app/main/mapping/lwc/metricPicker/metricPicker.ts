import { LightningElement, api } from 'lwc';
import getMetrics from '@salesforce/apex/MetricCatalogueController.getMetrics';
import type { MetricGroup, MetricItem } from 'apex/MetricCatalogueController';
import type { Choice } from 'c/choiceList';
import { errorText } from 'c/errorText';
import { mappingLabels } from 'c/mappingLabels';
import { dayText, filled } from 'c/texts';
import { wizardLabels } from 'c/wizardLabels';

const categories: Readonly<Record<string, string>> = {
  Engagement: wizardLabels.engagement,
  Feature: wizardLabels.features,
  RecordCount: wizardLabels.recordCounts,
};

const states: Readonly<Record<string, string>> = {
  RecalculationPending: mappingLabels.metricRecalculating,
  NoData: mappingLabels.metricNoData,
};

/** The wizard's list of what ISVapp counts. Sends `pick` with the metric as detail. */
export default class MetricPicker extends LightningElement {
  /** Key of the metric that is chosen. */
  @api value?: string | null;

  readonly labels = wizardLabels;
  term = '';
  category = '';
  groups?: readonly MetricGroup[];
  error?: string;
  /** Whether a run has ended while there were no metrics. */
  hasRun = false;

  override connectedCallback(): void {
    void this.load();
  }

  get categoryOptions(): readonly { label: string; value: string }[] {
    const known = Object.entries(categories).map(([value, label]) => ({ label, value }));
    return [{ label: wizardLabels.categoryAll, value: '' }, ...known];
  }

  get isLoading(): boolean {
    return this.groups === undefined && this.error === undefined;
  }

  get lists(): readonly { key: string; legend: string; choices: readonly Choice[] }[] {
    return (this.groups ?? []).map((group) => ({
      key: `${group.category} ${group.packageId ?? ''}`,
      legend: `${categories[group.category] ?? group.category}: ${placeOf(group)}`,
      choices: group.metrics.map(choiceOf),
    }));
  }

  get emptyText(): string | undefined {
    if (!this.isFiltered || this.groups?.length !== 0) return undefined;
    return this.term === ''
      ? wizardLabels.noMetricInCategory
      : filled(wizardLabels.noMetricFound, this.term);
  }

  /** The connector has published nothing. */
  get lacksMetrics(): boolean {
    return !this.isFiltered && this.groups?.length === 0;
  }

  get lackText(): string {
    return this.hasRun ? wizardLabels.noMetricsStill : wizardLabels.noMetrics;
  }

  private get isFiltered(): boolean {
    return this.term !== '' || this.category !== '';
  }

  async load(): Promise<void> {
    const { term, category } = this;
    this.error = undefined;
    try {
      const groups = await getMetrics({ term, category: category || null });
      // An answer to an older question would undo what was typed since.
      if (term === this.term && category === this.category) this.groups = groups;
    } catch (error) {
      this.error = errorText(error);
    }
  }

  /** Takes the focus to where one looks for what to pick. */
  @api
  focus(): void {
    this.template?.querySelector('lightning-input')?.focus();
  }

  handleTerm(event: CustomEvent<{ value: string }>): void {
    this.term = event.detail.value.trim();
    void this.load();
  }

  handleCategory(event: CustomEvent<{ value: string }>): void {
    this.category = event.detail.value;
    void this.load();
  }

  handleRun(): Promise<void> {
    this.hasRun = true;
    return this.load();
  }

  handleChoose(event: CustomEvent<string>): void {
    const metrics = (this.groups ?? []).flatMap((group) => group.metrics);
    const detail = metrics.find(({ key }) => key === event.detail);
    this.dispatchEvent(new CustomEvent('pick', { detail }));
  }
}

function placeOf({ category, packageName }: MetricGroup): string {
  if (packageName != null) return packageName;
  return category === 'Engagement' ? wizardLabels.combinedUsage : wizardLabels.severalPackages;
}

function choiceOf({ key, label, latestDataPoint, state, mappedBy }: MetricItem): Choice {
  const badge = states[state];
  return {
    value: key,
    label,
    text:
      latestDataPoint == null ? undefined : filled(wizardLabels.latest, dayText(latestDataPoint)),
    badges: badge === undefined ? [] : [badge],
    note: mappedBy.length === 0 ? undefined : filled(wizardLabels.mappedBy, mappedBy.join(', ')),
  };
}
