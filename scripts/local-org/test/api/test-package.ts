import type { DeployFiles } from '../../schema/deploy/deploy-result.ts';

const objectFile = `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <fields>
        <fullName>Key__c</fullName>
        <label>Key</label>
        <type>Text</type>
        <length>80</length>
        <externalId>true</externalId>
        <unique>true</unique>
        <caseSensitive>true</caseSensitive>
        <required>false</required>
    </fields>
    <fields>
        <fullName>Region__c</fullName>
        <label>Region</label>
        <type>Text</type>
        <length>80</length>
        <externalId>true</externalId>
        <required>false</required>
    </fields>
    <fields>
        <fullName>MAU__c</fullName>
        <label>MAU</label>
        <type>Number</type>
        <precision>18</precision>
        <scale>0</scale>
        <required>false</required>
    </fields>
    <fields>
        <fullName>Notes__c</fullName>
        <label>Notes</label>
        <type>LongTextArea</type>
        <length>32768</length>
        <visibleLines>3</visibleLines>
    </fields>
</CustomObject>
`;

const packageFile = `<?xml version="1.0" encoding="UTF-8"?>
<Package xmlns="http://soap.sforce.com/2006/04/metadata">
    <types>
        <members>Account.Key__c</members>
        <members>Account.Region__c</members>
        <members>Account.MAU__c</members>
        <members>Account.Notes__c</members>
        <name>CustomField</name>
    </types>
    <version>62.0</version>
</Package>
`;

/** Fields the tests of the API need on Account: a unique external id, one that isn't unique, a number and a long text. */
export const testPackage: DeployFiles = new Map([
  ['package.xml', packageFile],
  ['objects/Account.object', objectFile],
]);
