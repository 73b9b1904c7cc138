import combinedUsage from '@salesforce/label/c.CombinedUsage';
import back from '@salesforce/label/c.WizardBack';
import badgeDigits from '@salesforce/label/c.WizardBadgeDigits';
import badgeEncrypted from '@salesforce/label/c.WizardBadgeEncrypted';
import badgeFormula from '@salesforce/label/c.WizardBadgeFormula';
import badgeHidden from '@salesforce/label/c.WizardBadgeHidden';
import badgeLength from '@salesforce/label/c.WizardBadgeLength';
import badgeLossy from '@salesforce/label/c.WizardBadgeLossy';
import badgeMapped from '@salesforce/label/c.WizardBadgeMapped';
import badgeReadOnly from '@salesforce/label/c.WizardBadgeReadOnly';
import badgeRequired from '@salesforce/label/c.WizardBadgeRequired';
import badgeUnique from '@salesforce/label/c.WizardBadgeUnique';
import category from '@salesforce/label/c.WizardCategory';
import categoryAll from '@salesforce/label/c.WizardCategoryAll';
import chooseFirst from '@salesforce/label/c.WizardChooseFirst';
import consent from '@salesforce/label/c.WizardConsent';
import consentFirst from '@salesforce/label/c.WizardConsentFirst';
import description from '@salesforce/label/c.WizardDescription';
import descriptionHelp from '@salesforce/label/c.WizardDescriptionHelp';
import engagement from '@salesforce/label/c.WizardEngagement';
import externalSeatsText from '@salesforce/label/c.WizardExternalSeatsText';
import features from '@salesforce/label/c.WizardFeatures';
import fieldQuestionRead from '@salesforce/label/c.WizardFieldQuestionRead';
import fieldQuestionWrite from '@salesforce/label/c.WizardFieldQuestionWrite';
import fieldSearch from '@salesforce/label/c.WizardFieldSearch';
import fieldShowAll from '@salesforce/label/c.WizardFieldShowAll';
import fieldsMore from '@salesforce/label/c.WizardFieldsMore';
import fieldsShown from '@salesforce/label/c.WizardFieldsShown';
import headingEdit from '@salesforce/label/c.WizardHeadingEdit';
import headingNew from '@salesforce/label/c.WizardHeadingNew';
import internalSeatsText from '@salesforce/label/c.WizardInternalSeatsText';
import kindDisplay from '@salesforce/label/c.WizardKindDisplay';
import kindDisplayText from '@salesforce/label/c.WizardKindDisplayText';
import kindMetric from '@salesforce/label/c.WizardKindMetric';
import kindMetricText from '@salesforce/label/c.WizardKindMetricText';
import kindOverride from '@salesforce/label/c.WizardKindOverride';
import kindOverrideText from '@salesforce/label/c.WizardKindOverrideText';
import kindQuestion from '@salesforce/label/c.WizardKindQuestion';
import latest from '@salesforce/label/c.WizardLatest';
import mappedBy from '@salesforce/label/c.WizardMappedBy';
import metricQuestion from '@salesforce/label/c.WizardMetricQuestion';
import metricSearch from '@salesforce/label/c.WizardMetricSearch';
import next from '@salesforce/label/c.WizardNext';
import noConnectorUser from '@salesforce/label/c.WizardNoConnectorUser';
import noFieldFound from '@salesforce/label/c.WizardNoFieldFound';
import noMetricFound from '@salesforce/label/c.WizardNoMetricFound';
import noMetricInCategory from '@salesforce/label/c.WizardNoMetricInCategory';
import noMetrics from '@salesforce/label/c.WizardNoMetrics';
import noMetricsHeading from '@salesforce/label/c.WizardNoMetricsHeading';
import noMetricsStill from '@salesforce/label/c.WizardNoMetricsStill';
import overrideQuestion from '@salesforce/label/c.WizardOverrideQuestion';
import overrideTaken from '@salesforce/label/c.WizardOverrideTaken';
import previewAccount from '@salesforce/label/c.WizardPreviewAccount';
import previewCounts from '@salesforce/label/c.WizardPreviewCounts';
import previewEmpty from '@salesforce/label/c.WizardPreviewEmpty';
import previewGoOn from '@salesforce/label/c.WizardPreviewGoOn';
import previewHiddenAccount from '@salesforce/label/c.WizardPreviewHiddenAccount';
import previewKeeps from '@salesforce/label/c.WizardPreviewKeeps';
import previewKept from '@salesforce/label/c.WizardPreviewKept';
import previewLicensed from '@salesforce/label/c.WizardPreviewLicensed';
import previewNext from '@salesforce/label/c.WizardPreviewNext';
import previewNone from '@salesforce/label/c.WizardPreviewNone';
import previewNulls from '@salesforce/label/c.WizardPreviewNulls';
import previewNumbers from '@salesforce/label/c.WizardPreviewNumbers';
import previewPresent from '@salesforce/label/c.WizardPreviewPresent';
import previewQuestionRead from '@salesforce/label/c.WizardPreviewQuestionRead';
import previewQuestionWrite from '@salesforce/label/c.WizardPreviewQuestionWrite';
import previewTaken from '@salesforce/label/c.WizardPreviewTaken';
import previewUnknown from '@salesforce/label/c.WizardPreviewUnknown';
import previewUnlicensed from '@salesforce/label/c.WizardPreviewUnlicensed';
import previewWhy from '@salesforce/label/c.WizardPreviewWhy';
import previewZeros from '@salesforce/label/c.WizardPreviewZeros';
import recordCounts from '@salesforce/label/c.WizardRecordCounts';
import renewalDateText from '@salesforce/label/c.WizardRenewalDateText';
import reviewDirection from '@salesforce/label/c.WizardReviewDirection';
import reviewField from '@salesforce/label/c.WizardReviewField';
import reviewKind from '@salesforce/label/c.WizardReviewKind';
import reviewMetric from '@salesforce/label/c.WizardReviewMetric';
import reviewQuestion from '@salesforce/label/c.WizardReviewQuestion';
import reviewRead from '@salesforce/label/c.WizardReviewRead';
import reviewWrite from '@salesforce/label/c.WizardReviewWrite';
import save from '@salesforce/label/c.WizardSave';
import saving from '@salesforce/label/c.WizardSaving';
import severalPackages from '@salesforce/label/c.WizardSeveralPackages';
import stepField from '@salesforce/label/c.WizardStepField';
import stepKind from '@salesforce/label/c.WizardStepKind';
import stepOf from '@salesforce/label/c.WizardStepOf';
import stepPreview from '@salesforce/label/c.WizardStepPreview';
import stepReview from '@salesforce/label/c.WizardStepReview';
import stepSubject from '@salesforce/label/c.WizardStepSubject';
import typeAddress from '@salesforce/label/c.WizardTypeAddress';
import typeCheckbox from '@salesforce/label/c.WizardTypeCheckbox';
import typeCurrency from '@salesforce/label/c.WizardTypeCurrency';
import typeDate from '@salesforce/label/c.WizardTypeDate';
import typeDatetime from '@salesforce/label/c.WizardTypeDatetime';
import typeEmail from '@salesforce/label/c.WizardTypeEmail';
import typeEncryptedText from '@salesforce/label/c.WizardTypeEncryptedText';
import typeGeolocation from '@salesforce/label/c.WizardTypeGeolocation';
import typeId from '@salesforce/label/c.WizardTypeId';
import typeLookup from '@salesforce/label/c.WizardTypeLookup';
import typeMultipicklist from '@salesforce/label/c.WizardTypeMultipicklist';
import typeNumber from '@salesforce/label/c.WizardTypeNumber';
import typePercent from '@salesforce/label/c.WizardTypePercent';
import typePhone from '@salesforce/label/c.WizardTypePhone';
import typePicklist from '@salesforce/label/c.WizardTypePicklist';
import typeText from '@salesforce/label/c.WizardTypeText';
import typeTime from '@salesforce/label/c.WizardTypeTime';
import typeUrl from '@salesforce/label/c.WizardTypeUrl';

/** Texts of the wizard. */
export const wizardLabels = {
  back,
  badgeDigits,
  badgeEncrypted,
  badgeFormula,
  badgeHidden,
  badgeLength,
  badgeLossy,
  badgeMapped,
  badgeReadOnly,
  badgeRequired,
  badgeUnique,
  category,
  categoryAll,
  chooseFirst,
  combinedUsage,
  consent,
  consentFirst,
  description,
  descriptionHelp,
  engagement,
  externalSeatsText,
  features,
  fieldQuestionRead,
  fieldQuestionWrite,
  fieldSearch,
  fieldShowAll,
  fieldsMore,
  fieldsShown,
  headingEdit,
  headingNew,
  internalSeatsText,
  kindDisplay,
  kindDisplayText,
  kindMetric,
  kindMetricText,
  kindOverride,
  kindOverrideText,
  kindQuestion,
  latest,
  mappedBy,
  metricQuestion,
  metricSearch,
  next,
  noConnectorUser,
  noFieldFound,
  noMetricFound,
  noMetricInCategory,
  noMetrics,
  noMetricsHeading,
  noMetricsStill,
  overrideQuestion,
  overrideTaken,
  previewAccount,
  previewCounts,
  previewEmpty,
  previewGoOn,
  previewHiddenAccount,
  previewKeeps,
  previewKept,
  previewLicensed,
  previewNext,
  previewNone,
  previewNulls,
  previewNumbers,
  previewPresent,
  previewQuestionRead,
  previewQuestionWrite,
  previewTaken,
  previewUnknown,
  previewUnlicensed,
  previewWhy,
  previewZeros,
  recordCounts,
  renewalDateText,
  reviewDirection,
  reviewField,
  reviewKind,
  reviewMetric,
  reviewQuestion,
  reviewRead,
  reviewWrite,
  save,
  saving,
  severalPackages,
  stepField,
  stepKind,
  stepOf,
  stepPreview,
  stepReview,
  stepSubject,
  typeAddress,
  typeCheckbox,
  typeCurrency,
  typeDate,
  typeDatetime,
  typeEmail,
  typeEncryptedText,
  typeGeolocation,
  typeId,
  typeLookup,
  typeMultipicklist,
  typeNumber,
  typePercent,
  typePhone,
  typePicklist,
  typeText,
  typeTime,
  typeUrl,
};
