import { sqlList } from '../engine/sql-text.ts';

/**
 * Values of `user_type`: App Analytics' own examples (Guest, Partner, Standard; its list is not closed,
 * Salesforce's packaging guide), and those of `User.UserType` in Salesforce's object reference. In lower case: sources
 * differ in spelling (`CSPLitePortal`, `CspLitePortal`).
 */
const knownUserTypes = [
  'standard',
  'guest',
  'partner',
  'powerpartner',
  'cspliteportal',
  'customersuccess',
  'powercustomersuccess',
  'csnonly',
  'selfservice',
] as const;

/** Decision 22: Standard users are internal, guests are neither, anything else is external, a blank too. */
const notExternal = ['standard', 'guest'] as const;

/** SQL condition for external users, those without a type among them: what isn't internal takes no internal seat. */
export const sqlIsExternal = `coalesce(NOT list_contains(${sqlList(notExternal)}, lower(user_type)), true)`;

/** SQL condition for types that an administrator should hear about: blank ones among them. */
export const sqlIsUnknownType = `coalesce(NOT list_contains(${sqlList(knownUserTypes)}, lower(user_type)), true)`;
