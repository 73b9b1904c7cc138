import addField from '@salesforce/label/c.AddField';
import fieldMappings from '@salesforce/label/c.FieldMappings';
import actionsFor from '@salesforce/label/c.MappingActionsFor';
import active from '@salesforce/label/c.MappingActive';
import changeFailed from '@salesforce/label/c.MappingChangeFailed';
import changed from '@salesforce/label/c.MappingChanged';
import clearDone from '@salesforce/label/c.MappingClearDone';
import clearFailed from '@salesforce/label/c.MappingClearFailed';
import clearPending from '@salesforce/label/c.MappingClearPending';
import clearWithdrawn from '@salesforce/label/c.MappingClearWithdrawn';
import columnActions from '@salesforce/label/c.MappingColumnActions';
import columnField from '@salesforce/label/c.MappingColumnField';
import columnResult from '@salesforce/label/c.MappingColumnResult';
import columnState from '@salesforce/label/c.MappingColumnState';
import columnWhat from '@salesforce/label/c.MappingColumnWhat';
import displayText from '@salesforce/label/c.MappingDisplayText';
import edit from '@salesforce/label/c.MappingEdit';
import emptyHeading from '@salesforce/label/c.MappingEmptyHeading';
import emptyText from '@salesforce/label/c.MappingEmptyText';
import emptyViewerText from '@salesforce/label/c.MappingEmptyViewerText';
import fieldGone from '@salesforce/label/c.MappingFieldGone';
import history from '@salesforce/label/c.MappingHistory';
import historyBy from '@salesforce/label/c.MappingHistoryBy';
import historyHeading from '@salesforce/label/c.MappingHistoryHeading';
import historyNone from '@salesforce/label/c.MappingHistoryNone';
import metricNoData from '@salesforce/label/c.MappingMetricNoData';
import metricRecalculating from '@salesforce/label/c.MappingMetricRecalculating';
import metricRemoved from '@salesforce/label/c.MappingMetricRemoved';
import metricsText from '@salesforce/label/c.MappingMetricsText';
import noneInGroup from '@salesforce/label/c.MappingNoneInGroup';
import overridesText from '@salesforce/label/c.MappingOverridesText';
import pause from '@salesforce/label/c.MappingPause';
import paused from '@salesforce/label/c.MappingPaused';
import preview from '@salesforce/label/c.MappingPreview';
import previewHeading from '@salesforce/label/c.MappingPreviewHeading';
import remove from '@salesforce/label/c.MappingRemove';
import removeClear from '@salesforce/label/c.MappingRemoveClear';
import removeHeading from '@salesforce/label/c.MappingRemoveHeading';
import removeLeave from '@salesforce/label/c.MappingRemoveLeave';
import removeText from '@salesforce/label/c.MappingRemoveText';
import removeValues from '@salesforce/label/c.MappingRemoveValues';
import removed from '@salesforce/label/c.MappingRemoved';
import restore from '@salesforce/label/c.MappingRestore';
import resultChanged from '@salesforce/label/c.MappingResultChanged';
import resultCleared from '@salesforce/label/c.MappingResultCleared';
import resultError from '@salesforce/label/c.MappingResultError';
import resultErrors from '@salesforce/label/c.MappingResultErrors';
import resultFailed from '@salesforce/label/c.MappingResultFailed';
import resultFine from '@salesforce/label/c.MappingResultFine';
import resultNoValues from '@salesforce/label/c.MappingResultNoValues';
import resultNone from '@salesforce/label/c.MappingResultNone';
import resultRead from '@salesforce/label/c.MappingResultRead';
import resultUnchanged from '@salesforce/label/c.MappingResultUnchanged';
import resultWarning from '@salesforce/label/c.MappingResultWarning';
import resultWarnings from '@salesforce/label/c.MappingResultWarnings';
import resultWritten from '@salesforce/label/c.MappingResultWritten';
import resultsFrom from '@salesforce/label/c.MappingResultsFrom';
import resume from '@salesforce/label/c.MappingResume';
import saving from '@salesforce/label/c.MappingSaving';
import showRemoved from '@salesforce/label/c.MappingShowRemoved';
import syncDisplayFields from '@salesforce/label/c.SyncDisplayFields';
import syncMetrics from '@salesforce/label/c.SyncMetrics';
import syncOverrideFields from '@salesforce/label/c.SyncOverrideFields';

/** Texts of the list of mappings and its dialogs. */
export const mappingLabels = {
  actionsFor,
  active,
  addField,
  changeFailed,
  changed,
  clearDone,
  clearFailed,
  clearPending,
  clearWithdrawn,
  columnActions,
  columnField,
  columnResult,
  columnState,
  columnWhat,
  displayText,
  edit,
  emptyHeading,
  emptyText,
  emptyViewerText,
  fieldGone,
  fieldMappings,
  history,
  historyBy,
  historyHeading,
  historyNone,
  metricNoData,
  metricRecalculating,
  metricRemoved,
  metricsText,
  noneInGroup,
  overridesText,
  pause,
  paused,
  preview,
  previewHeading,
  remove,
  removeClear,
  removeHeading,
  removeLeave,
  removeText,
  removeValues,
  removed,
  restore,
  resultChanged,
  resultCleared,
  resultError,
  resultErrors,
  resultFailed,
  resultFine,
  resultNoValues,
  resultNone,
  resultRead,
  resultUnchanged,
  resultWarning,
  resultWarnings,
  resultWritten,
  resultsFrom,
  resume,
  saving,
  showRemoved,
  syncDisplayFields,
  syncMetrics,
  syncOverrideFields,
};
