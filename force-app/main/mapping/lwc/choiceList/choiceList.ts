import { LightningElement, api } from 'lwc';

/** One of the things to choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Smaller, beside the label: an API name, a type. */
  readonly detail?: string;
  /** A sentence below. */
  readonly text?: string;
  readonly badges?: readonly string[];
  /** Why it can not be chosen, or what to mind. */
  readonly note?: string;
  readonly isDisabled?: boolean;
}

/** One of several, as radio buttons that have room for an explanation. Sends `choose` with the value as detail. */
export default class ChoiceList extends LightningElement {
  @api legend = '';
  @api choices: readonly Choice[] = [];
  @api value?: string;

  get items(): readonly (Choice & {
    id: string;
    isChecked: boolean;
    boxClass: string;
    hasBadges: boolean;
  })[] {
    return this.choices.map((choice, index) => {
      const isChecked = choice.value === this.value;
      return {
        ...choice,
        id: `choice-${index}`,
        isChecked,
        hasBadges: (choice.badges?.length ?? 0) > 0,
        boxClass: `choice slds-box slds-box_x-small slds-m-bottom_x-small${isChecked ? ' choice_checked' : ''}`,
      };
    });
  }

  /** Takes the focus to the choice that is made, or to the first that can be. */
  @api
  focus(): void {
    const radios = [...(this.template?.querySelectorAll('input') ?? [])];
    const target = radios.find(({ checked }) => checked) ?? radios.find((each) => !each.disabled);
    target?.focus();
  }

  handleChange(event: Event): void {
    const detail = (event.target as HTMLInputElement).value;
    this.dispatchEvent(new CustomEvent('choose', { detail }));
  }
}
