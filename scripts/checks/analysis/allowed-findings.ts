/** A rule of PMD or the graph engine that this project does not follow at all. */
export interface RuleLeftOut {
  /** As `pmd/ApexDoc`. */
  readonly rule: string;
  readonly reason: string;
}

/** A finding that stands, in one file. */
export interface AllowedFinding {
  readonly rule: string;
  /** The file's name without its endings: `MappingChanges`. */
  readonly component: string;
  readonly reason: string;
}

/**
 * An engine that gave up on one class after its time limit. Whether it does depends on the machine, so such an entry
 * may match nothing.
 */
export interface AllowedTimeout {
  readonly component: string;
  readonly reason: string;
}

/** Rules that are not run, because they take their engine down with them. */
export const rulesNotRun: readonly RuleLeftOut[] = [
  {
    rule: 'sfge/MissingNullCheckOnSoqlVariable',
    reason:
      'It fails on entry points whose query it can not follow, and does not see ??. An empty id or key finds no record.',
  },
];

/** What may stand although a rule speaks against it. An entry that no longer matches fails the check. */
export interface Allowances {
  readonly rulesLeftOut: readonly RuleLeftOut[];
  readonly findings: readonly AllowedFinding[];
  readonly timeouts: readonly AllowedTimeout[];
}

const keyIsAName = 'A key names a metric or a run, it opens nothing: the rule goes by the word.';

const engineFails =
  'The graph engine fails on the type of an argument (a comparison, a ??). PMD and the user mode of the local org remain.';

export const allowances: Allowances = {
  rulesLeftOut: [
    {
      rule: 'pmd/ApexDoc',
      reason:
        'It wants a tag for every parameter and result. Comments here say what the signature does not.',
    },
    {
      rule: 'pmd/AvoidBooleanMethodParameters',
      reason:
        'Lightning calls Apex with named parameters, so a Boolean reads well there; properties with a setter are reported too.',
    },
    {
      rule: 'pmd/TooManyFields',
      reason: 'What a page shows is one flat object, because Lightning passes it as JSON.',
    },
    {
      rule: 'pmd/ApexAssertionsShouldIncludeMessage',
      reason: "A test's name is the statement that its assertions make.",
    },
    {
      rule: 'pmd/ApexUnitTestClassShouldHaveRunAs',
      reason:
        'It wants another user in every method. Tests of permissions run as one; tests of rules need none.',
    },
    {
      rule: 'pmd/EagerlyLoadedDescribeSObjectResult',
      reason:
        'Since Use Improved Schema Caching is enforced, describe defers child relationships by default.',
    },
    {
      rule: 'pmd/ExcessiveParameterList',
      reason: 'It counts four parameters as too many.',
    },
  ],
  findings: [
    {
      rule: 'sfge/ApexFlsViolation',
      component: 'SyncWatchdog',
      reason:
        'It reads in system mode on purpose: it must go on warning when whoever scheduled it loses rights.',
    },
    {
      rule: 'pmd/ApexUnitTestClassShouldHaveAsserts',
      component: 'MappingRulesTest',
      reason: 'It does not see the assertions in the methods that these tests share.',
    },
    {
      rule: 'pmd/ExcessivePublicCount',
      component: 'SyncRunController',
      reason:
        'A run as a page shows it, one flat object: the twenty counts and times of SyncRun__c.',
    },
    {
      rule: 'pmd/CyclomaticComplexity',
      component: 'SyncRunSelector',
      reason: 'The total of a class of small methods; no method is over the limit for methods.',
    },
    {
      rule: 'pmd/AvoidNonRestrictiveQueries',
      component: 'SyncWatchdogTest',
      reason: 'A test reads all of the few records that it made.',
    },
    {
      rule: 'pmd/FieldDeclarationsShouldBeAtStart',
      component: 'MappingOutcome',
      reason: 'The list stands beside the page it belongs to, below the classes of its items.',
    },
    {
      rule: 'pmd/AvoidHardcodedCredentialsInFieldDecls',
      component: 'ConnectorClient',
      reason: 'The name of the named credential that holds the secret; the rule goes by the word.',
    },
    {
      rule: 'pmd/AvoidHardcodedCredentialsInVarAssign',
      component: 'AccountField',
      reason: 'Whether a field is encrypted; the rule goes by the word.',
    },
    {
      rule: 'pmd/NcssConstructorCount',
      component: 'AccountField',
      reason: 'Copies what describe says of a field, an attribute a line.',
    },
    {
      rule: 'pmd/AvoidNonRestrictiveQueries',
      component: 'FieldMappingSelector',
      reason: 'Custom metadata: an org has tens of mappings, and all of them are wanted.',
    },
    {
      rule: 'pmd/CyclomaticComplexity',
      component: 'MappingRules',
      reason: 'The total of a class of small rules; no method is over the limit for methods.',
    },
    {
      rule: 'pmd/CyclomaticComplexity',
      component: 'AccountUsageReading',
      reason: 'The total of a class of small methods; no method is over the limit for methods.',
    },
    {
      rule: 'pmd/CognitiveComplexity',
      component: 'AccountUsageReading',
      reason: 'The total of a class of small methods; no method is over the limit for methods.',
    },
    {
      rule: 'pmd/ProtectSensitiveData',
      component: 'MetricKey__c',
      reason: keyIsAName,
    },
    { rule: 'pmd/ProtectSensitiveData', component: 'Key__c', reason: keyIsAName },
    { rule: 'pmd/ProtectSensitiveData', component: 'RunKey__c', reason: keyIsAName },
    {
      rule: 'pmd/ProtectSensitiveData',
      component: 'ExternalAccessEnabled__c',
      reason: 'A checkbox that allows access from outside; the rule goes by the word Access.',
    },
    {
      rule: 'sfge/processing error',
      component: 'SyncSettingsController',
      reason: engineFails,
    },
    {
      rule: 'sfge/processing error',
      component: 'SyncRunController',
      reason: engineFails,
    },
    {
      rule: 'sfge/processing error',
      component: 'DirectoryController',
      reason: engineFails,
    },
  ],
  timeouts: ['FieldMappingController', 'SyncLogController', 'SyncRunController'].map(
    (component) => ({
      component,
      reason:
        'Too many paths through rules and describe; the local org runs them against permission sets.',
    }),
  ),
};

export const nothingAllowed: Allowances = { rulesLeftOut: [], findings: [], timeouts: [] };

/** What is allowed of some engines alone: the others were not run, so theirs would seem to allow nothing. */
export function allowancesOf(engines: readonly string[]): Allowances {
  const isRun = ({ rule }: { readonly rule: string }) =>
    engines.some((engine) => rule.startsWith(`${engine}/`));
  return {
    rulesLeftOut: allowances.rulesLeftOut.filter(isRun),
    findings: allowances.findings.filter(isRun),
    timeouts: engines.includes('sfge') ? allowances.timeouts : [],
  };
}
