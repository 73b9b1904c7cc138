import type { ObjectSchema } from '../object-schema.ts';
import { account } from './account.ts';
import { apexClass, asyncApexJob, cronJobDetail, cronTrigger } from './apex-objects.ts';
import { appAnalyticsQueryRequest } from './app-analytics-query-request.ts';
import { customNotificationType, customPermission } from './customization.ts';
import { entityDefinition, fieldDefinition } from './definitions.ts';
import { license, licensePackage, licensePackageVersion } from './license-management.ts';
import { organization, permissionSetAssignment, profile, recordType } from './organization.ts';
import { contact, lead, user } from './people.ts';
import {
  fieldPermissions,
  objectPermissions,
  permissionSet,
  setupEntityAccess,
} from './permissions.ts';

/** The objects a new org begins with, parents before children. Those of the License Management App are custom objects. */
export const standardObjects: readonly ObjectSchema[] = [
  organization,
  profile,
  user,
  recordType,
  permissionSet,
  permissionSetAssignment,
  objectPermissions,
  fieldPermissions,
  setupEntityAccess,
  apexClass,
  asyncApexJob,
  cronJobDetail,
  cronTrigger,
  customPermission,
  customNotificationType,
  entityDefinition,
  fieldDefinition,
  account,
  contact,
  lead,
  appAnalyticsQueryRequest,
  licensePackage,
  licensePackageVersion,
  license,
];
