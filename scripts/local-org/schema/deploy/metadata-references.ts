import { fieldDurableId } from '../../data/definition-records.ts';
import type { OrgContext } from '../../data/org-context.ts';
import { quoted } from '../../data/store.ts';
import type { ObjectSchema } from '../object-schema.ts';
import { DeployFailure } from './deploy-failure.ts';

/**
 * Throws `DeployFailure` where a Custom Metadata record refers to the field: an org does not delete it then. The sentence is
 * Salesforce's, followed by a kind and a name; how it spells these two for a Custom Metadata record is not documented.
 */
export function checkNoRecordRefers(org: OrgContext, objectName: string, fieldName: string): void {
  const object = org.schema.find(objectName);
  const field = org.schema.findField(objectName, fieldName);
  if (!object || !field) return;
  const records = referringRecords(org, fieldDurableId(object, field));
  if (records.length === 0) return;
  throw new DeployFailure(
    `This custom field is referenced elsewhere in salesforce.com. : ${records.join(', ')}.`,
  );
}

/** Lets every Custom Metadata record that refers to the field read null there. */
export function forgetMetadataReferences(org: OrgContext, durableId: string): void {
  for (const { type, column } of relationships(org)) {
    org.store.run(
      `UPDATE ${quoted(type.name)} SET ${column} = NULL WHERE ${column} = ?`,
      durableId,
    );
  }
}

function referringRecords(org: OrgContext, durableId: string): readonly string[] {
  const names = relationships(org).flatMap(({ type, column }) =>
    org.store
      .all(
        `SELECT DeveloperName FROM ${quoted(type.name)} WHERE ${column} = ? ORDER BY DeveloperName`,
        durableId,
      )
      .map((row) => `${type.label} - ${String(row.DeveloperName)}`),
  );
  return [...new Set(names)];
}

interface Relationship {
  readonly type: ObjectSchema;
  /** Quoted. */
  readonly column: string;
}

function relationships({ schema }: OrgContext): readonly Relationship[] {
  return [...schema.objects()].flatMap((type) =>
    type.fields
      .filter(({ reference }) => reference?.isMetadataRelationship === true)
      .map(({ name }) => ({ type, column: quoted(name) })),
  );
}
