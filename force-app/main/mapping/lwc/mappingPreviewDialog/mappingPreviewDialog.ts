import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import type { MappingItem } from 'apex/FieldMappingController';
import type { MappingInput } from 'apex/MappingInput';
import { mappingLabels } from 'c/mappingLabels';
import { sharedLabels } from 'c/sharedLabels';
import { filled } from 'c/texts';
import { draftOf, inputOf } from 'c/wizardDraft';

/** The values of a mapping that is saved, as its next run would read or write them. */
export default class MappingPreviewDialog extends LightningModal {
  @api mapping!: MappingItem;

  readonly shared = sharedLabels;

  get heading(): string {
    return filled(mappingLabels.previewHeading, this.mapping.label);
  }

  get input(): MappingInput {
    return inputOf(draftOf(this.mapping), this.mapping);
  }

  handleClose(): void {
    this.close();
  }
}
