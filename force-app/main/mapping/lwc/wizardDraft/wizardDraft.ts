import type { FieldItem } from 'apex/AccountFieldController';
import type { MappingItem } from 'apex/FieldMappingController';
import type { MappingInput } from 'apex/MappingInput';
import { wizardLabels } from 'c/wizardLabels';

export type Direction = 'display' | 'override' | 'metric';

/** What was chosen in the wizard so far. */
export interface WizardDraft {
  readonly direction?: Direction;
  /** As FieldMapping__mdt has it; the empty text until it is known. */
  readonly kind: string;
  readonly kindLabel: string;
  readonly metricKey?: string | null;
  readonly metricLabel: string;
  readonly field?: Pick<FieldItem, 'apiName' | 'label' | 'suitability' | 'reason'>;
  readonly isLossAccepted: boolean;
  readonly description: string;
}

export const emptyDraft: WizardDraft = {
  kind: '',
  kindLabel: '',
  metricLabel: '',
  isLossAccepted: false,
  description: '',
};

/** The draft with which the wizard begins to edit a mapping. A loss was accepted when it was saved. */
export function draftOf(mapping: MappingItem): WizardDraft {
  const { kind, kindLabel, metricKey, metricLabel, accountField, accountFieldLabel, description } =
    mapping;
  return {
    direction: directionOf(kind),
    kind,
    kindLabel,
    metricKey,
    metricLabel: metricLabel ?? metricKey ?? '',
    field:
      accountField == null
        ? undefined
        : {
            apiName: accountField,
            label: accountFieldLabel ?? accountField,
            suitability: 'Lossless',
          },
    isLossAccepted: true,
    description: description ?? '',
  };
}

function directionOf(kind: string): Direction {
  if (kind === 'Metric') return 'metric';
  return kind === 'DisplayField' ? 'display' : 'override';
}

type Edited = Pick<MappingItem, 'developerName' | 'content'>;

/** The draft as Apex checks, previews and saves it; with the mapping that it edits, as the page showed it. */
export function inputOf(draft: WizardDraft, edited?: Edited): MappingInput {
  return {
    ...whichOf(edited),
    kind: draft.kind,
    accountField: draft.field?.apiName ?? null,
    metricKey: draft.kind === 'Metric' ? (draft.metricKey ?? null) : null,
    description: draft.description === '' ? null : draft.description,
    isLossAccepted: draft.isLossAccepted,
  };
}

function whichOf(edited?: Edited): Pick<MappingInput, 'developerName' | 'earlierContent'> {
  return {
    developerName: edited?.developerName ?? null,
    earlierContent: edited?.content ?? null,
  };
}

/** What a step lacks before the next can begin; undefined where it lacks nothing. */
export function missingIn(draft: WizardDraft, step: string): string | undefined {
  const isChosen: Readonly<Record<string, boolean>> = {
    kind: draft.direction !== undefined,
    subject: draft.direction === 'metric' ? draft.metricKey != null : draft.kind !== '',
    field: draft.field !== undefined,
  };
  if (isChosen[step] === false) return wizardLabels.chooseFirst;
  const needsConsent = step === 'field' && draft.field?.suitability === 'Lossy';
  return needsConsent && !draft.isLossAccepted ? wizardLabels.consentFirst : undefined;
}
