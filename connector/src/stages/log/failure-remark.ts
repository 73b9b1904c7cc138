import type { Remark } from '../../domain/entry-book.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { OutOfTries } from '../../domain/out-of-tries.ts';
import { StoreAway } from '../../domain/store-away.ts';
import { OrgError, type OrgErrorKind } from '../../domain/org-error.ts';

/** What a failed request means for the run, and who can do something about it. */
const advice: Record<OrgErrorKind, string> = {
  connection:
    'The sync is paused until the organization lets the connector in again, and no value becomes NULL for it; each run tries. The operator of the connector can have "doctor" look at the connection and reconnect it with another address, key or secret: with "orgs add", or in the variables SALESFORCE_….',
  quota:
    'What was not read or written waits for the next run. A Salesforce administrator can raise the allowance, or lower the reserve in the settings.',
  transient:
    'The next run tries again by itself. If it goes on, the operator of the connector can check SALESFORCE_INSTANCE_URL and the network.',
  permission:
    'A Salesforce administrator can give the integration user the missing access in a permission set.',
  incomplete:
    'Values are decided only from complete reads, so none was changed. The next run tries again by itself.',
  request:
    'Salesforce refused the request itself. The operator of the connector finds it in the log of the connector.',
};

/** The log entry for what ended a run early. */
export function failureRemark(error: unknown): Remark {
  if (error instanceof OrgError) {
    return {
      level: 'Error',
      code: error.code,
      message: error.message,
      explanation: advice[error.kind],
    };
  }
  if (error instanceof UsageError) {
    return {
      level: 'Error',
      code: `ISVAPP_${error.kind.toUpperCase()}`,
      message: error.message,
      explanation:
        'No number came from ISVapp, so no value was changed. The next run asks again by itself.',
    };
  }
  if (error instanceof OutOfTries) {
    return {
      level: 'Error',
      code: 'RUN_OUT_OF_TRIES',
      message: error.message,
      explanation:
        'The run was given up; what it did not write waits for the next one. The operator of the connector finds in the logs of its workers what ended them.',
    };
  }
  if (error instanceof StoreAway) {
    return {
      level: 'Error',
      code: 'DATABASE_AWAY',
      message: error.message,
      explanation:
        'What the run did not do is made up for by the next one, once the database of the connector answers again.',
    };
  }
  return {
    level: 'Error',
    code: 'INTERNAL_ERROR',
    message: error instanceof Error ? error.message : String(error),
    explanation:
      'The connector failed. No further value was changed. Its operator finds the details in the log of the connector.',
  };
}
