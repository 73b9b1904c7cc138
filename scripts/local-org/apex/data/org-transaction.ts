import type { LocalOrg } from '../../org.ts';
import { Transaction, type TransactionOptions } from '../run/transaction.ts';
import type { ApexId } from '../values/apex-id.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { ApexSObject } from './apex-sobject.ts';
import type { AccessMode, DataRun } from './data-run.ts';

export interface OrgTransactionOptions extends TransactionOptions {
  readonly org: LocalOrg;
  /** The user whose session entered Apex. */
  readonly userId: string;
}

/** First API version whose classes work in user mode by default (Summer '26 release notes). */
const firstUserModeVersion = 67;

/** An entry into Apex with an org behind it: whose permissions count, and whether something was written. */
export class OrgTransaction extends Transaction implements DataRun {
  readonly org: LocalOrg;
  /** Another user's while `System.runAs` runs. */
  userId: string;
  /** Set once records were written: no callout may follow. */
  hasUncommittedWork = false;

  constructor(options: OrgTransactionOptions) {
    super(options);
    this.org = options.org;
    this.userId = options.userId;
  }

  /** By the API version of the class whose code is running; outside of all code the platform itself acts. */
  get accessMode(): AccessMode {
    return (this.apiVersion ?? 0) >= firstUserModeVersion ? 'user' : 'system';
  }

  recordId(record: ApexValue): ApexId | null {
    if (record instanceof ApexSObject) return record.id;
    throw this.exception('TypeException', 'Not a record');
  }

  noteUncommittedWork(): void {
    this.hasUncommittedWork = true;
  }
}
