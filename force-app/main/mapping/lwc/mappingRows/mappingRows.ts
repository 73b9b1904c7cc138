import type { MappingItem } from 'apex/FieldMappingController';
import type { Result } from 'apex/MappingOutcome';
import { mappingLabels } from 'c/mappingLabels';
import type { Tone } from 'c/statusText';
import { filled } from 'c/texts';

export type MappingAction =
  'edit' | 'preview' | 'pause' | 'resume' | 'remove' | 'restore' | 'history';

/** An item of a mapping's menu. */
export interface RowAction {
  readonly value: MappingAction;
  readonly label: string;
  /** It waits for a change that is being saved. The menu itself stays, or the focus would be lost with it. */
  readonly isDisabled: boolean;
}

/** What looks and changes nothing. */
const looks: ReadonlySet<MappingAction> = new Set(['preview', 'history']);

/** A mapping as the page shows it. */
export interface MappingRow {
  readonly mapping: MappingItem;
  readonly key: string;
  readonly label: string;
  readonly what: string;
  readonly field: string;
  readonly fieldName: string;
  readonly stateText: string;
  readonly stateTone: Tone;
  readonly reason?: string | null;
  readonly advice?: string | null;
  readonly result: string;
  readonly description?: string | null;
  readonly metricNote?: string;
  readonly menuText: string;
  readonly actions: readonly RowAction[];
  readonly canPreview: boolean;
  /** What the preview of it is called. */
  readonly previewText: string;
}

const states: Readonly<Record<string, { text: string; tone: Tone }>> = {
  Active: { text: mappingLabels.active, tone: 'good' },
  Paused: { text: mappingLabels.paused, tone: 'attention' },
  Removed: { text: mappingLabels.removed, tone: 'quiet' },
};

const metricNotes: Readonly<Record<string, string>> = {
  RecalculationPending: mappingLabels.metricRecalculating,
  NoData: mappingLabels.metricNoData,
  Removed: mappingLabels.metricRemoved,
};

/** @param isSaving whether a change of it is under way */
export function mappingRow(
  mapping: MappingItem,
  canManage: boolean,
  isSaving: boolean,
): MappingRow {
  return {
    mapping,
    key: mapping.developerName,
    label: mapping.label,
    ...subjectOf(mapping),
    ...stateOf(mapping, isSaving),
    reason: mapping.reason,
    advice: mapping.advice,
    result: resultText(mapping),
    description: mapping.description,
    menuText: filled(mappingLabels.actionsFor, mapping.label),
    actions: actionsOf(mapping, canManage, isSaving),
    canPreview: mapping.state !== 'Removed',
    previewText: filled(mappingLabels.previewHeading, mapping.label),
  };
}

function subjectOf(
  mapping: MappingItem,
): Pick<MappingRow, 'what' | 'field' | 'fieldName' | 'metricNote'> {
  const { kind, label, metricLabel, metricKey, kindLabel } = mapping;
  const { accountField, accountFieldLabel, metricState } = mapping;
  return {
    // Of overrides there is one each; display fields are many, and told apart by their names.
    what: metricLabel ?? metricKey ?? (kind === 'DisplayField' ? label : kindLabel),
    field: accountFieldLabel ?? accountField ?? mappingLabels.fieldGone,
    fieldName: accountField ?? '',
    metricNote: metricNotes[metricState ?? ''],
  };
}

function stateOf(
  { state }: MappingItem,
  isSaving: boolean,
): Pick<MappingRow, 'stateText' | 'stateTone'> {
  if (isSaving) return { stateText: mappingLabels.saving, stateTone: 'busy' };
  const { text, tone } = states[state] ?? { text: state, tone: 'quiet' };
  return { stateText: text, stateTone: tone };
}

function resultText({ isChangedSinceRun, lastResult, state, pausedBy }: MappingItem): string {
  // No run looks at these, whatever it found before.
  if (state === 'Removed' || pausedBy === 'Administrator') return '';
  if (isChangedSinceRun) return mappingLabels.resultChanged;
  if (lastResult == null) return mappingLabels.resultNone;
  return `${countsText(lastResult)} ${problemsText(lastResult)}`.trim();
}

/** A source is only read; a metric is written too. */
function countsText(result: Result): string {
  const { readCount, writtenCount, unchangedCount, clearedCount, failedCount } = result;
  // A retry looks at what had failed only.
  if (writtenCount != null && readCount === 0) return mappingLabels.resultNoValues;
  if (writtenCount != null) {
    return sentence([
      filled(mappingLabels.resultWritten, writtenCount),
      filled(mappingLabels.resultUnchanged, unchangedCount ?? 0),
      ...whereAny(clearedCount, mappingLabels.resultCleared),
      ...whereAny(failedCount, mappingLabels.resultFailed),
    ]);
  }
  return readCount == null ? '' : sentence([filled(mappingLabels.resultRead, readCount)]);
}

function problemsText({ errorCount, warningCount, writtenCount, readCount }: Result): string {
  if (errorCount + warningCount > 0) {
    return sentence([
      ...whereAny(errorCount, mappingLabels.resultErrors, mappingLabels.resultError),
      ...whereAny(warningCount, mappingLabels.resultWarnings, mappingLabels.resultWarning),
    ]);
  }
  return writtenCount == null && readCount == null ? mappingLabels.resultFine : '';
}

/** What there is none of is left out. */
function whereAny(count: number | null | undefined, many: string, one = many): readonly string[] {
  return count == null || count === 0 ? [] : [filled(count === 1 ? one : many, count)];
}

function sentence(parts: readonly string[]): string {
  return `${parts.join(', ')}.`;
}

function actionsOf(
  { state, pausedBy }: MappingItem,
  canManage: boolean,
  isSaving: boolean,
): readonly RowAction[] {
  const isRemoved = state === 'Removed';
  const isPausedByHand = state === 'Paused' && pausedBy === 'Administrator';
  const actions: readonly (readonly [boolean, MappingAction, string])[] = [
    [!isRemoved, 'preview', mappingLabels.preview],
    [canManage && !isRemoved, 'edit', mappingLabels.edit],
    [canManage && !isRemoved && !isPausedByHand, 'pause', mappingLabels.pause],
    [canManage && isPausedByHand, 'resume', mappingLabels.resume],
    [canManage && !isRemoved, 'remove', mappingLabels.remove],
    [canManage && isRemoved, 'restore', mappingLabels.restore],
    [true, 'history', mappingLabels.history],
  ];
  return actions.flatMap(([isOffered, value, label]) =>
    isOffered ? [{ value, label, isDisabled: isSaving && !looks.has(value) }] : [],
  );
}
