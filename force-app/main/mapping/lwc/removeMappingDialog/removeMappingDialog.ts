import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import type { MappingItem } from 'apex/FieldMappingController';
import { mappingLabels } from 'c/mappingLabels';
import { sharedLabels } from 'c/sharedLabels';
import { filled } from 'c/texts';

export type Removal = 'leave' | 'clear';

/** Asks before a mapping is removed, and what shall happen with the values that it wrote. Closes with the answer. */
export default class RemoveMappingDialog extends LightningModal<Removal> {
  @api mapping!: MappingItem;

  readonly labels = mappingLabels;
  readonly shared = sharedLabels;
  removal: Removal = 'leave';

  get heading(): string {
    return filled(mappingLabels.removeHeading, this.mapping.label);
  }

  get text(): string {
    return filled(mappingLabels.removeText, this.fieldName);
  }

  private get fieldName(): string {
    const { accountFieldLabel, accountField } = this.mapping;
    return accountFieldLabel ?? accountField ?? '';
  }

  /** Only a metric has written anything. */
  get hasValues(): boolean {
    return this.mapping.kind === 'Metric' && this.mapping.accountField != null;
  }

  get question(): string {
    return filled(mappingLabels.removeValues, this.fieldName);
  }

  get options(): readonly { label: string; value: Removal }[] {
    return [
      { label: mappingLabels.removeLeave, value: 'leave' },
      { label: mappingLabels.removeClear, value: 'clear' },
    ];
  }

  handleChange(event: CustomEvent<{ value: Removal }>): void {
    this.removal = event.detail.value;
  }

  handleCancel(): void {
    this.close();
  }

  handleRemove(): void {
    this.close(this.removal);
  }
}
