import accounts from '@salesforce/label/c.AppAccounts';
import isvapp from '@salesforce/label/c.AppIsvapp';
import mappings from '@salesforce/label/c.AppMappings';
import settings from '@salesforce/label/c.AppSettings';
import setup from '@salesforce/label/c.AppSetup';
import syncLogs from '@salesforce/label/c.AppSyncLogs';
import salesforceSync from '@salesforce/label/c.SalesforceSync';

/** Texts of the pages. */
export const appLabels = {
  accounts,
  isvapp,
  mappings,
  settings,
  setup,
  syncLogs,
  salesforceSync,
};
