import getSettings from '@salesforce/apex/SyncSettingsController.getSettings';
import saveSettings from '@salesforce/apex/SyncSettingsController.saveSettings';
import type { Item } from 'apex/MappingChanges';
import type { SettingsPage } from 'apex/SyncSettingsController';
import type { SyncSettingsItem } from 'apex/SyncSettingsItem';
import { errorText } from 'c/errorText';
import SavingPage from 'c/savingPage';
import { settingGroups, type SettingGroup } from 'c/settingFields';
import { settingsLabels } from 'c/settingsLabels';
import { sharedLabels } from 'c/sharedLabels';

interface Message {
  readonly variant: 'error' | 'success' | 'info';
  readonly message: string;
  readonly advice?: string | null;
}

/** Every setting with a sentence on its effect. All are saved at once. */
export default class SyncSettings extends SavingPage {
  readonly labels = settingsLabels;
  view?: SettingsPage;
  draft?: SyncSettingsItem;
  error?: string;
  message?: Message;
  isSaving = false;

  async load(): Promise<void> {
    this.error = undefined;
    try {
      this.view = await getSettings();
      this.draft = { ...this.view.settings };
    } catch (error) {
      this.error = errorText(error);
    }
  }

  get isLoading(): boolean {
    return this.view === undefined && this.error === undefined;
  }

  get isReadOnly(): boolean {
    return this.view?.canManage !== true;
  }

  get cannotSave(): boolean {
    return this.isSaving || !this.isChanged;
  }

  private get isChanged(): boolean {
    return JSON.stringify(this.draft) !== JSON.stringify(this.view?.settings);
  }

  get groups(): readonly SettingGroup[] {
    return this.view && this.draft ? settingGroups(this.view, this.draft) : [];
  }

  handleChange(event: CustomEvent<{ value?: string; checked?: boolean }>): void {
    const { name = '', type } = (event.currentTarget as HTMLElement).dataset;
    if (!this.draft) return;
    this.draft = { ...this.draft, [name]: valueIn(event.detail, type) };
    this.message = undefined;
  }

  handleReset(): void {
    this.draft = this.view && { ...this.view.settings };
    this.message = undefined;
  }

  async handleSave(): Promise<void> {
    if (!this.isValid()) {
      this.message = { variant: 'error', message: settingsLabels.invalid };
      return;
    }
    this.isSaving = true;
    this.message = { variant: 'info', message: settingsLabels.saving };
    try {
      const { draft: settings = null, view } = this;
      this.waitFor(await saveSettings({ settings, earlier: view?.settings ?? null }));
    } catch (error) {
      this.fail(errorText(error));
    }
  }

  private isValid(): boolean {
    const inputs = [...(this.template?.querySelectorAll('lightning-input') ?? [])];
    return inputs.map((input) => input.reportValidity()).every(Boolean);
  }

  protected async end(change: Item): Promise<void> {
    if (change.state === 'Saved') {
      this.isSaving = false;
      this.message = { variant: 'success', message: settingsLabels.saved };
      await this.load();
    } else {
      this.fail(change.message ?? sharedLabels.unknownProblem);
    }
  }

  protected fail(advice: string): void {
    this.isSaving = false;
    this.message = { variant: 'error', message: settingsLabels.failed, advice };
  }
}

function valueIn(
  { value, checked }: { value?: string; checked?: boolean },
  type?: string,
): string | number | boolean | null {
  if (type === 'toggle') return checked === true;
  if (type !== 'number') return value ?? null;
  return value === undefined || value === '' ? null : Number(value);
}
