import { LightningElement, api } from 'lwc';
import getPreview from '@salesforce/apex/MappingPreviewController.getPreview';
import type { MappingInput } from 'apex/MappingInput';
import type { AccountOption, Preview, PreviewRow } from 'apex/MappingPreviewController';
import { errorText } from 'c/errorText';
import { sharedLabels } from 'c/sharedLabels';
import type { TableColumn, TableRow } from 'c/textTable';
import { numberText, reasonText } from 'c/texts';
import { wizardLabels } from 'c/wizardLabels';

/** What a mapping would read or write on real Accounts. Saves nothing. */
export default class MappingPreview extends LightningElement {
  @api mapping!: MappingInput;
  /** Whether it is a step on the way to something, which can be gone without it. */
  @api isStep = false;

  readonly labels = wizardLabels;
  readonly shared = sharedLabels;
  preview?: Preview;
  searched: readonly PreviewRow[] = [];
  error?: string;
  isLoading = true;

  override connectedCallback(): void {
    void this.load();
  }

  async load(): Promise<void> {
    this.isLoading = true;
    this.error = undefined;
    try {
      this.preview = await getPreview({ input: this.mapping, accountIds: [] });
    } catch (error) {
      this.error = errorText(error);
    } finally {
      this.isLoading = false;
    }
  }

  async handleAccount(event: CustomEvent<AccountOption>): Promise<void> {
    const { accountId } = event.detail;
    try {
      const { rows } = await getPreview({ input: this.mapping, accountIds: [accountId] });
      const others = this.searched.filter((row) => row.accountId !== accountId);
      this.searched = [...rows, ...others];
    } catch (error) {
      this.error = errorText(error);
    }
  }

  get isMetric(): boolean {
    return this.mapping.kind === 'Metric';
  }

  get heading(): string {
    return this.isMetric ? wizardLabels.previewQuestionWrite : wizardLabels.previewQuestionRead;
  }

  get nextHeading(): string {
    return this.isMetric ? wizardLabels.previewNext : wizardLabels.previewTaken;
  }

  get problemAdvice(): string {
    const goOn = this.isStep ? wizardLabels.previewGoOn : '';
    return `${this.preview?.problem?.advice ?? ''} ${goOn}`.trim();
  }

  get columns(): readonly TableColumn[] {
    return [
      { label: wizardLabels.previewAccount },
      { label: wizardLabels.previewPresent },
      { label: this.nextHeading },
      { label: wizardLabels.previewWhy, isSentence: true },
    ];
  }

  get rows(): readonly TableRow[] {
    const chosen = new Set(this.searched.map(({ accountId }) => accountId));
    const sample = (this.preview?.rows ?? []).filter(({ accountId }) => !chosen.has(accountId));
    return [...this.searched, ...sample].map(rowOf);
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  get isEmpty(): boolean {
    return this.preview !== undefined && !this.hasRows;
  }

  /** How many Accounts would get what; nothing where the connector could not be asked. */
  get counts(): readonly { key: string; number: string; text: string }[] {
    const { numberCount, zeroCount, nullCount, keptCount } = this.preview ?? {};
    const counts: readonly (readonly [number | null | undefined, string])[] = [
      [numberCount, wizardLabels.previewNumbers],
      [zeroCount, wizardLabels.previewZeros],
      [nullCount, wizardLabels.previewNulls],
      [keptCount, wizardLabels.previewKeeps],
    ];
    return counts.flatMap(([count, text]) =>
      count == null ? [] : [{ key: text, number: numberText(count), text }],
    );
  }

  get hasCounts(): boolean {
    return this.isMetric && this.counts.length > 0;
  }
}

function rowOf(row: PreviewRow): TableRow {
  const account = row.accountName ?? wizardLabels.previewHiddenAccount;
  return {
    key: row.accountId,
    cells: [
      {
        link: { text: account, url: `/${row.accountId}`, isNewTab: true },
        note: licensedText(row.isLicensed),
      },
      { text: row.presentText ?? wizardLabels.previewEmpty },
      { text: nextText(row), tone: 'strong' },
      { text: reasonText(row.reason ?? '') },
    ],
  };
}

function licensedText(isLicensed: boolean | null | undefined): string {
  if (isLicensed == null) return '';
  return isLicensed ? wizardLabels.previewLicensed : wizardLabels.previewUnlicensed;
}

/** NULL and 0 are told apart in words. */
function nextText({ nextState, nextNumber, nextText: text }: PreviewRow): string {
  switch (nextState) {
    case 'Null':
      return wizardLabels.previewEmpty;
    case 'Kept':
      return wizardLabels.previewKept;
    case 'Unknown':
      return wizardLabels.previewUnknown;
    default:
      return text ?? numberText(nextNumber);
  }
}
