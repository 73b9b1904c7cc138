import type { ObjectModel } from '../package-model.ts';
import { textAt } from '../xml-element.ts';

/**
 * Salesforce spells its own fields in two ways: by API name where a record is shown, and by the names
 * of report columns where records are listed.
 */
type Place = 'record' | 'list';

const audit = ['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate'];
const auditColumns = [
  'CREATED_DATE',
  'CREATEDBY_USER',
  'CREATEDBY_USER.ALIAS',
  'LAST_UPDATE',
  'UPDATEDBY_USER',
  'UPDATEDBY_USER.ALIAS',
];
const metadataTypeFields = ['MasterLabel', 'DeveloperName', 'NamespacePrefix', 'IsProtected'];

const standardFields: Readonly<
  Record<Place, Readonly<Record<'object' | 'owned' | 'metadataType', readonly string[]>>>
> = {
  record: {
    object: ['Id', 'Name', ...audit],
    owned: ['OwnerId'],
    metadataType: ['Label', 'QualifiedApiName', ...metadataTypeFields, ...audit],
  },
  list: {
    object: ['NAME', ...auditColumns],
    owned: ['OWNER.ALIAS', 'OWNER.FIRST_NAME', 'OWNER.LAST_NAME'],
    metadataType: metadataTypeFields,
  },
};

/** Whether a page, a formula ("record") or a list can name this field of an object of the package. */
export function isKnownField(object: ObjectModel, name: string, place: Place): boolean {
  if (object.fields.has(name)) return true;
  const standard = standardFields[place];
  if (object.isMetadataType) return standard.metadataType.includes(name);
  // A detail has no owner: it belongs to its master.
  return standard.object.includes(name) || (!isDetail(object) && standard.owned.includes(name));
}

function isDetail({ document }: ObjectModel): boolean {
  return document !== undefined && textAt(document.root, 'sharingModel') === 'ControlledByParent';
}
