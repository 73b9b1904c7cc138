import accounts from '@salesforce/label/c.LogAccounts';
import accountsMore from '@salesforce/label/c.LogAccountsMore';
import all from '@salesforce/label/c.LogAll';
import apiCalls from '@salesforce/label/c.LogApiCalls';
import approve from '@salesforce/label/c.LogApprove';
import approveRetryText from '@salesforce/label/c.LogApproveRetryText';
import approveText from '@salesforce/label/c.LogApproveText';
import back from '@salesforce/label/c.LogBack';
import chart from '@salesforce/label/c.LogChart';
import chartBar from '@salesforce/label/c.LogChartBar';
import chartEmpty from '@salesforce/label/c.LogChartEmpty';
import chartFailed from '@salesforce/label/c.LogChartFailed';
import chartText from '@salesforce/label/c.LogChartText';
import chartWritten from '@salesforce/label/c.LogChartWritten';
import clear from '@salesforce/label/c.LogClear';
import columnAccounts from '@salesforce/label/c.LogColumnAccounts';
import columnApiCalls from '@salesforce/label/c.LogColumnApiCalls';
import columnCleared from '@salesforce/label/c.LogColumnCleared';
import columnDuration from '@salesforce/label/c.LogColumnDuration';
import columnFailed from '@salesforce/label/c.LogColumnFailed';
import columnRun from '@salesforce/label/c.LogColumnRun';
import columnStart from '@salesforce/label/c.LogColumnStart';
import columnStatus from '@salesforce/label/c.LogColumnStatus';
import columnTrigger from '@salesforce/label/c.LogColumnTrigger';
import columnUnchanged from '@salesforce/label/c.LogColumnUnchanged';
import columnWritten from '@salesforce/label/c.LogColumnWritten';
import count from '@salesforce/label/c.LogCount';
import countOnce from '@salesforce/label/c.LogCountOnce';
import deferred from '@salesforce/label/c.LogDeferred';
import download from '@salesforce/label/c.LogDownload';
import downloading from '@salesforce/label/c.LogDownloading';
import emptyHeading from '@salesforce/label/c.LogEmptyHeading';
import emptyText from '@salesforce/label/c.LogEmptyText';
import errors from '@salesforce/label/c.LogErrors';
import fix from '@salesforce/label/c.LogFix';
import from from '@salesforce/label/c.LogFrom';
import history from '@salesforce/label/c.LogHistory';
import historyChange from '@salesforce/label/c.LogHistoryChange';
import historyLogOnly from '@salesforce/label/c.LogHistoryLogOnly';
import historyNone from '@salesforce/label/c.LogHistoryNone';
import historyNotNamed from '@salesforce/label/c.LogHistoryNotNamed';
import historyOf from '@salesforce/label/c.LogHistoryOf';
import levelError from '@salesforce/label/c.LogLevelError';
import levelInfo from '@salesforce/label/c.LogLevelInfo';
import levelWarning from '@salesforce/label/c.LogLevelWarning';
import mapping from '@salesforce/label/c.LogMapping';
import mappings from '@salesforce/label/c.LogMappings';
import mappingsNone from '@salesforce/label/c.LogMappingsNone';
import newer from '@salesforce/label/c.LogNewer';
import newest from '@salesforce/label/c.LogNewest';
import noneMatches from '@salesforce/label/c.LogNoneMatches';
import older from '@salesforce/label/c.LogOlder';
import page from '@salesforce/label/c.LogPage';
import phase from '@salesforce/label/c.LogPhase';
import phaseDuration from '@salesforce/label/c.LogPhaseDuration';
import phaseSummary from '@salesforce/label/c.LogPhaseSummary';
import phases from '@salesforce/label/c.LogPhases';
import phasesNone from '@salesforce/label/c.LogPhasesNone';
import problems from '@salesforce/label/c.LogProblems';
import problemsNone from '@salesforce/label/c.LogProblemsNone';
import read from '@salesforce/label/c.LogRead';
import retried from '@salesforce/label/c.LogRetried';
import retriedOnce from '@salesforce/label/c.LogRetriedOnce';
import retriedUnknown from '@salesforce/label/c.LogRetriedUnknown';
import retry from '@salesforce/label/c.LogRetry';
import runs from '@salesforce/label/c.LogRuns';
import since from '@salesforce/label/c.LogSince';
import statusFilter from '@salesforce/label/c.LogStatusFilter';
import to from '@salesforce/label/c.LogTo';
import triggerFilter from '@salesforce/label/c.LogTriggerFilter';
import warnings from '@salesforce/label/c.LogWarnings';

/** Texts of the log. */
export const logLabels = {
  accounts,
  accountsMore,
  all,
  apiCalls,
  approve,
  approveRetryText,
  approveText,
  back,
  chart,
  chartBar,
  chartEmpty,
  chartFailed,
  chartText,
  chartWritten,
  clear,
  columnAccounts,
  columnApiCalls,
  columnCleared,
  columnDuration,
  columnFailed,
  columnRun,
  columnStart,
  columnStatus,
  columnTrigger,
  columnUnchanged,
  columnWritten,
  count,
  countOnce,
  deferred,
  download,
  downloading,
  emptyHeading,
  emptyText,
  errors,
  fix,
  from,
  history,
  historyChange,
  historyLogOnly,
  historyNone,
  historyNotNamed,
  historyOf,
  levelError,
  levelInfo,
  levelWarning,
  mapping,
  mappings,
  mappingsNone,
  newer,
  newest,
  noneMatches,
  older,
  page,
  phase,
  phaseDuration,
  phaseSummary,
  phases,
  phasesNone,
  problems,
  problemsNone,
  read,
  retried,
  retriedOnce,
  retriedUnknown,
  retry,
  runs,
  since,
  statusFilter,
  to,
  triggerFilter,
  warnings,
};
