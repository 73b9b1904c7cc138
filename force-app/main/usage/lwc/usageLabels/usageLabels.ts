import notLicensed from '@salesforce/label/c.NotLicensed';
import columnMetric from '@salesforce/label/c.UsageColumnMetric';
import columnValue from '@salesforce/label/c.UsageColumnValue';
import columnWhy from '@salesforce/label/c.UsageColumnWhy';
import columnWritten from '@salesforce/label/c.UsageColumnWritten';
import externalSeats from '@salesforce/label/c.UsageExternalSeats';
import heading from '@salesforce/label/c.UsageHeading';
import hiddenState from '@salesforce/label/c.UsageHiddenState';
import internalSeats from '@salesforce/label/c.UsageInternalSeats';
import metrics from '@salesforce/label/c.UsageMetrics';
import noData from '@salesforce/label/c.UsageNoData';
import none from '@salesforce/label/c.UsageNone';
import nothing from '@salesforce/label/c.UsageNothing';
import pausedState from '@salesforce/label/c.UsagePausedState';
import pendingState from '@salesforce/label/c.UsagePendingState';
import perpetual from '@salesforce/label/c.UsagePerpetual';
import renewal from '@salesforce/label/c.UsageRenewal';
import seats from '@salesforce/label/c.UsageSeats';
import seatsNone from '@salesforce/label/c.UsageSeatsNone';
import seatsUnknown from '@salesforce/label/c.UsageSeatsUnknown';
import sourceEstimate from '@salesforce/label/c.UsageSourceEstimate';
import sourceLicense from '@salesforce/label/c.UsageSourceLicense';
import sourceNone from '@salesforce/label/c.UsageSourceNone';
import sourceOverride from '@salesforce/label/c.UsageSourceOverride';
import unknownState from '@salesforce/label/c.UsageUnknownState';
import unlimited from '@salesforce/label/c.UsageUnlimited';

/** Texts of the usage of an Account. */
export const usageLabels = {
  notLicensed,
  columnMetric,
  columnValue,
  columnWhy,
  columnWritten,
  externalSeats,
  heading,
  hiddenState,
  internalSeats,
  metrics,
  noData,
  none,
  nothing,
  pausedState,
  pendingState,
  perpetual,
  renewal,
  seats,
  seatsNone,
  seatsUnknown,
  sourceEstimate,
  sourceLicense,
  sourceNone,
  sourceOverride,
  unknownState,
  unlimited,
};
