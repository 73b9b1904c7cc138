import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { parseXml, textAt } from '../metadata/xml-element.ts';

/**
 * `xmlWhitespaceSensitivity: "ignore"`, the usual choice, puts spaces around character references:
 * it turned "<>" in a formula into "< >", and wrapped long texts. Hence "preserve" in the configuration.
 */
describe('formatting', () => {
  it.each([
    ['an operator', 'A__c &lt;&gt; 1', 'A__c <> 1'],
    ['quoted text', '&quot;&lt;id&gt;&quot;', '"<id>"'],
    ['a long text', 'word '.repeat(120).trim(), 'word '.repeat(120).trim()],
  ])('leaves %s in metadata as it is', async (_, written, meant) => {
    const xml = `<ValidationRule xmlns="http://soap.sforce.com/2006/04/metadata"><errorConditionFormula>${written}</errorConditionFormula></ValidationRule>`;
    expect(textOf(await formatted(xml))).toBe(meant);
  });
});

async function formatted(xml: string): Promise<string> {
  const config = await resolveConfig('a.validationRule-meta.xml', {
    config: 'config/prettier.json',
  });
  return format(xml, { ...config, filepath: 'a.validationRule-meta.xml' });
}

function textOf(xml: string): string | undefined {
  const root = parseXml(xml);
  return typeof root === 'string' ? root : textAt(root, 'errorConditionFormula');
}
