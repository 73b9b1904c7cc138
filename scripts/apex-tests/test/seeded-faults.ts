/** A mistake in one class, as somebody could make it. */
export interface SeededFault {
  readonly name: string;
  readonly className: string;
  /** Occurs once in the class. */
  readonly text: string;
  readonly replacement: string;
}

const usage = 'AccountUsageReading';
const rules = 'MappingRules';
const watchdog = 'SyncWatchdog';
const request = 'SyncRunRequest';

/** Faults that matter to an administrator, in the rules the package exists for. */
export const seededFaults: readonly SeededFault[] = [
  {
    name: 'a usage of 0 is shown as empty',
    className: usage,
    text: 'if (value != null) {',
    replacement: "if (value != null && String.valueOf(value) != '0') {",
  },
  {
    name: 'an empty field is shown as 0',
    className: usage,
    text: 'Object value = record.get(field.getName());',
    replacement: 'Object value = record.get(field.getName()) ?? 0;',
  },
  {
    name: 'a paused mapping is not told from a missing license',
    className: usage,
    text: 'if (ofRun?.pausedMessage != null) {',
    replacement: 'if (ofRun?.pausedMessage == MappingKind.METRIC) {',
  },
  {
    name: 'combined usage is called unlicensed',
    className: usage,
    text: "countMatches('.') == 1",
    replacement: "countMatches('.') == 2",
  },
  {
    name: 'a negative override counts',
    className: usage,
    text: 'seats < 0 || ',
    replacement: '',
  },
  {
    name: 'a part of an answer that is missing reads as 0',
    className: 'ConnectorAnswer',
    text: 'if (value == null) {\n            return null;\n        }\n        if (value instanceof Decimal',
    replacement:
      'if (value == null) {\n            return 0;\n        }\n        if (value instanceof Decimal',
  },
  {
    name: 'everybody may change mappings',
    className: 'SyncPermission',
    text: 'if (!canManage()) {',
    replacement: 'if (canManage() == null) {',
  },
  {
    name: 'an error reaches other Apex without its text',
    className: 'AuraError',
    text: 'result.setMessage(text);',
    replacement: '',
  },
  {
    name: 'the watchdog looks into the future',
    className: watchdog,
    text: 'now.addHours(-PATIENCE_HOURS)',
    replacement: 'now.addHours(PATIENCE_HOURS)',
  },
  {
    name: 'the watchdog warns at every check',
    className: watchdog,
    text: '} else if (incident == null || incident.NotifiedAt__c == null) {',
    replacement: '} else {',
  },
  {
    name: 'a dry run passes for a success',
    className: watchdog,
    text: 'AND DryRun__c = FALSE',
    replacement: '',
  },
  {
    name: 'a retry passes for a success',
    className: watchdog,
    text: "AND Trigger__c != 'Retry'",
    replacement: '',
  },
  {
    name: 'a loss is accepted without being asked',
    className: rules,
    text: 'input.isLossAccepted != true',
    replacement: 'input.isLossAccepted == true',
  },
  {
    name: 'two metrics may write the same field',
    className: rules,
    text: 'each.isMetric() || kind == MappingKind.METRIC',
    replacement: 'each.isMetric() && kind == MappingKind.DISPLAY_FIELD',
  },
  {
    name: 'a metric that was removed can be mapped',
    className: rules,
    text: "found.isEmpty() || found[0].State__c == 'Removed'",
    replacement: 'found.isEmpty()',
  },
  {
    name: 'a stalled run keeps everybody out',
    className: request,
    text: 'open != null && !SyncRunSelector.isStalled(open)',
    replacement: 'open != null',
  },
  {
    name: 'an older held run can be approved',
    className: request,
    text: "held.Status__c != 'Held' || SyncRunSelector.newestWritingRun()?.Id != runId",
    replacement: "held.Status__c != 'Held'",
  },
  {
    name: 'approving does not let the brake go',
    className: request,
    text: 'return create(false, true);',
    replacement: 'return create(false, false);',
  },
  {
    name: 'a spreadsheet runs what an error message says',
    className: 'CsvLine',
    text: "return FORMULA_SIGNS.contains(cell.left(1)) ? '\\'' + cell : cell;",
    replacement: 'return cell;',
  },
  {
    name: 'a deployment that failed is shown as saved',
    className: 'MappingDeployCallback',
    text: "change.State__c = isSaved ? 'Saved' : 'Failed';",
    replacement: "change.State__c = 'Saved';",
  },
  {
    name: 'a restored mapping is cleared all the same',
    className: 'MappingDeployCallback',
    text: 'if (isSaved && change.Action__c == MappingChanges.RESTORE) {',
    replacement: 'if (isSaved && change.Action__c == MappingChanges.PAUSE) {',
  },
  {
    name: 'a removed mapping clears what it only displays',
    className: 'FieldMappingController',
    text: 'clearValues && earlier.isMetric()',
    replacement: 'clearValues',
  },
  {
    name: 'pausing removes the mapping',
    className: 'FieldMappingController',
    text: 'later.isRemoved = action == MappingChanges.REMOVE;',
    replacement: 'later.isRemoved = action == MappingChanges.PAUSE;',
  },
  {
    name: 'a page shows its last run again',
    className: 'SyncRunSelector',
    text: 'Id < :lastId',
    replacement: 'Id <= :lastId',
  },
  {
    name: 'the last page is never reached',
    className: 'SyncRunSelector',
    text: "'most' => PAGE_SIZE + 1",
    replacement: "'most' => PAGE_SIZE",
  },
  {
    name: 'runs are read past permissions',
    className: 'SyncRunSelector',
    text: 'AccessLevel.USER_MODE',
    replacement: 'AccessLevel.SYSTEM_MODE',
  },
  {
    name: 'the history of a mapping is read past permissions',
    className: 'MappingChanges',
    text: 'WHERE Mapping__c = :developerName\n            WITH USER_MODE',
    replacement: 'WHERE Mapping__c = :developerName\n            WITH SYSTEM_MODE',
  },
  {
    name: 'a percent sign finds every Account',
    className: 'LikePattern',
    text: ".replace('%', '\\\\%')",
    replacement: '',
  },
  {
    name: 'a time zone nobody knows is saved',
    className: 'SyncSettingsController',
    text: 'TimeZone.getTimeZone(name).getID() == name',
    replacement: 'TimeZone.getTimeZone(name).getID() != null',
  },
  {
    name: 'the lowest setting is refused',
    className: 'SyncSettingsController',
    text: 'value < least',
    replacement: 'value <= least',
  },
];
