import getMappings from '@salesforce/apex/FieldMappingController.getMappings';
import pauseMapping from '@salesforce/apex/FieldMappingController.pauseMapping';
import removeMapping from '@salesforce/apex/FieldMappingController.removeMapping';
import restoreMapping from '@salesforce/apex/FieldMappingController.restoreMapping';
import resumeMapping from '@salesforce/apex/FieldMappingController.resumeMapping';
import type {
  MappingGroup,
  MappingItem,
  MappingList as Mappings,
} from 'apex/FieldMappingController';
import type { Item } from 'apex/MappingChanges';
import { errorText } from 'c/errorText';
import FieldWizard from 'c/fieldWizard';
import MappingHistory from 'c/mappingHistory';
import { mappingLabels } from 'c/mappingLabels';
import MappingPreviewDialog from 'c/mappingPreviewDialog';
import { mappingRow, type MappingAction, type MappingRow } from 'c/mappingRows';
import RemoveMappingDialog from 'c/removeMappingDialog';
import SavingPage from 'c/savingPage';
import { filled, momentText } from 'c/texts';

interface Message {
  readonly variant: 'error' | 'success';
  readonly message: string;
  readonly advice?: string | null;
}

const groupTexts: Readonly<Record<string, { heading: string; text: string; icon: string }>> = {
  Display: {
    heading: mappingLabels.syncDisplayFields,
    text: mappingLabels.displayText,
    icon: 'utility:preview',
  },
  Overrides: {
    heading: mappingLabels.syncOverrideFields,
    text: mappingLabels.overridesText,
    icon: 'utility:replace',
  },
  Metrics: {
    heading: mappingLabels.syncMetrics,
    text: mappingLabels.metricsText,
    icon: 'utility:metrics',
  },
};

/** All mappings by direction, and everything that can be done with one. */
export default class MappingList extends SavingPage {
  readonly labels = mappingLabels;
  list?: Mappings;
  error?: string;
  message?: Message;
  showsRemoved = false;
  /** Developer names of the mappings that are being saved. */
  saving: readonly string[] = [];

  async load(): Promise<void> {
    this.error = undefined;
    try {
      this.list = await getMappings();
    } catch (error) {
      this.error = errorText(error);
    }
  }

  get isLoading(): boolean {
    return this.list === undefined && this.error === undefined;
  }

  get canManage(): boolean {
    return this.list?.canManage === true;
  }

  get mappings(): readonly MappingItem[] {
    return (this.list?.groups ?? []).flatMap((group) => group.mappings);
  }

  get isEmpty(): boolean {
    return this.list !== undefined && this.mappings.length === 0;
  }

  get emptyText(): string {
    return this.canManage
      ? mappingLabels.emptyText
      : `${mappingLabels.emptyText} ${mappingLabels.emptyViewerText}`;
  }

  get hasMappings(): boolean {
    return this.mappings.length > 0;
  }

  get hasRemoved(): boolean {
    return this.mappings.some(({ state }) => state === 'Removed');
  }

  get resultsText(): string {
    const { runName, runFinishedAt } = this.list ?? {};
    return runName == null
      ? ''
      : filled(mappingLabels.resultsFrom, runName, momentText(runFinishedAt));
  }

  get groups(): readonly {
    key: string;
    heading: string;
    text: string;
    icon: string;
    rows: readonly MappingRow[];
    hasRows: boolean;
    isEmpty: boolean;
  }[] {
    return (this.list?.groups ?? []).map((group) => {
      const rows = this.rowsOf(group);
      const { heading, text, icon } = groupTexts[group.key] ?? {
        heading: group.key,
        text: '',
        icon: '',
      };
      return {
        key: group.key,
        heading,
        text,
        icon,
        rows,
        hasRows: rows.length > 0,
        isEmpty: rows.length === 0,
      };
    });
  }

  private rowsOf({ mappings }: MappingGroup): readonly MappingRow[] {
    return mappings
      .filter(({ state }) => this.showsRemoved || state !== 'Removed')
      .map((each) => mappingRow(each, this.canManage, this.saving.includes(each.developerName)));
  }

  handleShowRemoved(event: CustomEvent<{ checked: boolean }>): void {
    this.showsRemoved = event.detail.checked;
  }

  handleAdd(): Promise<void> {
    return this.openWizard();
  }

  async handleAction(event: CustomEvent<{ value: MappingAction }>): Promise<void> {
    const mapping = this.mappingOf(event);
    if (mapping) await this.actions[event.detail.value](mapping);
  }

  async handlePreview(event: Event): Promise<void> {
    const mapping = this.mappingOf(event);
    if (mapping) await this.actions.preview(mapping);
  }

  private mappingOf(event: Event): MappingItem | undefined {
    const { name } = (event.currentTarget as HTMLElement).dataset;
    return this.mappings.find(({ developerName }) => developerName === name);
  }

  private readonly actions: Record<MappingAction, (mapping: MappingItem) => Promise<void>> = {
    edit: (mapping) => this.openWizard(mapping),
    preview: async (mapping) => {
      await MappingPreviewDialog.open({ label: mappingLabels.preview, size: 'large', mapping });
    },
    history: async ({ developerName, label: name }) => {
      await MappingHistory.open({
        label: mappingLabels.history,
        size: 'small',
        developerName,
        name,
      });
    },
    pause: ({ developerName }) => this.save(developerName, () => pauseMapping({ developerName })),
    resume: ({ developerName }) => this.save(developerName, () => resumeMapping({ developerName })),
    restore: ({ developerName }) =>
      this.save(developerName, () => restoreMapping({ developerName })),
    remove: async (mapping) => {
      const { developerName } = mapping;
      const removal = await RemoveMappingDialog.open({
        label: mappingLabels.remove,
        size: 'small',
        mapping,
      });
      if (removal === undefined) return;
      const clearValues = removal === 'clear';
      await this.save(developerName, () => removeMapping({ developerName, clearValues }));
    },
  };

  private async openWizard(mapping?: MappingItem): Promise<void> {
    this.message = undefined;
    const others = this.mappings;
    const label = mapping ? mappingLabels.edit : mappingLabels.addField;
    const change = await FieldWizard.open({ label, size: 'large', mapping, others });
    if (change?.state === 'Saving') this.follow(change);
    else if (change) await this.end(change);
  }

  private async save(developerName: string, change: () => Promise<Item>): Promise<void> {
    this.saving = [...this.saving, developerName];
    this.message = undefined;
    try {
      this.waitFor(await change());
    } catch (error) {
      this.fail(errorText(error), { developerName });
    }
  }

  /** Waits for a change that the wizard was closed upon. A new mapping is in the list once it is saved. */
  private follow(change: Item): void {
    this.saving = [...this.saving, change.developerName ?? ''];
    this.waitFor(change);
  }

  private saved(developerName: string | null | undefined): void {
    this.saving = this.saving.filter((each) => each !== developerName);
  }

  protected async end({ state, actionLabel, developerName, label, message }: Item): Promise<void> {
    const isSaved = state === 'Saved';
    const text = isSaved ? mappingLabels.changed : mappingLabels.changeFailed;
    this.message = {
      variant: isSaved ? 'success' : 'error',
      message: filled(text, actionLabel, label ?? ''),
      advice: message,
    };
    this.saved(developerName);
    await this.load();
  }

  protected fail(message: string, change?: Pick<Item, 'developerName'>): void {
    this.message = { variant: 'error', message };
    this.saved(change?.developerName);
  }
}
