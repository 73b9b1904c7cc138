/** A metadata type that lives in files of its own. */
export interface ComponentKind {
  readonly type: string;
  /** Ending of its file, empty for types whose component is a folder of files. */
  readonly suffix: string;
  /** First characters of the ids the org gives such components. */
  readonly idPrefix: string;
}

/**
 * Folders of a package in metadata format and what they hold. `objects`, `customMetadata` and `permissionsets` change
 * the org; the others are kept as they come. A folder that isn't here fails the deploy.
 */
export const componentKinds: Readonly<Record<string, ComponentKind>> = {
  applications: { type: 'CustomApplication', suffix: 'app', idPrefix: '02u' },
  aura: { type: 'AuraDefinitionBundle', suffix: '', idPrefix: '0Ab' },
  classes: { type: 'ApexClass', suffix: 'cls', idPrefix: '01p' },
  cspTrustedSites: { type: 'CspTrustedSite', suffix: 'cspTrustedSite', idPrefix: '08y' },
  customMetadata: { type: 'CustomMetadata', suffix: 'md', idPrefix: 'm00' },
  customPermissions: { type: 'CustomPermission', suffix: 'customPermission', idPrefix: '0CP' },
  externalClientApps: { type: 'ExternalClientApplication', suffix: 'eca', idPrefix: '0xI' },
  externalCredentials: {
    type: 'ExternalCredential',
    suffix: 'externalCredential',
    idPrefix: '0pv',
  },
  extlClntAppGlobalOauthSets: {
    type: 'ExtlClntAppGlobalOauthSettings',
    suffix: 'ecaGlblOauth',
    idPrefix: '0xG',
  },
  extlClntAppOauthPolicies: {
    type: 'ExtlClntAppOauthConfigurablePolicies',
    suffix: 'ecaOauthPlcy',
    idPrefix: '0xP',
  },
  extlClntAppOauthSettings: {
    type: 'ExtlClntAppOauthSettings',
    suffix: 'ecaOauth',
    idPrefix: '0xO',
  },
  flexipages: { type: 'FlexiPage', suffix: 'flexipage', idPrefix: '0M0' },
  labels: { type: 'CustomLabels', suffix: 'labels', idPrefix: '101' },
  layouts: { type: 'Layout', suffix: 'layout', idPrefix: '00h' },
  lwc: { type: 'LightningComponentBundle', suffix: '', idPrefix: '0Rb' },
  messageChannels: { type: 'LightningMessageChannel', suffix: 'messageChannel', idPrefix: '0Mc' },
  namedCredentials: { type: 'NamedCredential', suffix: 'namedCredential', idPrefix: '0XA' },
  notificationtypes: { type: 'CustomNotificationType', suffix: 'notiftype', idPrefix: '0ML' },
  objects: { type: 'CustomObject', suffix: 'object', idPrefix: '01I' },
  permissionsets: { type: 'PermissionSet', suffix: 'permissionset', idPrefix: '0PS' },
  quickActions: { type: 'QuickAction', suffix: 'quickAction', idPrefix: '09D' },
  remoteSiteSettings: { type: 'RemoteSiteSetting', suffix: 'remoteSite', idPrefix: '0rp' },
  settings: { type: 'Settings', suffix: 'settings', idPrefix: '0As' },
  staticresources: { type: 'StaticResource', suffix: 'resource', idPrefix: '081' },
  tabs: { type: 'CustomTab', suffix: 'tab', idPrefix: '01r' },
  triggers: { type: 'ApexTrigger', suffix: 'trigger', idPrefix: '01q' },
};

/** Elements of an object file that are components themselves. Those without a reader of their own are kept in the file. */
export const objectParts: Readonly<
  Record<string, { readonly type: string; readonly idPrefix: string }>
> = {
  fields: { type: 'CustomField', idPrefix: '00N' },
  validationRules: { type: 'ValidationRule', idPrefix: '03d' },
  recordTypes: { type: 'RecordType', idPrefix: '012' },
  listViews: { type: 'ListView', idPrefix: '00B' },
  compactLayouts: { type: 'CompactLayout', idPrefix: '0AH' },
  fieldSets: { type: 'FieldSet', idPrefix: '0IX' },
  webLinks: { type: 'WebLink', idPrefix: '00b' },
};
