// Written by scripts/build-lwc.ts from the custom labels.
declare module '@salesforce/label/c.ChangeOverdue' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.ColumnAccount' {
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
declare module '@salesforce/label/c.RunAbandoned' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.RunCancelled' {
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
declare module '@salesforce/label/c.SetupFields' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SetupFlows' {
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
declare module '@salesforce/label/c.SharedNo' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.SharedNoAccountFound' {
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
declare module '@salesforce/label/c.UsageHidden' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageNotLicensed' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsagePending' {
  const label: string;
  export default label;
}
declare module '@salesforce/label/c.UsageUnknown' {
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
