import type { OrgContext } from '../../data/org-context.ts';
import type { SqlValue } from '../../data/store.ts';
import { DeployFailure } from './deploy-failure.ts';
import { childrenNamed, isTrue, requiredText, type XmlElement } from './xml-element.ts';

type Values = Readonly<Record<string, SqlValue>>;

/** What a permission set may open besides objects and fields: the element, and the part of it that names the entity. */
const accesses = {
  classAccesses: { name: 'apexClass', type: 'ApexClass' },
  customPermissions: { name: 'name', type: 'CustomPermission' },
} as const;

/**
 * The SetupEntityAccess records of a permission set: Custom Metadata types, Apex classes, custom permissions, principals
 * of External Credentials. Throws `DeployFailure` for what the org doesn't have.
 */
export function setupAccesses(org: OrgContext, root: XmlElement): readonly Values[] {
  const enabled = (element: string) =>
    childrenNamed(root, element).filter((each) => isTrue(each, 'enabled'));
  return [
    ...enabled('customMetadataTypeAccesses').map((each) => typeAccess(org, each)),
    ...Object.entries(accesses).flatMap(([element, { name, type }]) =>
      enabled(element).map((each) => componentAccess(org, type, name, requiredText(each, name))),
    ),
    ...enabled('externalCredentialPrincipalAccesses').map((each) =>
      principalAccess(org, requiredText(each, 'externalCredentialPrincipal')),
    ),
  ];
}

function typeAccess({ schema }: OrgContext, element: XmlElement): Values {
  const name = requiredText(element, 'name');
  const type = schema.find(name);
  if (type?.kind !== 'customMetadata') {
    throw new DeployFailure(`In field: customMetadataType - no CustomObject named ${name} found`);
  }
  return { SetupEntityId: type.durableId, SetupEntityType: 'CustomEntityDefinition' };
}

function componentAccess(org: OrgContext, type: string, field: string, fullName: string): Values {
  const id = componentId(org, type, fullName);
  if (id !== null) return { SetupEntityId: id, SetupEntityType: type };
  throw new DeployFailure(`In field: ${field} - no ${type} named ${fullName} found`);
}

/** `Credential-Principal`. A principal has no id of its own here: access is to its credential. */
function principalAccess(org: OrgContext, principal: string): Values {
  const [credential = ''] = principal.split('-');
  const id = componentId(org, 'ExternalCredential', credential);
  if (id !== null) return { SetupEntityId: id, SetupEntityType: 'ExternalCredentialParameter' };
  throw new DeployFailure(
    `In field: externalCredentialPrincipal - no ExternalCredentialParameter named ${principal} found`,
  );
}

function componentId({ store }: OrgContext, type: string, fullName: string): string | null {
  const row = store.get(
    'SELECT id FROM _component WHERE type = ? AND fullName = ? COLLATE NOCASE',
    type,
    fullName,
  );
  return row ? String(row.id) : null;
}
