// Written by scripts/build-lwc.ts from the custom labels.
declare module '@salesforce/label/c.AddField' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.AppAccounts' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.AppIsvapp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.AppMappings' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.AppSettings' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.AppSetup' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.AppSyncLogs' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ChangeOverdue' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ColumnAccount' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ColumnDau' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ColumnExternalSeats' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ColumnInternalSeats' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ColumnMau' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ColumnRenewalDate' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ColumnWau' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.CombinedUsage' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorBadAnswer' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorBadAnswerAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorBusyAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorFailed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorFailedAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorNoAccess' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorNoAccessAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorNoObject' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorNotConnected' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorNotConnectedAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorNotFound' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorNotFoundAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorRefused' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorRefusedAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorSlow' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorSlowAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorUnexpectedPart' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorWrongKey' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorWrongKeyAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorWrongOrganization' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ConnectorWrongOrganizationAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryAddFilter' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryAddFilterHint' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryApply' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryAvailable' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryClear' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryContains' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryEmptyHeading' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryEmptyText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryFilters' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryFrom' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryIs' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryNoDisplayFields' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryNoneMatches' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryOneOf' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryPage' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryPageOpen' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryProblemElse' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryRange' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryRemoveFilter' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectorySelected' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryShowAll' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectorySorted' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryTo' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.DirectoryUnlimited' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorAccountGone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorApiReserve' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorChangeGone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorChangeUnderWay' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorChoice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorColumnHidden' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorCursor' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorDailyStart' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorDeployFailed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorDeployNotStarted' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorDescriptionLong' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorFieldMissing' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorKindUnknown' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorLogRetention' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorManageNeeded' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorMappingChanged' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorMappingGone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorMassChangeBrake' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorMetricGone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorMetricNeeded' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorMetricNotNeeded' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorNoAccess' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorNotCertified' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorNotHeld' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorNotRead' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorNotSaved' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorOverrideTaken' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorRunEnded' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorRunGone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorRunUnderWay' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorRunUnknown' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorSettingsChanged' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorTimeZone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ErrorUnexpected' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldBelongsToPerson' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldHiddenFromConnector' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldIsAutoNumber' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldIsDisplayed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldIsFormula' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldIsPart' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldIsRequired' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldIsSource' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldIsTarget' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldIsUnique' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldMappings' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldNotDate' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldNotNumber' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldNotNumberTarget' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldNotShowable' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.FieldReadOnlyForConnector' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.KindDisplayField' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.KindExternalSeats' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.KindInternalSeats' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.KindMetric' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.KindRenewalDate' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogAccounts' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogAccountsMore' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogAll' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogApiCalls' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogApprove' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogApproveRetryText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogApproveText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogBack' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogChart' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogChartBar' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogChartEmpty' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogChartFailed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogChartText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogChartWritten' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogClear' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogColumnAccounts' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogColumnApiCalls' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogColumnCleared' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogColumnDuration' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogColumnFailed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogColumnRun' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogColumnStart' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogColumnStatus' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogColumnTrigger' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogColumnUnchanged' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogColumnWritten' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogCount' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogCountOnce' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogDeferred' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogDownload' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogDownloading' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogEmptyHeading' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogEmptyText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogErrors' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogFix' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogFrom' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogHistory' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogHistoryChange' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogHistoryLogOnly' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogHistoryNone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogHistoryNotNamed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogHistoryOf' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogLevelError' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogLevelInfo' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogLevelWarning' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogMapping' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogMappings' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogMappingsNone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogNewer' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogNewest' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogNoneMatches' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogOlder' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogPage' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogPhase' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogPhaseDuration' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogPhaseSummary' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogPhases' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogPhasesNone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogProblems' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogProblemsNone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogRead' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogRetried' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogRetriedOnce' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogRetriedUnknown' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogRetry' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogRuns' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogSince' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogStatusFilter' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogTo' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogTriggerFilter' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LogWarnings' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LossEncrypted' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LossFewDigits' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LossFractions' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.LossTimeOfDay' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingActionsFor' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingActive' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingChangeFailed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingChanged' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingClearDone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingClearFailed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingClearPending' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingClearWithdrawn' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingColumnActions' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingColumnField' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingColumnResult' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingColumnState' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingColumnWhat' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingDisplayText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingEdit' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingEmptyHeading' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingEmptyText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingEmptyViewerText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingFieldGone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingHistory' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingHistoryBy' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingHistoryHeading' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingHistoryNone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingMetricNoData' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingMetricRecalculating' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingMetricRemoved' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingMetricsText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingNoneInGroup' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingOverridesText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingPause' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingPaused' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingPreview' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingPreviewHeading' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingRemove' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingRemoveClear' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingRemoveHeading' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingRemoveLeave' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingRemoveText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingRemoveValues' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingRemoved' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingRestore' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultChanged' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultCleared' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultError' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultErrors' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultFailed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultFine' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultNoValues' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultNone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultRead' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultUnchanged' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultWarning' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultWarnings' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultWritten' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResultsFrom' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingResume' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingSaving' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.MappingShowRemoved' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.NotLicensed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PausedByAdministrator' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PausedByAdministratorAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PausedFieldGone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PausedFieldGoneAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanAfter' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanBefore' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanCount' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanCut' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanDownload' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanDownloading' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanEmpty' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanEmptyMapping' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanField' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanHeading' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanHidden' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanIntroDryRun' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanIntroHeld' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanMapping' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanMappingAll' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanMappingOption' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanMore' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanNull' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanRunWithoutKey' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanSummary' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.PlanWhy' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunAbandoned' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunAwaited' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunAwaitedLong' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunBadgeDryRun' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunCancel' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunCancelled' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunCancelling' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunConnectionLost' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunConnectionLostAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunDoingAccounts' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunDoingConnect' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunDoingDirectory' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunDoingLicenses' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunDoingLog' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunDoingMappings' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunDoingPlan' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunDoingValues' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunDoingWrite' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunDryRun' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunDryRunHelp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunDryRunNow' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunEnded' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunIdle' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunOpen' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunPercent' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunPhaseAccounts' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunPhaseConnect' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunPhaseDirectory' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunPhaseLicenses' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunPhaseLog' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunPhaseMappings' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunPhasePlan' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunPhaseValues' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunPhaseWrite' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunRequested' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunRunning' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunRunningStart' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunStalled' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunStalledAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunStatusCancelled' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunStatusDegraded' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunStatusFailed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunStatusHeld' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunStatusNothingWritten' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunStatusRequested' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunStatusRunning' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunStatusSucceeded' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunTriggerCommandLine' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunTriggerRequest' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunTriggerRetry' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunTriggerSchedule' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunWaitingAdvice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunWaitingLong' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunWatchdog' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunWatchdogIncident' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunWatchdogLast' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunWatchdogNever' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunWatchdogNobody' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunWatchdogOff' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunWatchdogOn' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunWatchdogStart' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunWatchdogStop' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SalesforceSync' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsAccountScope' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsAccountScopeHelp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsApiReserve' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsApiReserveHelp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsDailyStart' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsDailyStartHelp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsEngagementWindow' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsEngagementWindowHelp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsExcludeAutomation' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsExcludeAutomationHelp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsExternalAccess' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsExternalAccessHelp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsFailed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsHeading' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsInvalid' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsLicensing' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsLicensingPolicy' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsLicensingPolicyHelp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsLogRetention' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsLogRetentionHelp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsMassChangeBrake' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsMassChangeBrakeHelp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsReadOnly' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsReset' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsRuns' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsSafety' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsSave' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsSaved' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsSaving' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsSeatAggregation' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsSeatAggregationHelp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsTimeZone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsTimeZoneHelp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SettingsUsage' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SetupCompanyInformation' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SetupDuplicateRules' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SetupField' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SetupFields' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SetupFlows' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SetupPermissionSet' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SetupPermissionSets' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SetupValidationRules' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedAccountSearch' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedAccountSearchHint' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedAccountsFound' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedCancel' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedClose' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedError' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedHours' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedInformation' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedLoading' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedMinutes' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedNext' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedNo' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedNoAccountFound' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedPrevious' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedSearch' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedSearchEmpty' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedSeconds' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedSuccess' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedTryAgain' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedUnknownProblem' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedWarning' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedYes' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SyncDisplayFields' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SyncMetrics' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SyncNow' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SyncOverrideFields' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageColumnMetric' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageColumnValue' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageColumnWhy' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageColumnWritten' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageExternalSeats' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageHeading' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageHidden' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageHiddenState' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageInternalSeats' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageMetrics' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageNoData' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageNone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageNotLicensed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageNothing' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsagePausedState' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsagePending' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsagePendingState' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsagePerpetual' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageRenewal' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageSeats' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageSeatsNone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageSeatsUnknown' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageSourceEstimate' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageSourceLicense' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageSourceNone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageSourceOverride' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageUnknown' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageUnknownState' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageUnlimited' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WarningFieldLeft' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WarningMetricTwice' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WatchdogLate' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WatchdogLateTitle' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WatchdogNever' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WatchdogNobody' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WatchdogNotSent' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WatchdogRecovered' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WatchdogRecoveredTitle' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardBack' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardBadgeDigits' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardBadgeEncrypted' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardBadgeFormula' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardBadgeHidden' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardBadgeLength' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardBadgeLossy' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardBadgeMapped' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardBadgeReadOnly' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardBadgeRequired' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardBadgeUnique' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardCategory' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardCategoryAll' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardChooseFirst' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardConsent' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardConsentFirst' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardDescription' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardDescriptionHelp' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardEngagement' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardExternalSeatsText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardFeatures' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardFieldQuestionRead' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardFieldQuestionWrite' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardFieldSearch' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardFieldShowAll' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardFieldsMore' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardFieldsShown' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardHeadingEdit' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardHeadingNew' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardInternalSeatsText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardKindDisplay' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardKindDisplayText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardKindMetric' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardKindMetricText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardKindOverride' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardKindOverrideText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardKindQuestion' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardLatest' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardMappedBy' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardMetricQuestion' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardMetricSearch' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardNext' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardNoConnectorUser' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardNoFieldFound' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardNoMetricFound' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardNoMetricInCategory' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardNoMetrics' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardNoMetricsHeading' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardNoMetricsStill' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardOverrideQuestion' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardOverrideTaken' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewAccount' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewCounts' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewEmpty' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewGoOn' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewHiddenAccount' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewKeeps' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewKept' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewLicensed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewNext' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewNone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewNulls' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewNumbers' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewPresent' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewQuestionRead' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewQuestionWrite' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewTaken' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewUnknown' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewUnlicensed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewWhy' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardPreviewZeros' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardRecordCounts' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardRenewalDateText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardReviewDirection' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardReviewField' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardReviewKind' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardReviewMetric' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardReviewQuestion' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardReviewRead' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardReviewWrite' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardSave' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardSaving' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardSeveralPackages' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardStepField' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardStepKind' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardStepOf' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardStepPreview' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardStepReview' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardStepSubject' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeAddress' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeCheckbox' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeCurrency' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeDate' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeDatetime' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeEmail' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeEncryptedText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeGeolocation' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeId' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeLookup' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeMultipicklist' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeNumber' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypePercent' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypePhone' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypePicklist' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeText' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeTime' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.WizardTypeUrl' {
  const label: string;
  export default label;
}
