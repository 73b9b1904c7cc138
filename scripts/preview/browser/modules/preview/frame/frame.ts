import { LightningElement, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';

interface PageReference {
  readonly type: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly state?: Readonly<Record<string, string | undefined>>;
}

const tabs = [
  { name: 'IsvappAccounts', label: 'Accounts' },
  { name: 'SalesforceSync', label: 'Salesforce Sync' },
  { name: 'SyncLogs', label: 'Sync Logs' },
];

/** Lightning Experience around the page that is previewed: the bar of tabs, and the page of a record. */
export default class Frame extends LightningElement {
  page?: PageReference;

  @wire(CurrentPageReference)
  wiredPage(page: PageReference): void {
    this.page = page;
  }

  get tabs() {
    return tabs.map((tab) => {
      const isActive = this.apiName === tab.name;
      const page = { type: 'standard__navItemPage', attributes: { apiName: tab.name }, state: {} };
      return {
        ...tab,
        href: `#${encodeURIComponent(JSON.stringify(page))}`,
        itemClass: `slds-context-bar__item${isActive ? ' slds-is-active' : ''}`,
        current: isActive ? 'page' : undefined,
      };
    });
  }

  private get isNewLook(): boolean {
    return new URLSearchParams(location.search).get('slds') === '2';
  }

  /** The same page in the other version of the Lightning Design System. */
  get otherLook(): string {
    const page = this.page ? `#${encodeURIComponent(JSON.stringify(this.page))}` : '';
    return `?slds=${this.isNewLook ? '1' : '2'}${page}`;
  }

  get otherLookLabel(): string {
    return this.isNewLook ? 'SLDS 1' : 'SLDS 2';
  }

  get apiName(): string | undefined {
    return this.page?.attributes?.apiName;
  }

  get isSync(): boolean {
    return this.apiName === 'SalesforceSync';
  }

  get isLogs(): boolean {
    return this.apiName === 'SyncLogs';
  }

  get isAccounts(): boolean {
    return this.apiName === 'IsvappAccounts';
  }

  /** Id of the record whose page it is. */
  get recordId(): string | undefined {
    return this.page?.type === 'standard__recordPage' ? this.page.attributes?.recordId : undefined;
  }
}
