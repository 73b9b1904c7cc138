import { describe, expect, it } from 'vitest';
import { metadataSchema } from '../metadata/metadata-schema.ts';
import { schemaProblems } from '../metadata/schema-problems.ts';
import { parseXml } from '../metadata/xml-element.ts';

const schema = await metadataSchema();
const xmlns = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

function problems(xml: string): readonly string[] {
  const root = parseXml(xml);
  return typeof root === 'string' ? [root] : schemaProblems(root, schema);
}

const picklist = `<CustomField ${xmlns}>
  <fullName>Level__c</fullName>
  <required>false</required>
  <type>Picklist</type>
  <valueSet>
    <restricted>true</restricted>
    <valueSetDefinition>
      <sorted>false</sorted>
      <value><fullName>Info</fullName><default>false</default></value>
      <value><fullName>Error</fullName><default>false</default></value>
    </valueSetDefinition>
  </valueSet>
</CustomField>`;

describe('the types of the WSDL', () => {
  it('accept a picklist field', () => {
    expect(problems(picklist)).toEqual([]);
  });

  it.each([
    [
      'an unclosed tag',
      '</type>',
      '',
      /not well-formed.*line:column \d+:\d+: unexpected close tag/,
    ],
    [
      'an undeclared prefix',
      '<type>',
      '<x:type>',
      /not well-formed.*unbound namespace prefix: "x"/,
    ],
    [
      'an unknown element',
      '<required>',
      '<requierd/><required>',
      /CustomField: unknown element <requierd>/,
    ],
    [
      'a missing element',
      '<sorted>false</sorted>',
      '',
      /valueSetDefinition: the required element <sorted> is missing/,
    ],
    [
      'a wrong enumeration value',
      'Picklist<',
      'PickList<',
      /CustomField\/type: 'PickList' is none of .*Picklist/,
    ],
    [
      'a wrong boolean',
      '<required>false',
      '<required>no',
      /CustomField\/required: 'no' is neither true nor false/,
    ],
    [
      'a wrong number',
      '<type>',
      '<precision>ten</precision><type>',
      /precision: 'ten' is not a number/,
    ],
    [
      'a repeated element',
      '<type>',
      '<type>Text</type><type>',
      /CustomField: <type> is repeated, and may occur once/,
    ],
    [
      'text among elements',
      '<valueSet>',
      '<valueSet>oops',
      /CustomField\/valueSet: text 'oops' where elements belong/,
    ],
    [
      'elements in a text',
      'Level__c',
      '<b>Level__c</b>',
      /CustomField\/fullName: must hold text, not elements/,
    ],
    ['another namespace', '2006/04/metadata', '2006/04/tooling', /xmlns must be/],
    [
      'an unknown type',
      /CustomField/g,
      'CustomFeild',
      /Salesforce has no metadata type of this name/,
    ],
  ])('refuse %s', (_, from, to, expected) => {
    const broken = picklist.replace(from, to);
    expect(broken).not.toBe(picklist);
    expect(problems(broken)).toContainEqual(expect.stringMatching(expected));
  });

  it('refuse a list whose elements do not follow each other', () => {
    const view = (body: string) => `<ListView ${xmlns}>${body}<label>All</label></ListView>`;
    const columns = '<columns>NAME</columns>';
    const scope = '<filterScope>Everything</filterScope>';
    expect(problems(view(columns + columns + scope))).toEqual([]);
    expect(problems(view(columns + scope + columns))).toEqual([
      'ListView: <columns> must follow the others of its name',
    ]);
  });

  it("take a component's targets as they are", () => {
    const targets = '<targetConfig targets="lightning__RecordPage"><objects/></targetConfig>';
    expect(
      problems(
        `<LightningComponentBundle ${xmlns}><isExposed>true</isExposed><targetConfigs>${targets}</targetConfigs></LightningComponentBundle>`,
      ),
    ).toEqual([]);
  });

  it('take values of custom metadata of any type', () => {
    const value = '<values><field>A__c</field><value xsi:nil="true"/></values>';
    expect(
      problems(
        `<CustomMetadata ${xmlns} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${value}</CustomMetadata>`,
      ),
    ).toEqual([]);
  });
});
