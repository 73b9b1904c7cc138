import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import checkMapping from '@salesforce/apex/FieldMappingController.checkMapping';
import saveMapping from '@salesforce/apex/FieldMappingController.saveMapping';
import type { FieldItem } from 'apex/AccountFieldController';
import type { MappingItem } from 'apex/FieldMappingController';
import type { Item } from 'apex/MappingChanges';
import type { MappingInput } from 'apex/MappingInput';
import type { MetricItem } from 'apex/MetricCatalogueController';
import { ChangeWatch } from 'c/changeWatch';
import type { Choice } from 'c/choiceList';
import { errorText } from 'c/errorText';
import { FocusMove } from 'c/focusMove';
import { sharedLabels } from 'c/sharedLabels';
import { filled } from 'c/texts';
import { emptyDraft, draftOf, inputOf, missingIn, type WizardDraft } from 'c/wizardDraft';
import { wizardLabels } from 'c/wizardLabels';
import { directionChoices, overrideChoices, stepsOf, type WizardStep } from 'c/wizardSteps';

/**
 * Adds a mapping, or edits one, step by step. Nothing is saved before the last step; then it waits for the deployment
 * and closes with the change that was saved.
 */
export default class FieldWizard extends LightningModal<Item> {
  /** The mapping to edit; a new one without it. */
  @api mapping?: MappingItem;
  /** Mappings that are there already: an override can be there once. */
  @api others: readonly MappingItem[] = [];

  readonly labels = wizardLabels;
  readonly shared = sharedLabels;
  draft: WizardDraft = emptyDraft;
  step: WizardStep = 'kind';
  message?: string;
  problems: readonly string[] = [];
  warnings: readonly string[] = [];
  isSaving = false;
  /** What is being saved, once Salesforce has taken it. */
  private pending?: Item;
  private watch?: ChangeWatch;
  private readonly focusMove = new FocusMove();

  override connectedCallback(): void {
    if (!this.mapping) return;
    this.draft = draftOf(this.mapping);
    this.step = this.steps[0]?.value ?? 'field';
  }

  override renderedCallback(): void {
    this.focusMove.carryOut(this.template);
  }

  override disconnectedCallback(): void {
    this.watch?.stop();
  }

  get heading(): string {
    return this.mapping
      ? filled(wizardLabels.headingEdit, this.mapping.label)
      : wizardLabels.headingNew;
  }

  get steps(): readonly { value: WizardStep; label: string }[] {
    return stepsOf(this.draft, this.mapping !== undefined);
  }

  get isKind(): boolean {
    return this.step === 'kind';
  }

  get isOverride(): boolean {
    return this.step === 'subject' && this.draft.direction === 'override';
  }

  get isMetric(): boolean {
    return this.step === 'subject' && this.draft.direction === 'metric';
  }

  get isField(): boolean {
    return this.step === 'field';
  }

  get isPreview(): boolean {
    return this.step === 'preview';
  }

  get isReview(): boolean {
    return this.step === 'review';
  }

  get kindChoices(): readonly Choice[] {
    return directionChoices;
  }

  get overrides(): readonly Choice[] {
    return overrideChoices(this.others);
  }

  get input(): MappingInput {
    return inputOf(this.draft, this.mapping);
  }

  get asksConsent(): boolean {
    return this.isField && this.consentText !== undefined;
  }

  get consentText(): string | undefined {
    const { field } = this.draft;
    return field?.suitability === 'Lossy'
      ? filled(wizardLabels.consent, field.reason ?? '')
      : undefined;
  }

  get reviewLines(): readonly { term: string; value: string }[] {
    const { kindLabel, metricLabel, field, direction } = this.draft;
    return [
      { term: wizardLabels.reviewKind, value: kindLabel },
      ...(metricLabel === '' ? [] : [{ term: wizardLabels.reviewMetric, value: metricLabel }]),
      { term: wizardLabels.reviewField, value: field ? `${field.label} (${field.apiName})` : '' },
      {
        term: wizardLabels.reviewDirection,
        value: direction === 'metric' ? wizardLabels.reviewWrite : wizardLabels.reviewRead,
      },
    ];
  }

  get cannotGoBack(): boolean {
    return this.isSaving || this.step === this.steps[0]?.value;
  }

  /** The progress indicator shows steps as signs only. */
  get stepText(): string {
    const at = this.steps.findIndex(({ value }) => value === this.step);
    return filled(wizardLabels.stepOf, at + 1, this.steps.length, this.steps[at]?.label ?? '');
  }

  /** What is being saved can't be cancelled any more; whoever opened the wizard goes on waiting for it. */
  get closeLabel(): string {
    return this.pending ? sharedLabels.close : sharedLabels.cancel;
  }

  /** Between the press on Save and Salesforce's answer nobody could be told what became of it. */
  get cannotClose(): boolean {
    return this.isSaving && !this.pending;
  }

  get cannotSave(): boolean {
    return this.isSaving || this.problems.length > 0;
  }

  handleDirection(event: CustomEvent<string>): void {
    const direction = event.detail as WizardDraft['direction'];
    // What was chosen for another direction does not fit this one.
    if (direction !== this.draft.direction)
      this.draft = { ...emptyDraft, ...kindOf(direction), direction };
    this.message = undefined;
  }

  handleOverride(event: CustomEvent<string>): void {
    const choice = this.overrides.find(({ value }) => value === event.detail);
    this.change({ kind: event.detail, kindLabel: choice?.label ?? '', field: undefined });
  }

  handleMetric(event: CustomEvent<MetricItem>): void {
    this.change({ metricKey: event.detail.key, metricLabel: event.detail.label });
  }

  handleField(event: CustomEvent<FieldItem>): void {
    this.change({ field: event.detail, isLossAccepted: false });
  }

  handleConsent(event: CustomEvent<{ checked: boolean }>): void {
    this.change({ isLossAccepted: event.detail.checked });
  }

  handleDescription(event: CustomEvent<{ value: string }>): void {
    this.change({ description: event.detail.value });
  }

  handleBack(): void {
    this.go(-1);
  }

  handleNext(): void {
    this.message = missingIn(this.draft, this.step);
    if (this.message === undefined) this.go(1);
    else this.focusMove.now(this.template, this.asksConsent ? '.consent' : '.question');
  }

  handleClose(): void {
    this.watch?.stop();
    this.leave(this.pending);
  }

  async handleSave(): Promise<void> {
    this.isSaving = true;
    // The cross and Escape would close it without the change.
    this.disableClose = true;
    this.message = undefined;
    try {
      const change = await saveMapping({ input: this.input });
      this.watch = new ChangeWatch(
        (ended) => this.end(ended),
        (text) => this.fail(text),
      );
      this.pending = change;
      this.watch.watch(change);
    } catch (error) {
      this.fail(errorText(error));
    }
  }

  private change(part: Partial<WizardDraft>): void {
    this.draft = { ...this.draft, ...part };
    this.message = undefined;
  }

  private go(distance: number): void {
    const at = this.steps.findIndex(({ value }) => value === this.step) + distance;
    this.step = this.steps[at]?.value ?? this.step;
    this.message = undefined;
    this.focusMove.to('.step');
    if (this.isReview) void this.check();
  }

  private async check(): Promise<void> {
    try {
      const { problems, warnings } = await checkMapping({ input: this.input });
      this.problems = problems ?? [];
      this.warnings = warnings;
    } catch (error) {
      this.fail(errorText(error));
    }
  }

  private end(change: Item): void {
    if (change.state === 'Saved') this.leave(change);
    else this.fail(change.message ?? sharedLabels.unknownProblem);
  }

  /** Lightning keeps a dialog open that may not be closed, even from within. */
  private leave(change?: Item): void {
    this.disableClose = false;
    this.close(change);
  }

  private fail(message: string): void {
    this.message = message;
    this.isSaving = false;
    this.pending = undefined;
    this.disableClose = false;
    this.focusMove.to('.message');
  }
}

function kindOf(direction: WizardDraft['direction']): Partial<WizardDraft> {
  const choice = directionChoices.find(({ value }) => value === direction);
  const kinds = { display: 'DisplayField', override: '', metric: 'Metric' };
  return direction === undefined ? {} : { kind: kinds[direction], kindLabel: choice?.label ?? '' };
}
