import { LightningElement, api } from 'lwc';
import getFields from '@salesforce/apex/AccountFieldController.getFields';
import type { FieldItem, FieldList } from 'apex/AccountFieldController';
import type { Choice } from 'c/choiceList';
import { errorText } from 'c/errorText';
import { filled, reasonText } from 'c/texts';
import { wizardLabels } from 'c/wizardLabels';

/** More than these would be a long wait for a list that nobody reads to its end. */
const mostShown = 100;

const typeNames: Readonly<Record<string, string>> = {
  double: wizardLabels.typeNumber,
  integer: wizardLabels.typeNumber,
  long: wizardLabels.typeNumber,
  currency: wizardLabels.typeCurrency,
  percent: wizardLabels.typePercent,
  string: wizardLabels.typeText,
  textarea: wizardLabels.typeText,
  picklist: wizardLabels.typePicklist,
  multipicklist: wizardLabels.typeMultipicklist,
  date: wizardLabels.typeDate,
  datetime: wizardLabels.typeDatetime,
  boolean: wizardLabels.typeCheckbox,
  reference: wizardLabels.typeLookup,
  phone: wizardLabels.typePhone,
  url: wizardLabels.typeUrl,
  email: wizardLabels.typeEmail,
  id: wizardLabels.typeId,
  address: wizardLabels.typeAddress,
  encryptedstring: wizardLabels.typeEncryptedText,
  time: wizardLabels.typeTime,
  location: wizardLabels.typeGeolocation,
};

/** What can be picked comes first, the best first. */
const ranks: readonly unknown[] = ['Lossless', 'Lossy', 'Impossible'];

/** The wizard's list of Account fields, live from the org. Sends `pick` with the field as detail. */
export default class FieldPicker extends LightningElement {
  /** Kind of the mapping, as FieldMapping__mdt has it. */
  @api kind = '';
  /** Developer name of the mapping that is edited. */
  @api developerName?: string | null;
  /** API name of the field that is chosen. */
  @api value?: string | null;

  readonly labels = wizardLabels;
  term = '';
  showsAll = false;
  list?: FieldList;
  error?: string;

  override connectedCallback(): void {
    void this.load();
  }

  async load(): Promise<void> {
    this.error = undefined;
    try {
      this.list = await getFields({ kind: this.kind, developerName: this.developerName ?? null });
    } catch (error) {
      this.error = errorText(error);
    }
  }

  get isLoading(): boolean {
    return this.list === undefined && this.error === undefined;
  }

  get legend(): string {
    return this.kind === 'Metric'
      ? wizardLabels.fieldQuestionWrite
      : wizardLabels.fieldQuestionRead;
  }

  get lacksConnectorUser(): boolean {
    return this.list?.connectorUserCount === 0;
  }

  get found(): readonly FieldItem[] {
    const term = this.term.toLowerCase();
    return (this.list?.fields ?? [])
      .filter(
        ({ label, apiName, suitability }) =>
          (this.showsAll || suitability !== 'Impossible') &&
          `${label} ${apiName}`.toLowerCase().includes(term),
      )
      .sort((one, other) => ranks.indexOf(one.suitability) - ranks.indexOf(other.suitability));
  }

  get choices(): readonly Choice[] {
    return this.found.slice(0, mostShown).map((field) => choiceOf(field, this.kind));
  }

  get hasChoices(): boolean {
    return this.found.length > 0;
  }

  get countText(): string {
    if (this.list === undefined) return '';
    if (!this.hasChoices) return filled(wizardLabels.noFieldFound, this.term);
    return this.found.length > mostShown
      ? filled(wizardLabels.fieldsMore, mostShown)
      : filled(wizardLabels.fieldsShown, this.found.length, this.list.fields.length);
  }

  /** Takes the focus to where one looks for what to pick. */
  @api
  focus(): void {
    this.template?.querySelector('lightning-input')?.focus();
  }

  handleTerm(event: CustomEvent<{ value: string }>): void {
    this.term = event.detail.value.trim();
  }

  handleShowAll(event: CustomEvent<{ checked: boolean }>): void {
    this.showsAll = event.detail.checked;
  }

  handleChoose(event: CustomEvent<string>): void {
    const detail = this.list?.fields.find(({ apiName }) => apiName === event.detail);
    this.dispatchEvent(new CustomEvent('pick', { detail }));
  }
}

function choiceOf(field: FieldItem, kind: string): Choice {
  return {
    value: field.apiName,
    label: field.label,
    detail: field.apiName,
    badges: badgesOf(field, kind === 'Metric'),
    note: field.reason == null ? undefined : reasonText(field.reason),
    isDisabled: field.suitability === 'Impossible',
  };
}

function badgesOf(field: FieldItem, isWritten: boolean): readonly string[] {
  const badges: readonly (readonly [boolean, string])[] = [
    [true, typeText(field)],
    [field.isFormula, wizardLabels.badgeFormula],
    [field.isEncrypted, wizardLabels.badgeEncrypted],
    [field.isRequired, wizardLabels.badgeRequired],
    [field.isUnique, wizardLabels.badgeUnique],
    [field.length > 0, filled(wizardLabels.badgeLength, field.length)],
    [!field.isVisibleToConnector, wizardLabels.badgeHidden],
    [isWritten && !field.isFormula && !field.isEditableByConnector, wizardLabels.badgeReadOnly],
    [field.suitability === 'Lossy', wizardLabels.badgeLossy],
  ];
  const uses = field.mappedBy.map(({ label }) => filled(wizardLabels.badgeMapped, label));
  return [...badges.flatMap(([holds, text]) => (holds ? [text] : [])), ...uses];
}

/** As Setup shows it: numbers with their digits before and after the decimal point. Rare types by describe's name. */
function typeText({ dataType, precision, scale }: FieldItem): string {
  const name = typeNames[dataType] ?? dataType;
  return precision > 0 ? filled(wizardLabels.badgeDigits, name, precision - scale, scale) : name;
}
