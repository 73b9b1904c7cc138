import type { MappingItem } from 'apex/FieldMappingController';
import type { Choice } from 'c/choiceList';
import { filled } from 'c/texts';
import type { WizardDraft } from 'c/wizardDraft';
import { wizardLabels } from 'c/wizardLabels';
import internalSeats from '@salesforce/label/c.KindInternalSeats';
import externalSeats from '@salesforce/label/c.KindExternalSeats';
import renewalDate from '@salesforce/label/c.KindRenewalDate';

export type WizardStep = 'kind' | 'subject' | 'field' | 'preview' | 'review';

const names: Record<WizardStep, string> = {
  kind: wizardLabels.stepKind,
  subject: wizardLabels.stepSubject,
  field: wizardLabels.stepField,
  preview: wizardLabels.stepPreview,
  review: wizardLabels.stepReview,
};

/** The steps in order. A display field is nothing but its field; of a saved mapping the kind stays what it is. */
export function stepsOf(
  { direction }: WizardDraft,
  isEdit: boolean,
): readonly { value: WizardStep; label: string }[] {
  const steps: readonly (WizardStep | false)[] = [
    !isEdit && 'kind',
    isEdit ? direction === 'metric' && 'subject' : direction !== 'display' && 'subject',
    'field',
    'preview',
    'review',
  ];
  return steps.flatMap((value) => (value === false ? [] : [{ value, label: names[value] }]));
}

export const directionChoices: readonly Choice[] = [
  { value: 'display', label: wizardLabels.kindDisplay, text: wizardLabels.kindDisplayText },
  { value: 'override', label: wizardLabels.kindOverride, text: wizardLabels.kindOverrideText },
  { value: 'metric', label: wizardLabels.kindMetric, text: wizardLabels.kindMetricText },
];

const overrides: readonly Choice[] = [
  { value: 'InternalSeats', label: internalSeats, text: wizardLabels.internalSeatsText },
  { value: 'ExternalSeats', label: externalSeats, text: wizardLabels.externalSeatsText },
  { value: 'RenewalDate', label: renewalDate, text: wizardLabels.renewalDateText },
];

/** The overrides; one that is there already can not be chosen, and says where it is. A removed one does not count. */
export function overrideChoices(mappings: readonly MappingItem[]): readonly Choice[] {
  return overrides.map((choice) => {
    const taken = mappings.find(({ kind, state }) => kind === choice.value && state !== 'Removed');
    if (!taken) return choice;
    return { ...choice, isDisabled: true, note: filled(wizardLabels.overrideTaken, taken.label) };
  });
}
