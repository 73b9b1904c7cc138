import { applicationTabsExist, landingTabIsATab } from './application-rules.ts';
import { clientAppsHaveLeastScopes, clientAppsHaveNoSecrets } from './client-app-rules.ts';
import {
  classesAreActive,
  codeHasOneApiVersion,
  namedCredentialsHaveExternalOnes,
} from './code-rules.ts';
import {
  detailsAreControlledByParent,
  fieldRelationshipsAreControlled,
  metadataTypesHaveMetadataFields,
  picklistsAreRestricted,
} from './field-rules.ts';
import { errorDisplayFieldExists, formulaFieldsExist } from './formula-rules.ts';
import {
  fullNameIsFileName,
  noLicenseManagementApp,
  relationshipTargetExists,
  tabObjectExists,
} from './name-rules.ts';
import {
  assignedCompactLayoutExists,
  compactLayoutFieldsExist,
  layoutFieldsExist,
  layoutsHaveRequiredFields,
  listViewFieldsExist,
  listViewFiltersMatch,
  relatedListsExist,
  searchLayoutFieldsExist,
} from './page-rules.ts';
import {
  fieldPermissionsAreAllowed,
  mastersAreReadable,
  objectRightsAreComplete,
  permissionSetsCoverAllFields,
  permittedThingsExist,
} from './permission-set-rules.ts';
import { recordValuesFit } from './record-rules.ts';
import type { Rule } from './rule.ts';
import { fieldsExplainThemselves, textsAreOnOneLine, textsFit } from './text-rules.ts';

/** Every rule, in the order in which its problems are listed. */
export const allRules: readonly Rule[] = [
  fullNameIsFileName,
  textsFit,
  textsAreOnOneLine,
  fieldsExplainThemselves,
  picklistsAreRestricted,
  metadataTypesHaveMetadataFields,
  fieldRelationshipsAreControlled,
  detailsAreControlledByParent,
  relationshipTargetExists,
  formulaFieldsExist,
  errorDisplayFieldExists,
  layoutFieldsExist,
  layoutsHaveRequiredFields,
  relatedListsExist,
  listViewFieldsExist,
  listViewFiltersMatch,
  compactLayoutFieldsExist,
  assignedCompactLayoutExists,
  searchLayoutFieldsExist,
  tabObjectExists,
  applicationTabsExist,
  landingTabIsATab,
  permittedThingsExist,
  fieldPermissionsAreAllowed,
  permissionSetsCoverAllFields,
  objectRightsAreComplete,
  mastersAreReadable,
  recordValuesFit,
  codeHasOneApiVersion,
  classesAreActive,
  namedCredentialsHaveExternalOnes,
  clientAppsHaveLeastScopes,
  clientAppsHaveNoSecrets,
  noLicenseManagementApp,
];
