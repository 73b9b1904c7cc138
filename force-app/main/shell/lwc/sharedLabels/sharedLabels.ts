import accountSearch from '@salesforce/label/c.SharedAccountSearch';
import accountSearchHint from '@salesforce/label/c.SharedAccountSearchHint';
import accountsFound from '@salesforce/label/c.SharedAccountsFound';
import cancel from '@salesforce/label/c.SharedCancel';
import close from '@salesforce/label/c.SharedClose';
import error from '@salesforce/label/c.SharedError';
import hours from '@salesforce/label/c.SharedHours';
import information from '@salesforce/label/c.SharedInformation';
import loading from '@salesforce/label/c.SharedLoading';
import minutes from '@salesforce/label/c.SharedMinutes';
import next from '@salesforce/label/c.SharedNext';
import no from '@salesforce/label/c.SharedNo';
import noAccountFound from '@salesforce/label/c.SharedNoAccountFound';
import previous from '@salesforce/label/c.SharedPrevious';
import search from '@salesforce/label/c.SharedSearch';
import searchEmpty from '@salesforce/label/c.SharedSearchEmpty';
import seconds from '@salesforce/label/c.SharedSeconds';
import success from '@salesforce/label/c.SharedSuccess';
import tryAgain from '@salesforce/label/c.SharedTryAgain';
import unknownProblem from '@salesforce/label/c.SharedUnknownProblem';
import warning from '@salesforce/label/c.SharedWarning';
import yes from '@salesforce/label/c.SharedYes';

/** Texts of what several pages show. */
export const sharedLabels = {
  accountSearch,
  accountSearchHint,
  accountsFound,
  cancel,
  close,
  error,
  hours,
  information,
  loading,
  minutes,
  next,
  no,
  noAccountFound,
  previous,
  search,
  searchEmpty,
  seconds,
  success,
  tryAgain,
  unknownProblem,
  warning,
  yes,
};
