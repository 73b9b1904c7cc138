import { describe, expect, it } from 'vitest';
import { metadataSchema } from '../metadata/metadata-schema.ts';
import { packageProblems } from '../metadata/package-problems.ts';
import { componentName, packageModel } from '../metadata/package-model.ts';
import { allRules } from '../metadata/rules/all-rules.ts';
import { formulaReferences } from '../metadata/rules/formula-rules.ts';
import { readSourceFiles, type SourceFile } from '../metadata/source-file.ts';
import { parseXml } from '../metadata/xml-element.ts';

const schema = await metadataSchema();
const files = await readSourceFiles('force-app');

interface Fault {
  readonly rule: string;
  readonly plant: (files: readonly SourceFile[]) => readonly SourceFile[];
  readonly expected: RegExp;
}

/** Replaces text in the file whose path ends so; a fault that finds nothing to replace fails its test. */
function edited(end: string, from: string | RegExp, to: string): Fault['plant'] {
  return (before) => {
    const file = before.find(({ path }) => path.endsWith(end));
    const text = file?.text.replace(from, to);
    if (!file || text === undefined || text === file.text)
      throw new Error(`nothing to edit in ${end}`);
    return before.map((each) => (each === file ? { ...file, text } : each));
  };
}

const fault = (
  rule: string,
  file: string,
  from: string | RegExp,
  to: string,
  expected: RegExp,
): Fault => ({
  rule,
  plant: edited(file, from, to),
  expected,
});

const runField = (name: string) => `SyncRun__c/fields/${name}.field-meta.xml`;
const settings = 'SyncSettings.Default.md-meta.xml';
const admin = 'IsvappSyncAdmin.permissionset-meta.xml';
const runLayout = 'SyncRun__c-Sync Run Layout.layout-meta.xml';
const mappingLayout = 'FieldMapping__mdt-Field Mapping Layout.layout-meta.xml';
const attention = 'listViews/NeedAttention.listView-meta.xml';
const keyField = 'FieldMapping__mdt/fields/AccountField__c.field-meta.xml';
const objectRule = 'validationRules/ObjectIsAccount.validationRule-meta.xml';
const app = 'ISVapp.app-meta.xml';

const oauth = 'ISVappConnector_oauth.ecaOauth-meta.xml';

/** One fault for each thing that a rule says, planted in the package itself. */
const faults: readonly Fault[] = [
  fault(
    'clientAppsHaveLeastScopes',
    oauth,
    'Api, RefreshToken',
    'Api,Full',
    /scope Full is more than the connector needs/,
  ),
  fault(
    'clientAppsHaveLeastScopes',
    oauth,
    '>ISVappConnector<',
    '>Another<',
    /names Another, which is not in the package/,
  ),
  {
    rule: 'clientAppsHaveNoSecrets',
    plant: (before) => [
      ...before,
      {
        path: 'main/shell/extlClntAppGlobalOauthSets/A.ecaGlblOauth-meta.xml',
        text: '<ExtlClntAppGlobalOauthSettings xmlns="http://soap.sforce.com/2006/04/metadata"><consumerSecret>s</consumerSecret><externalClientApplication>ISVappConnector</externalClientApplication></ExtlClntAppGlobalOauthSettings>',
      },
    ],
    expected: /can't be packaged/,
  },
  fault(
    'codeHasOneApiVersion',
    'ConnectorClient.cls-meta.xml',
    /<apiVersion>[^<]*</,
    '<apiVersion>58.0<',
    /apiVersion is 58\.0, and others are of/,
  ),
  fault(
    'classesAreActive',
    'ConnectorClient.cls-meta.xml',
    '>Active<',
    '>Inactive<',
    /set <status> to Active/,
  ),
  fault(
    'namedCredentialsHaveExternalOnes',
    'ISVappConnector.namedCredential-meta.xml',
    '<externalCredential>ISVapp',
    '<externalCredential>Isv',
    /<externalCredential> names IsvConnector, which is not in the package/,
  ),
  fault(
    'permittedThingsExist',
    admin,
    /<apexClass>\w+</,
    '<apexClass>Gone<',
    /<classAccesses> names Gone/,
  ),
  fault(
    'permittedThingsExist',
    admin,
    '<name>ManageSalesforceSync<',
    '<name>MendSalesforceSync<',
    /<customPermissions> names MendSalesforceSync/,
  ),
  fault(
    'permittedThingsExist',
    'ISVappConnector.externalCredential-meta.xml',
    '<parameterName>Connector<',
    '<parameterName>Other<',
    /<externalCredentialPrincipalAccesses> names ISVappConnector-Connector/,
  ),
  fault(
    'fullNameIsFileName',
    runField('Status__c'),
    'Status__c<',
    'State__c<',
    /fullName is State__c/,
  ),
  fault(
    'textsFit',
    runField('Status__c'),
    '<label>Status<',
    `<label>${'Status '.repeat(6)}!<`,
    /<label> of CustomField has 43 characters, 40 fit/,
  ),
  fault(
    'textsFit',
    admin,
    '<description>',
    `<description>${'x'.repeat(255)}`,
    /<description> of PermissionSet has \d+ characters, 255 fit/,
  ),
  fault(
    'textsAreOnOneLine',
    runField('Status__c'),
    '<label>Status',
    '<label>\n        Status',
    /<label> begins or ends with a space/,
  ),
  fault(
    'fieldsExplainThemselves',
    runField('Status__c'),
    /<inlineHelpText>.*<\/inlineHelpText>/,
    '',
    /in <inlineHelpText>/,
  ),
  fault(
    'fieldsExplainThemselves',
    runField('Status__c'),
    /<description>.*<\/description>/,
    '<description></description>',
    /in <description>/,
  ),
  fault(
    'picklistsAreRestricted',
    runField('Status__c'),
    '<restricted>true',
    '<restricted>false',
    /set <restricted>/,
  ),
  fault(
    'metadataTypesHaveMetadataFields',
    'SyncSettings__mdt/fields/LogRetentionDays__c.field-meta.xml',
    '>Number<',
    '>Currency<',
    /SyncSettings__mdt cannot have the type Currency/,
  ),
  fault(
    'metadataTypesHaveMetadataFields',
    runField('RunKey__c'),
    '>Text<',
    '>MetadataRelationship<',
    /SyncRun__c cannot have the type MetadataRelationship/,
  ),
  fault(
    'fieldRelationshipsAreControlled',
    keyField,
    'FieldMapping__mdt.Object__c',
    'FieldMapping__mdt.Kind__c',
    /<metadataRelationshipControllingField>/,
  ),
  fault(
    'detailsAreControlledByParent',
    'SyncLogEntry__c.object-meta.xml',
    '<sharingModel>ControlledByParent',
    '<sharingModel>Private',
    /set <sharingModel> to ControlledByParent/,
  ),
  fault(
    'detailsAreControlledByParent',
    'SyncRun__c.object-meta.xml',
    '<sharingModel>ReadWrite',
    '<sharingModel>ControlledByParent',
    /has no master-detail field/,
  ),
  fault(
    'relationshipTargetExists',
    'SyncLogEntry__c/fields/Account__c.field-meta.xml',
    '>Account</referenceTo>',
    '>Acount__c</referenceTo>',
    /referenceTo names Acount__c/,
  ),
  fault(
    'formulaFieldsExist',
    'validationRules/FinishedNotBeforeStarted.validationRule-meta.xml',
    'ISBLANK(StartedAt__c)',
    'ISBLANK(BegunAt__c)',
    /names BegunAt__c, which is not a field reached from SyncRun__c/,
  ),
  fault('formulaFieldsExist', objectRule, 'QualifiedApiName', 'ApiName', /names Object__r.ApiName/),
  fault(
    'formulaFieldsExist',
    objectRule,
    'Object__r',
    'Entity__r',
    /names Entity__r.QualifiedApiName/,
  ),
  fault(
    'errorDisplayFieldExists',
    objectRule,
    '<errorDisplayField>Object__c',
    '<errorDisplayField>Entity__c',
    /has no field Entity__c/,
  ),
  fault(
    'layoutFieldsExist',
    runLayout,
    '>Heartbeat__c<',
    '>Pulse__c<',
    /SyncRun__c has no field Pulse__c/,
  ),
  fault(
    'layoutFieldsExist',
    'SyncLogEntry__c-Sync Log Entry Layout.layout-meta.xml',
    '>CreatedById<',
    '>OwnerId<',
    /SyncLogEntry__c has no field OwnerId/,
  ),
  fault(
    'layoutsHaveRequiredFields',
    mappingLayout,
    /Required<\/behavior>\s*<field>Kind__c/,
    'Edit</behavior><field>Kind__c',
    /required field Kind__c on the layout/,
  ),
  fault(
    'layoutsHaveRequiredFields',
    mappingLayout,
    '>AccountField__c<',
    '>MetricKey__c<',
    /required field AccountField__c on the layout/,
  ),
  fault(
    'relatedListsExist',
    runLayout,
    'SyncLogEntry__c.SyncRun__c',
    'SyncLogEntry__c.Account__c',
    /no such relationship to SyncRun__c/,
  ),
  fault(
    'relatedListsExist',
    runLayout,
    '<fields>ErrorCode__c',
    '<fields>Code__c',
    /SyncLogEntry__c has no field Code__c/,
  ),
  fault(
    'listViewFieldsExist',
    attention,
    '<columns>NAME',
    '<columns>Name',
    /SyncRun__c has no field Name/,
  ),
  fault(
    'listViewFieldsExist',
    attention,
    '<field>StartedAt__c',
    '<field>BegunAt__c',
    /SyncRun__c has no field BegunAt__c/,
  ),
  fault(
    'listViewFiltersMatch',
    attention,
    'Failed,Degraded',
    'Failed,Degrade',
    /asks for 'Degrade'/,
  ),
  fault(
    'compactLayoutFieldsExist',
    'SyncRunCompact.compactLayout-meta.xml',
    '>Phase__c<',
    '>Step__c<',
    /SyncRun__c has no field Step__c/,
  ),
  fault(
    'assignedCompactLayoutExists',
    'SyncRun__c.object-meta.xml',
    '>SyncRunCompact<',
    '>RunCompact<',
    /no compact layout RunCompact/,
  ),
  fault(
    'searchLayoutFieldsExist',
    'SyncRun__c.object-meta.xml',
    'searchResultsAdditionalFields>Trigger__c',
    'searchResultsAdditionalFields>Cause__c',
    /SyncRun__c has no field Cause__c/,
  ),
  fault(
    'permittedThingsExist',
    admin,
    '<object>SyncRun__c',
    '<object>SyncRuns__c',
    /<objectPermissions> names SyncRuns__c/,
  ),
  fault(
    'permittedThingsExist',
    admin,
    '<object>SyncRun__c',
    '<object>FieldMapping__mdt',
    /<objectPermissions> names FieldMapping__mdt/,
  ),
  fault(
    'permittedThingsExist',
    admin,
    '<name>SyncSettings__mdt',
    '<name>SyncRun__c',
    /<customMetadataTypeAccesses> names SyncRun__c/,
  ),
  fault(
    'permittedThingsExist',
    admin,
    '<application>ISVapp',
    '<application>Isvapp',
    /<applicationVisibilities> names Isvapp/,
  ),
  fault('permittedThingsExist', admin, '<tab>SyncRun__c', '<tab>Runs', /<tabSettings> names Runs/),
  fault(
    'fieldPermissionsAreAllowed',
    admin,
    'SyncRun__c.Status__c',
    'SyncRun__c.State__c',
    /State__c: the package has no such field/,
  ),
  fault(
    'fieldPermissionsAreAllowed',
    admin,
    'UsageMetric__c.Unit__c',
    'UsageMetric__c.Key__c',
    /Key__c: remove it, a required/,
  ),
  fault(
    'fieldPermissionsAreAllowed',
    admin,
    'SyncLogEntry__c.Level__c',
    'SyncLogEntry__c.SyncRun__c',
    /SyncLogEntry__c.SyncRun__c: remove it/,
  ),
  fault(
    'fieldPermissionsAreAllowed',
    admin,
    'SyncRun__c.Status__c',
    'FieldMapping__mdt.MetricKey__c',
    /use <customMetadataTypeAccesses>/,
  ),
  fault(
    'fieldPermissionsAreAllowed',
    runField('DryRun__c'),
    '<label>',
    '<formula>TRUE</formula><label>',
    /DryRun__c: nobody can edit it/,
  ),
  fault(
    'permissionSetsCoverAllFields',
    admin,
    /<fieldPermissions>\s*<editable>true<\/editable>\s*<field>SyncRun__c.DryRun__c[\s\S]*?<\/fieldPermissions>/,
    '',
    /whether SyncRun__c.DryRun__c is readable/,
  ),
  fault(
    'objectRightsAreComplete',
    admin,
    /<allowRead>true(<\/allowRead>\s*<modifyAllRecords>false<\/modifyAllRecords>\s*<object>SyncRun__c)/,
    '<allowRead>false$1',
    /SyncRun__c: allowEdit needs allowRead/,
  ),
  fault(
    'objectRightsAreComplete',
    admin,
    /<modifyAllRecords>false(<\/modifyAllRecords>\s*<object>SyncRun__c)/,
    '<modifyAllRecords>true$1',
    /SyncRun__c: modifyAllRecords needs allowDelete/,
  ),
  fault(
    'mastersAreReadable',
    'IsvappSyncViewer.permissionset-meta.xml',
    /<allowRead>true(<\/allowRead>\s*<modifyAllRecords>false<\/modifyAllRecords>\s*<object>SyncRun__c)/,
    '<allowRead>false$1',
    /grant allowRead on SyncRun__c/,
  ),
  fault('applicationTabsExist', app, '<tabs>SyncLogs', '<tabs>Metrics', /<tabs> names Metrics/),
  fault(
    'landingTabIsATab',
    app,
    '<defaultLandingTab>SalesforceSync',
    '<defaultLandingTab>Home',
    /defaultLandingTab Home is not among/,
  ),
  fault(
    'recordValuesFit',
    settings,
    '<field>TimeZone__c',
    '<field>Zone__c',
    /the type has no field Zone__c/,
  ),
  fault(
    'recordValuesFit',
    settings,
    'xsd:double">10.0',
    'xsd:string">10.0',
    /ApiReservePercent__c: xsi:type is xsd:string and must be xsd:double/,
  ),
  fault(
    'recordValuesFit',
    settings,
    '>10.0<',
    '>ten<',
    /ApiReservePercent__c: 'ten' is not an xsd:double/,
  ),
  fault(
    'recordValuesFit',
    settings,
    '>licensed_accounts<',
    '>licensed<',
    /AccountScope__c: 'licensed' is none of/,
  ),
  fault('recordValuesFit', settings, '>23:30<', '>23:30:00<', /DailyStart__c: 8 characters, 5 fit/),
  fault('recordValuesFit', settings, / xmlns:xsd="[^"]*"/, '', /declare xmlns:xsi/),
  {
    rule: 'recordValuesFit',
    plant: (before) => {
      const without = edited(
        settings,
        /<values>\s*<field>TimeZone__c[\s\S]*?<\/values>/,
        '',
      )(before);
      return edited(
        'SyncSettings__mdt/fields/TimeZone__c.field-meta.xml',
        '<type>',
        '<required>true</required><type>',
      )(without);
    },
    expected: /TimeZone__c is required/,
  },
  {
    rule: 'recordValuesFit',
    plant: (before) => before.filter(({ path }) => !path.includes('/SyncSettings__mdt/')),
    expected: /no custom metadata type SyncSettings__mdt/,
  },
  {
    rule: 'tabObjectExists',
    plant: (before) => before.filter(({ path }) => !path.includes('/objects/UsageMetric__c/')),
    expected: /the package has no object UsageMetric__c/,
  },
  {
    rule: 'layoutFieldsExist',
    plant: (before) => before.filter(({ path }) => !path.includes('/objects/UsageMetric__c/')),
    expected: /the package has no object UsageMetric__c/,
  },
  fault(
    'noLicenseManagementApp',
    'SyncLogEntry__c/fields/Account__c.field-meta.xml',
    '>Account</referenceTo>',
    '>sfLma__License__c</referenceTo>',
    /License Management App \(sfLma__License__c\)/,
  ),
];

function model(sources: readonly SourceFile[]) {
  const documents = sources.map(({ path, text }) => {
    const root = parseXml(text);
    if (typeof root === 'string') throw new Error(`${path}: ${root}`);
    return { path, name: componentName(path), root };
  });
  return packageModel(documents);
}

describe('the package', () => {
  it('has no problems', () => {
    expect(files.length).toBeGreaterThan(90);
    expect(packageProblems(files, schema)).toEqual([]);
  });

  it('is judged by the types and by every rule at once', () => {
    const broken = edited(runField('Status__c'), '<restricted>true', '<restricted>no')(files);
    expect(packageProblems(broken, schema).map(({ message }) => message)).toEqual([
      "CustomField/valueSet/restricted: 'no' is neither true nor false",
      'set <restricted> of the value set to true: the API would accept any value',
    ]);
  });

  it('is told of a file that is not well-formed, and of the rest as well', () => {
    const broken = edited(runField('Status__c'), '</CustomField>', '')(files);
    const [first, ...rest] = packageProblems(broken, schema);
    expect(first).toEqual({
      file: `main/run/objects/${runField('Status__c')}`,
      message: expect.stringMatching(/^not well-formed/) as string,
    });
    expect(rest).toContainEqual(
      expect.objectContaining({ message: 'SyncRun__c has no field Status__c' }),
    );
  });
});

describe('the rules of metadata', () => {
  it.each(faults)('$rule finds what it is for: $expected', ({ rule, plant, expected }) => {
    const found = allRules.find(({ name }) => name === rule)?.(model(plant(files))) ?? [];
    expect(found.map(({ message }) => message)).toContainEqual(expect.stringMatching(expected));
  });

  it('each have a fault that they must find', () => {
    const tried = new Set(faults.map(({ rule }) => rule));
    expect(allRules.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });
});

describe('the fields that a formula names', () => {
  it.each([
    ['OR(A__c < 0, B__c > 1)', ['A__c', 'B__c']],
    ['ISPICKVAL(Kind__c, "Metric__c")', ['Kind__c']],
    ["Name = 'O\\'Neill A__c'", ['Name']],
    ['/* Old__c */ New__c', ['New__c']],
    ['Parent__r.Name & $User.Alias', ['Parent__r.Name']],
    ['IF(TRUE, NULL, 1)', []],
  ])('are found in %s', (formula, expected) => {
    expect(formulaReferences(formula)).toEqual(expected);
  });
});
