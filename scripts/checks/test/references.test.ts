import { describe, expect, it } from 'vitest';
import { findingText } from '../finding.ts';
import type { SourceFile } from '../metadata/source-file.ts';
import { referenceFindings } from '../references/reference-findings.ts';

const xmlns = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const file = (path: string, text: string): SourceFile => ({ path: `app/${path}`, text });
const meta = (path: string, type: string, content: string): SourceFile =>
  file(path, `<${type} ${xmlns}>${content}</${type}>`);

const soundClass = `public with sharing class RunController {
    @AuraEnabled(cacheable=true)
    public static List<SyncRun__c> latest(Id accountId) {
        List<Account> accounts = [SELECT Id, Owner.Name, (SELECT Id, LastName FROM Contacts) FROM Account];
        // Database.query('in a comment'), Label.InAComment
        String text = System.Label.Greeting + 'Label.InAText';
        return [
            SELECT Id, Status__c, createdby.name, (SELECT Message__c FROM SyncLogEntries__r)
            FROM SyncRun__c
            WHERE Status__c = 'Failed' AND Id IN (SELECT SyncRun__c FROM SyncLogEntry__c WHERE Message__c != NULL)
            ORDER BY CreatedDate
        ];
    }
}`;

const soundScript = `import latest from '@salesforce/apex/RunController.latest';
import STATUS from '@salesforce/schema/SyncRun__c.Status__c';
import LOG_RUN from '@salesforce/schema/SyncLogEntry__c.SyncRun__r.Status__c';
import greeting from '@salesforce/label/c.Greeting';
import canManage from '@salesforce/customPermission/Manage';
import logo from '@salesforce/resourceUrl/Logo';
import { LightningElement } from 'lwc';
import { text } from 'c/runText';
`;

const sound: readonly SourceFile[] = [
  file('classes/RunController.cls', soundClass),
  meta('objects/SyncRun__c/SyncRun__c.object-meta.xml', 'CustomObject', '<label>R</label>'),
  meta(
    'objects/SyncRun__c/fields/Status__c.field-meta.xml',
    'CustomField',
    '<fullName>Status__c</fullName><type>Text</type>',
  ),
  meta('objects/SyncLogEntry__c/SyncLogEntry__c.object-meta.xml', 'CustomObject', ''),
  meta(
    'objects/SyncLogEntry__c/fields/Message__c.field-meta.xml',
    'CustomField',
    '<type>LongTextArea</type>',
  ),
  meta(
    'objects/SyncLogEntry__c/fields/SyncRun__c.field-meta.xml',
    'CustomField',
    '<type>MasterDetail</type><referenceTo>SyncRun__c</referenceTo><relationshipName>SyncLogEntries</relationshipName>',
  ),
  meta(
    'labels/CustomLabels.labels-meta.xml',
    'CustomLabels',
    '<labels><fullName>Greeting</fullName></labels>',
  ),
  meta('customPermissions/Manage.customPermission-meta.xml', 'CustomPermission', ''),
  meta('staticresources/Logo.resource-meta.xml', 'StaticResource', ''),
  meta(
    'permissionsets/Viewer.permissionset-meta.xml',
    'PermissionSet',
    '<classAccesses><apexClass>RunController</apexClass><enabled>true</enabled></classAccesses>',
  ),
  meta('lwc/runText/runText.js-meta.xml', 'LightningComponentBundle', ''),
  meta('lwc/runList/runList.js-meta.xml', 'LightningComponentBundle', ''),
  file('lwc/runList/runList.ts', soundScript),
  file('lwc/runList/runList.html', '<template><c-run-text></c-run-text></template>'),
  file('lwc/runList/__tests__/runList.test.ts', "import x from '@salesforce/apex/Nobody.knows';"),
  meta(
    'flexipages/Run.flexipage-meta.xml',
    'FlexiPage',
    '<componentInstance><componentName>runList</componentName></componentInstance><componentInstance><componentName>force:detailPanel</componentName></componentInstance>',
  ),
];

/** The package with a text replaced in one file; a fault that finds nothing to replace fails its test. */
function planted(end: string, from: string, to: string): readonly SourceFile[] {
  const target = sound.find(({ path }) => path.endsWith(end));
  if (!target?.text.includes(from)) throw new Error(`no ${from} in ${end}`);
  const text = target.text.replace(from, to);
  return sound.map((each) => (each === target ? { ...each, text } : each));
}

const found = (files: readonly SourceFile[]) => referenceFindings(files, []).map(findingText);

const apex = 'RunController.cls';
const script = 'runList.ts';

/** One fault for each kind of reference. */
const faults: readonly (readonly [from: string, to: string, end: string, expected: RegExp])[] = [
  [
    'Id, Status__c',
    'Id, Mood__c',
    apex,
    /RunController\.cls:8 query: SyncRun__c has no field Mood__c/,
  ],
  ["WHERE Status__c = 'Failed'", "WHERE Moody__c = 'Failed'", apex, /cls:10 query: .*Moody__c/],
  ['ORDER BY CreatedDate', 'ORDER BY MadeDate', apex, /cls:11 query: .*MadeDate/],
  ['createdby.name', 'createdby.mood', apex, /query: User has no field mood/],
  ['createdby.name', 'maker.name', apex, /query: SyncRun__c has no relationship maker/],
  [
    'SELECT Message__c FROM',
    'SELECT Massage__c FROM',
    apex,
    /SyncLogEntry__c has no field Massage__c/,
  ],
  ['FROM SyncLogEntries__r', 'FROM Entries__r', apex, /no child relationship Entries__r/],
  ['FROM SyncRun__c', 'FROM SyncRan__c', apex, /cls:8 query: there is no object SyncRan__c/],
  [
    'SELECT SyncRun__c FROM',
    'SELECT SyncRan__c FROM',
    apex,
    /SyncLogEntry__c has no field SyncRan__c/,
  ],
  ['Owner.Name', 'Owner.Mood', apex, /User has no field Mood/],
  ['public static List', 'public List', apex, /cls:3 aura: make @AuraEnabled latest static/],
  ['public static List', 'static List', apex, /aura: make @AuraEnabled latest public/],
  [
    '    }\n}',
    '    }\n    @AuraEnabled\n    public static void Latest() {}\n}',
    apex,
    /aura: rename/,
  ],
  ['System.Label.Greeting', 'System.Label.Farewell', apex, /cls:6 label: add the label Farewell/],
  ["'Label.InAText'", 'Label.InCode', apex, /label: add the label InCode/],
  ["'Label.InAText'", "'''\nx'''", apex, /cls:6 multi-line text/],
  ["'Label.InAText'", "Database.query('x')", apex, /cls:6 string query: write the query/],
  ['List<SyncRun__c> latest(', 'List<SyncRun__c latest(', apex, /RunController\.cls:\d+ syntax/],
  [
    'RunController.latest',
    'RunController.oldest',
    script,
    /ts:1 component import: .*RunController\.oldest/,
  ],
  ['SyncRun__c.Status__c', 'SyncRun__c.Mood__c', script, /ts:2 component import: .*Mood__c/],
  ['SyncRun__r.Status__c', 'SyncRun__r.Mood__c', script, /ts:3 component import/],
  ['c.Greeting', 'c.Farewell', script, /ts:4 component import: add the label Farewell/],
  ['customPermission/Manage', 'customPermission/Mend', script, /no custom permission Mend/],
  ['resourceUrl/Logo', 'resourceUrl/Lego', script, /no static resource Lego/],
  ["'c/runText'", "'c/runTaxt'", script, /no component runTaxt/],
  ['<c-run-text>', '<c-run-taxt>', 'runList.html', /html:1 component import: .*runTaxt/],
  [
    '<apexClass>RunC',
    '<apexClass>C',
    'Viewer.permissionset-meta.xml',
    /class access: name RunController/,
  ],
  ['<enabled>true', '<enabled>false', 'Viewer.permissionset-meta.xml', /class access/],
  ['runList<', 'runLost<', 'Run.flexipage-meta.xml', /page component: .*runLost/],
  [
    '<fullName>Greeting</fullName></labels>',
    '<fullName>Greeting</fullName></labels><labels><fullName>Idle</fullName></labels>',
    'CustomLabels.labels-meta.xml',
    /unused label: nothing shows Idle/,
  ],
];

describe('the references', () => {
  it('hold in a sound package', () => {
    expect(found(sound)).toEqual([]);
  });

  it.each(faults)('notice %j becoming %j', (from, to, end, expected) => {
    expect(found(planted(end, from, to))).toContainEqual(expect.stringMatching(expected));
  });

  it('let a named class build queries from texts, and no class that builds none', () => {
    const files = planted(apex, "'Label.InAText'", "Database.query('x')");
    const entry = { className: 'RunController', reason: 'because' };
    expect(referenceFindings(files, [entry])).toEqual([]);
    expect(referenceFindings(sound, [entry]).map(findingText)).toEqual([
      expect.stringMatching(/RunController builds no query from texts: delete the entry/),
    ]);
  });

  it('leave labels alone until the package has components', () => {
    const without = planted(
      'labels-meta.xml',
      'Greeting<',
      'Greeting</fullName></labels><labels><fullName>Idle<',
    ).filter(({ path }) => !/\/(lwc|flexipages)\//.test(path));
    expect(found(without)).toEqual([]);
  });
});
