import { checkbox, text } from '../field.ts';
import type { FieldSchema, ObjectSchema } from '../object-schema.ts';
import { setupObject } from './standard-object.ts';

/** Records that stand for deployed components; only a deploy makes and changes them. */
function componentObject(
  name: string,
  label: string,
  keyPrefix: string,
  fields: readonly FieldSchema[],
): ObjectSchema {
  const named = [
    text('DeveloperName', 'Name', 80, { nillable: false }),
    text('MasterLabel', 'Label', 80, { nillable: false }),
    text('Language', 'Language', 40),
    text('NamespacePrefix', 'Namespace Prefix', 15),
    text('Description', 'Description', 255),
  ];
  const readOnly = { keyPrefix, createable: false, updateable: false, deletable: false };
  return setupObject(name, label, [...named, ...fields], readOnly);
}

export const customPermission = componentObject('CustomPermission', 'Custom Permission', '0CP', [
  checkbox('IsLicensed', 'License Required'),
]);

export const customNotificationType = componentObject(
  'CustomNotificationType',
  'Custom Notification Type',
  '0ML',
  [
    text('CustomNotifTypeName', 'Custom Notification Type Name', 80),
    checkbox('Desktop', 'Desktop'),
    checkbox('Mobile', 'Mobile'),
  ],
);
