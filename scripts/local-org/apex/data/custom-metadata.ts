import { staticMethod, type NativeMember } from '../library/native-type.ts';
import { ApexId } from '../values/apex-id.ts';
import { ApexMap } from '../values/apex-map.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { textOf } from '../values/text.ts';
import { typeName } from '../values/type-name.ts';
import { ApexSObject } from './apex-sobject.ts';
import type { DataRun } from './data-run.ts';
import { recordList } from './record-rows.ts';
import { sObjectTypes, type SObjectType } from './sobject-type.ts';

/**
 * `getAll()` and `getInstance(…)` of a Custom Metadata type. They count as no query and ask for nobody's permission
 * (Apex Developer Guide, "Custom Metadata Types Methods").
 */
export function customMetadataMethods(type: SObjectType): readonly NativeMember[] {
  const instance = (run: DataRun, key: ApexValue) => {
    const wanted = key instanceof ApexId ? key.value : textOf(key, run).toLowerCase();
    return allRecords(run, type).find((record) => isNamed(run, record, wanted)) ?? null;
  };
  return [
    staticMethod(`Map<String, ${type.name}> getAll()`, (run) => {
      const all = new ApexMap(typeName('String'), typeName(type.name));
      for (const record of allRecords(run as DataRun, type)) {
        all.put(run, record.values.get('DeveloperName') ?? null, record);
      }
      return all;
    }),
    staticMethod(`${type.name} getInstance(Id recordId)`, instance),
    staticMethod(`${type.name} getInstance(String developerName)`, instance),
  ];
}

function isNamed(run: DataRun, record: ApexSObject, wanted: string): boolean {
  if (record.id?.value === wanted) return true;
  return ['DeveloperName', 'QualifiedApiName'].some(
    (name) => textOf(record.values.get(name) ?? null, run).toLowerCase() === wanted,
  );
}

/** Every record with all fields, by developer name; long text is cut to 255 characters, as documented. */
function allRecords({ org, userId }: DataRun, type: SObjectType): readonly ApexSObject[] {
  const fields = type.object.fields.map(({ name }) => name).join(', ');
  const soql = `SELECT ${fields} FROM ${type.name} ORDER BY DeveloperName`;
  const found = org.asSystem(userId).query(soql);
  const { elements } = recordList(sObjectTypes(org), found, () => undefined);
  const records = elements.filter((each) => each instanceof ApexSObject);
  for (const record of records) shortenText(record);
  return records;
}

const longest = 255;

function shortenText({ values }: ApexSObject): void {
  for (const [name, value] of values) {
    if (typeof value === 'string' && value.length > longest)
      values.set(name, value.slice(0, longest));
  }
}
