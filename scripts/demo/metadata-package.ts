import { strToU8, zipSync } from 'fflate';

/** One mapping as the wizard saves it: a record of `FieldMapping__mdt`. */
export interface MappingRecord {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  readonly field: string;
  readonly metricKey?: string;
}

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const namespaces =
  'xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"';

/** The mappings as a package in metadata format, zipped. */
export function mappingPackage(mappings: readonly MappingRecord[]): Uint8Array {
  const records = mappings.map((mapping) => [
    `customMetadata/FieldMapping.${mapping.name}.md`,
    record(mapping),
  ]);
  const members = mappings.map(({ name }) => `<members>FieldMapping.${name}</members>`).join('');
  return zipped([
    [
      'package.xml',
      `${head}<Package ${namespaces}><types>${members}<name>CustomMetadata</name></types><version>67.0</version></Package>`,
    ],
    ...records,
  ] as [string, string][]);
}

/** Files as a zip. */
export function zipped(files: Iterable<readonly [string, string | Uint8Array]>): Uint8Array {
  const entries = [...files].map(([path, content]) => [
    path,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  return zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>);
}

function record({ label, kind, field, metricKey }: MappingRecord): string {
  const values = [
    value('Kind__c', 'string', kind),
    value('Object__c', 'string', 'Account'),
    value('AccountField__c', 'string', field),
    value('IsActive__c', 'boolean', 'true'),
    ...(metricKey === undefined ? [] : [value('MetricKey__c', 'string', metricKey)]),
  ];
  return `${head}<CustomMetadata ${namespaces}><label>${label}</label><protected>false</protected>${values.join('')}</CustomMetadata>`;
}

function value(field: string, type: string, text: string): string {
  return `<values><field>${field}</field><value xsi:type="xsd:${type}">${text}</value></values>`;
}
