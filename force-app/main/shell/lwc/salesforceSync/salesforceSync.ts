import { LightningElement } from 'lwc';
import { appLabels } from 'c/appLabels';

/** The page Salesforce Sync: what is synced, and how. */
export default class SalesforceSync extends LightningElement {
  readonly labels = appLabels;
}
