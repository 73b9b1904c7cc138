import { LightningElement, api } from 'lwc';
import getUsage from '@salesforce/apex/AccountUsageController.getUsage';
import type { AccountUsage as Usage, MetricValue } from 'apex/AccountUsageController';
import { errorText } from 'c/errorText';
import { sharedLabels } from 'c/sharedLabels';
import type { TableColumn, TableRow } from 'c/textTable';
import { momentText, reasonText } from 'c/texts';
import { usageLabels } from 'c/usageLabels';
import { renewalText, seatsText, sourceText, usageText } from 'c/usageValue';

/** On the page of an Account: each mapped metric, why it is what it is, and effective seats and renewal. Reads only. */
export default class AccountUsage extends LightningElement {
  readonly labels = usageLabels;
  readonly shared = sharedLabels;
  usage?: Usage;
  error?: string;
  private accountId = '';

  /** Set by the record page. */
  @api
  get recordId(): string {
    return this.accountId;
  }

  set recordId(value: string) {
    // The numbers of another Account are none of this one's, not even for a moment.
    if (value !== this.accountId) this.usage = undefined;
    this.accountId = value;
    void this.load();
  }

  async load(): Promise<void> {
    const { accountId } = this;
    this.error = undefined;
    try {
      const usage = await getUsage({ accountId });
      // The page may show another Account by now.
      if (accountId === this.accountId) this.usage = usage;
    } catch (error) {
      if (accountId === this.accountId) this.error = errorText(error);
    }
  }

  get isLoading(): boolean {
    return this.usage === undefined && this.error === undefined;
  }

  readonly columns: readonly TableColumn[] = [
    { label: usageLabels.columnMetric },
    { label: usageLabels.columnValue },
    { label: usageLabels.columnWhy, isSentence: true },
    { label: usageLabels.columnWritten },
  ];

  get metrics(): readonly TableRow[] {
    return (this.usage?.metrics ?? []).map(rowOf);
  }

  get hasMetrics(): boolean {
    return this.metrics.length > 0;
  }

  get hasNoMetrics(): boolean {
    return this.usage !== undefined && !this.hasMetrics;
  }

  get lines(): readonly { label: string; text: string; source: string }[] {
    const { internalSeats, externalSeats, renewal } = this.usage ?? {};
    const seats = [
      { label: usageLabels.internalSeats, count: internalSeats },
      { label: usageLabels.externalSeats, count: externalSeats },
    ].flatMap(({ label, count }) =>
      count == null ? [] : [{ label, text: seatsText(count), source: sourceText(count) }],
    );
    if (renewal == null) return seats;
    const date = {
      label: usageLabels.renewal,
      text: renewalText(renewal),
      source: sourceText(renewal),
    };
    return [...seats, date];
  }

  get hasLines(): boolean {
    return this.lines.length > 0;
  }

  get hasNoLines(): boolean {
    return this.usage !== undefined && !this.hasLines;
  }

  /** That the connector knows nothing is another matter than that nobody could ask it. */
  get noLinesText(): string {
    return this.usage?.problem == null ? usageLabels.seatsNone : usageLabels.seatsUnknown;
  }
}

function rowOf(metric: MetricValue): TableRow {
  const { runId, runName } = metric;
  return {
    key: metric.developerName,
    cells: [
      { text: metric.label },
      { text: usageText(metric), tone: metric.state === 'Number' ? 'strong' : 'weak' },
      { text: reasonText(metric.explanation ?? '') },
      {
        text: momentText(metric.writtenAt),
        link: runId == null ? undefined : { text: runName ?? runId, url: `/${runId}` },
      },
    ],
  };
}
