import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import getChanges from '@salesforce/apex/FieldMappingController.getChanges';
import type { Item } from 'apex/MappingChanges';
import { errorText } from 'c/errorText';
import { mappingLabels } from 'c/mappingLabels';
import { sharedLabels } from 'c/sharedLabels';
import { filled, momentText } from 'c/texts';

const clearTexts: Readonly<Record<string, string>> = {
  Pending: mappingLabels.clearPending,
  Done: mappingLabels.clearDone,
  Failed: mappingLabels.clearFailed,
  Withdrawn: mappingLabels.clearWithdrawn,
};

/** Who changed a mapping, when, and what became of it. */
export default class MappingHistory extends LightningModal {
  @api developerName = '';
  /** What the mapping is called. */
  @api name = '';

  readonly labels = mappingLabels;
  readonly shared = sharedLabels;
  changes?: readonly Item[];
  error?: string;

  override connectedCallback(): void {
    void this.load();
  }

  async load(): Promise<void> {
    this.error = undefined;
    try {
      this.changes = await getChanges({ developerName: this.developerName });
    } catch (error) {
      this.error = errorText(error);
    }
  }

  get heading(): string {
    return filled(mappingLabels.historyHeading, this.name);
  }

  get isLoading(): boolean {
    return this.changes === undefined && this.error === undefined;
  }

  get isEmpty(): boolean {
    return this.changes?.length === 0;
  }

  get entries(): readonly {
    key: string;
    action: string;
    by: string;
    message?: string | null;
    clearText?: string;
  }[] {
    return (this.changes ?? []).map((change) => ({
      key: change.changeId,
      action: change.actionLabel,
      by: filled(mappingLabels.historyBy, change.changedBy ?? '', momentText(change.changedAt)),
      message: change.message,
      clearText: clearTexts[change.clearState ?? ''],
    }));
  }

  handleClose(): void {
    this.close();
  }
}
