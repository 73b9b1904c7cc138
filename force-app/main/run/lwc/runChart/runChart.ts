import { LightningElement, api } from 'lwc';
import getChart from '@salesforce/apex/SyncRunController.getChart';
import type { RunItem } from 'apex/SyncRunController';
import { errorText } from 'c/errorText';
import { logLabels } from 'c/logLabels';
import { runStatus } from 'c/runWords';
import { filled, momentText } from 'c/texts';

const height = 60;
const slot = 20;
const slots = 30;

/**
 * The last 30 runs at a glance: what was written and what failed. Sends `open` with the id of a run that is clicked; the
 * list below it does so for the keyboard.
 */
export default class RunChart extends LightningElement {
  readonly labels = logLabels;
  readonly viewBox = `0 0 ${slots * slot} ${height}`;
  runs?: readonly RunItem[];
  error?: string;

  override connectedCallback(): void {
    void this.refresh();
  }

  /** Reads the runs anew. */
  @api
  async refresh(): Promise<void> {
    this.error = undefined;
    try {
      this.runs = await getChart();
    } catch (error) {
      this.error = errorText(error);
    }
  }

  get isLoading(): boolean {
    return this.runs === undefined && this.error === undefined;
  }

  get hasBars(): boolean {
    return (this.runs?.length ?? 0) > 0;
  }

  get isEmpty(): boolean {
    return this.runs?.length === 0;
  }

  /** From the first run to the last. */
  get daysText(): string {
    return [this.runs?.at(0), this.runs?.at(-1)].map(startOf).join(' – ');
  }

  handleOpen(event: Event): void {
    const detail = (event.currentTarget as HTMLElement).dataset.id;
    this.dispatchEvent(new CustomEvent('open', { detail }));
  }

  get bars(): readonly {
    key: string;
    text: string;
    slot: number;
    x: number;
    written: { y: number; height: number };
    failed: { y: number; height: number };
  }[] {
    const runs = this.runs ?? [];
    const most = Math.max(1, ...runs.map((run) => writtenIn(run) + failedIn(run)));
    const first = slots - runs.length;
    return runs.map((run, index) => {
      // A line of one pixel for a run that wrote nothing: it did take place.
      const written = Math.max(1, Math.round((writtenIn(run) / most) * height));
      const failed = Math.ceil((failedIn(run) / most) * height);
      return {
        key: run.runId,
        text: filled(
          logLabels.chartBar,
          run.name,
          momentText(run.startedAt),
          writtenIn(run),
          failedIn(run),
          runStatus(run).text,
        ),
        slot: (first + index) * slot,
        x: (first + index) * slot + 2,
        written: { y: height - written, height: written },
        failed: { y: height - written - failed, height: failed },
      };
    });
  }
}

function startOf(run: RunItem | undefined): string {
  return momentText(run?.startedAt ?? run?.requestedAt);
}

function writtenIn({ valuesWritten }: RunItem): number {
  return valuesWritten ?? 0;
}

function failedIn({ valuesFailed }: RunItem): number {
  return valuesFailed ?? 0;
}
