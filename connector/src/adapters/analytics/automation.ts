/**
 * Log record types of what runs with nobody looking: left out of active users where an administrator asked
 * for it (decision 21). In lower case, as parts hold them.
 */
export const automationRecordTypes = [
  'cronjob',
  'queuedexec',
  'platformeventconsumer',
  'unassociatedcrud',
] as const;
