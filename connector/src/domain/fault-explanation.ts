import type { SalesforceFault } from './change.ts';

/**
 * What kind of trouble a fault is, which decides what is done about it (decision 40):
 * `transient` and `lock` are sent again, `quota` waits for a later run, `gone` has nothing left to repair,
 * the others stay until a person changes the record (`data`), the set-up of the org (`configuration`)
 * or the integration user's access (`permission`).
 */
export type FaultClass =
  'transient' | 'lock' | 'quota' | 'data' | 'configuration' | 'permission' | 'gone';

export interface FaultExplanation {
  readonly class: FaultClass;
  /** What it means, what to do and who can do it. */
  readonly explanation: string;
}

/** Codes of Salesforce's API (object reference, "Core Data Types Used in API Calls: StatusCode") and the connector's own. */
const explanations: Record<FaultClass, Readonly<Record<string, string>>> = {
  transient: {
    CONCURRENT_REQUEST_LIMIT:
      'Too many long requests ran in the org at the same moment. Nothing to do: the connector sends it again.',
    CONNECTION_LOST:
      'The connection broke before Salesforce answered. Nothing to do: the connector looks up whether the value has arrived, and sends it where it has not.',
    QUERY_TIMEOUT:
      'Salesforce needed too long to find the records. It is tried again; if it stays, an administrator can look at slow triggers and flows on Account.',
    SERVER_UNAVAILABLE:
      'Salesforce was not reachable for a moment. Nothing to do: the connector sends it again. trust.salesforce.com shows known disturbances.',
    UNKNOWN_EXCEPTION:
      "Salesforce reported an error of its own. The connector sends it again; if it stays, Salesforce's support can look up the number in the message.",
    UNPROCESSED:
      'The Bulk job ended, or was given up on, before it told about this Account. The connector looks up what has arrived and sends the rest, and the next run compares anew.',
  },
  lock: {
    ENTITY_IS_LOCKED:
      'An approval process holds the Account. An administrator or the approver can unlock it, or let the integration user edit locked records.',
    ROW_LOCK_TIMEOUT:
      'Another process was writing to the same Account. Nothing to do: the connector sends it again a little later.',
    UNABLE_TO_LOCK_ROW:
      'Another process was writing to the same Account or one it belongs to. The connector sends it again; if it stays, an administrator can move jobs that edit Accounts to another hour.',
  },
  quota: {
    API_RESERVE_REACHED:
      'The sync left the rest of the daily API allowance to everyone else. The next run goes on; an administrator can lower the reserve in the sync settings.',
    LIMIT_EXCEEDED:
      'A limit of the org is exhausted. It recovers within 24 hours; an administrator sees the limits in Setup > Company Information.',
    REQUEST_LIMIT_EXCEEDED:
      "The org's API requests of the last 24 hours are used up. The next run goes on; an administrator sees who uses them in Setup > Company Information.",
    STORAGE_LIMIT_EXCEEDED:
      "The org's data storage is full. An administrator can delete records or buy storage (Setup > Storage Usage).",
  },
  data: {
    CIRCULAR_DEPENDENCY:
      'The Account is its own ancestor through Parent Account. Somebody who may edit it can correct the parent.',
    DELETE_FAILED:
      'Salesforce could not delete the record because others depend on it. An administrator can look at the message and delete those first.',
    DUPLICATES_DETECTED:
      'A duplicate rule refused the update. An administrator can merge the duplicates or exempt the integration user from the rule.',
    DUPLICATE_EXTERNAL_ID:
      'Several records have the external id that should name one. Somebody who may edit them can correct or merge them.',
    DUPLICATE_VALUE:
      'Another record already has this value in a field that allows it once. Map a field that is not unique; an administrator can change the field.',
    FIELD_CUSTOM_VALIDATION_EXCEPTION:
      "A validation rule of the org refused the Account; the message is the rule's own. Somebody who may edit the Account can correct it, or an administrator can exempt the integration user in the rule.",
    FIELD_FILTER_VALIDATION_EXCEPTION:
      'A lookup on the Account points to a record its lookup filter no longer allows. Somebody who may edit the Account can choose another.',
    FIELD_INTEGRITY_EXCEPTION:
      'The value does not fit the other fields of the Account, such as a state that is not part of its country. Somebody who may edit the Account can correct it.',
    INACTIVE_OWNER_OR_USER:
      'The Account belongs to a user who is no longer active. An administrator can transfer it to another owner.',
    INVALID_EMAIL_ADDRESS:
      'An e-mail address on the Account is malformed. Somebody who may edit the Account can correct it.',
    INVALID_ID_FIELD:
      'A lookup on the Account holds something that is not an id of the right object. Somebody who may edit the Account can correct it.',
    INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:
      'A restricted picklist on the Account holds a value that is no longer offered. Somebody who may edit the Account can choose another.',
    NUMBER_OUTSIDE_VALID_RANGE:
      'The number has more digits than the field takes. An administrator can enlarge the field (length minus decimal places).',
    REQUIRED_FIELD_MISSING:
      'A field the org requires is empty on the Account. Somebody who may edit the Account can fill it.',
    STRING_TOO_LONG:
      'A text is longer than its field. An administrator can enlarge the field the message names.',
  },
  configuration: {
    APEX_ERROR:
      "The org's own Apex failed while saving the Account. The message names the class; its developer can correct it.",
    CANNOT_EXECUTE_FLOW_TRIGGER:
      "One of the org's flows on Account failed while saving. The message names the flow; its author can correct it, or leave the integration user out.",
    CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:
      "A trigger of the org failed while saving the Account. The message names it; its developer or the package's publisher can correct it.",
    CANNOT_UPDATE_CONVERTED_LEAD:
      "The org's automation tried to change a Lead that is already converted. Its author can correct it.",
    INVALID_FIELD:
      'The field does not exist, or the integration user cannot see it. An administrator can correct the mapping, or grant the field in the permission set the integration user has.',
    INVALID_TYPE_ON_FIELD_IN_RECORD:
      'The field takes another type of value than the metric has. An administrator can map a number field instead.',
    MALFORMED_ID:
      'An id of the connector is not one of this org. Whoever runs the connector should report it.',
    NO_REASON_GIVEN:
      'Salesforce refused the update without saying why. An administrator can try the same change by hand on the Account to see the reason.',
    SELF_REFERENCE_FROM_TRIGGER:
      "Triggers of the org change the same Account again and again. Their developer can stop the recursion; the org's automation on Account is the place to look.",
    TXN_SECURITY_NO_ACCESS:
      'A transaction security policy of the org blocks the update. An administrator can exempt the integration user from the policy.',
    WORKFLOW_ERROR: "The org's automation on Account ran into a limit. Its author can simplify it.",
  },
  permission: {
    CANNOT_EDIT_READONLY_FIELD:
      'The integration user may read the field but not edit it. An administrator can grant edit access in its permission set, or map another field.',
    INSUFFICIENT_ACCESS:
      'The integration user may not do this. An administrator can assign the permission set IsvappConnector and grant edit access to Account.',
    INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY:
      'The integration user lacks access to a record the Account points to, such as its owner or parent. An administrator can grant it, for instance with "View All" on that object.',
    INSUFFICIENT_ACCESS_OR_READONLY:
      'The integration user may not edit this Account, or a record its automation touches. An administrator can grant edit access ("Modify All" on Account), or the message names what is read-only.',
    INVALID_FIELD_FOR_INSERT_UPDATE:
      'The integration user may not write the field: it is a formula, or field-level security makes it read-only. An administrator can grant edit access in its permission set, or map another field.',
    OPERATION_NOT_ALLOWED:
      'The integration user may not do this in the org. An administrator can compare its permissions with the permission set IsvappConnector.',
  },
  gone: {
    ACCOUNT_DELETED:
      'The Account was deleted while the run was under way. Nothing to do: it is no longer synced.',
    ACCOUNT_MERGED:
      'The Account was merged into another while the run was under way. Nothing to do: the next run writes to the one that stayed.',
    ENTITY_IS_DELETED:
      'The Account was deleted or merged while the run was under way. Nothing to do: the next run reads the Accounts and licenses anew.',
    INVALID_CROSS_REFERENCE_KEY:
      'The Account, or a record it points to, no longer exists or is not visible to the integration user. The next run reads anew; if it stays, an administrator can check the sharing of the Account.',
    NOT_FOUND:
      'The record no longer exists or is not visible to the integration user. The next run reads anew.',
  },
};

const byCode: ReadonlyMap<string, FaultExplanation> = new Map(
  faultClasses().flatMap((faultClass) =>
    Object.entries(explanations[faultClass]).map(
      ([code, explanation]) => [code, { class: faultClass, explanation }] as const,
    ),
  ),
);

/** A trigger wraps what it ran into in a code of its own; the cause it quotes is what counts. */
const quotedCauses = ['UNABLE_TO_LOCK_ROW', 'ENTITY_IS_LOCKED', 'QUERY_TIMEOUT'] as const;

/**
 * What a fault means. A code that is not in the table is of class `data`, so that it is shown and not repeated,
 * with Salesforce's own words as the explanation (decision 41).
 */
export function explainFault(fault: SalesforceFault): FaultExplanation {
  const explained = byCode.get(decidingCode(fault));
  if (explained) return explained;
  return { class: 'data', explanation: fault.message };
}

/** Every code the table explains, for the documentation and its test. */
export function explainedCodes(): readonly string[] {
  return [...byCode.keys()];
}

function decidingCode(fault: SalesforceFault): string {
  if (fault.code === 'REQUEST_LIMIT_EXCEEDED' && isConcurrencyLimit(fault.message)) {
    return 'CONCURRENT_REQUEST_LIMIT';
  }
  if (fault.code !== 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY') return fault.code;
  return quotedCauses.find((cause) => fault.message.includes(cause)) ?? fault.code;
}

/**
 * Whether the text speaks of requests running at once, which passes in seconds, and not of the daily allowance.
 * Salesforce sends both with the code REQUEST_LIMIT_EXCEEDED.
 */
export function isConcurrencyLimit(message: string): boolean {
  return /concurrent/i.test(message);
}

function faultClasses(): readonly FaultClass[] {
  return Object.keys(explanations) as FaultClass[];
}
