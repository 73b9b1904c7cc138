import { zipSync } from 'fflate';
import { packageManifest } from '../../schema/deploy/package-manifest.ts';
import {
  childNamed,
  childrenNamed,
  textOf,
  type XmlElement,
} from '../../schema/deploy/xml-element.ts';
import { metadataTypes } from '../../schema/retrieve/retrieve.ts';
import type { RetrievedComponent } from '../../schema/retrieve/retrieved-component.ts';
import type { ApiContext } from '../api-context.ts';
import { deployResult } from '../metadata/deploy-answer.ts';
import { packageFiles } from '../metadata/deploy-package.ts';
import type { Deployment } from '../metadata/deployments.ts';
import type { Retrieval } from '../metadata/retrievals.ts';
import { salesforceFault } from './soap-fault.ts';
import type { SoapOperation, SoapRequest } from './soap-operation.ts';
import { optionsOf, withoutNulls, type XmlValue } from './xml-value.ts';

function required(element: XmlElement, name: string): string {
  const text = textOf(element, name);
  if (text !== null) return text;
  throw salesforceFault('INVALID_TYPE', `${element.name} needs ${name}`);
}

const deploy: SoapOperation = ({ call, userId }, { deployments }) => {
  const zip = Buffer.from(required(call.argument, 'ZipFile'), 'base64');
  const options = childNamed(call.argument, 'DeployOptions');
  const asked = options ? optionsOf(options) : {};
  const { id } = deployments.start(packageFiles(zip), asked, userId);
  return { results: [{ done: false, id, state: 'Queued' }] };
};

const checkDeployStatus: SoapOperation = ({ call }, context) => {
  const deployment = context.deployments.find(required(call.argument, 'asyncProcessId'));
  const { details, ...status } = deployResult(deployment, nameOf(deployment, context));
  const isAsked = textOf(call.argument, 'includeDetails') === 'true';
  return { results: [withoutNulls(isAsked ? { ...status, details } : status)] };
};

const cancelDeploy: SoapOperation = ({ call }, { deployments }) => {
  const id = textOf(call.argument, 'String') ?? required(call.argument, 'asyncProcessId');
  const deployment = deployments.find(id);
  deployments.cancel(deployment);
  return { results: [{ done: true, id: deployment.id }] };
};

const deployRecentValidation: SoapOperation = ({ call, userId }, { deployments }) => {
  const validated = deployments.find(required(call.argument, 'validationId'));
  return { results: [deployments.startValidated(validated, userId).id] };
};

/** `retrieveRequest` in the WSDL; the Salesforce CLI says `request`. */
function retrieveRequestOf(argument: XmlElement): XmlElement {
  return childNamed(argument, 'retrieveRequest') ?? childNamed(argument, 'request') ?? argument;
}

const retrieve: SoapOperation = ({ call, userId, version }, { retrievals }) => {
  const request = retrieveRequestOf(call.argument);
  const unpackaged = childNamed(request, 'unpackaged');
  if (!unpackaged) {
    throw salesforceFault('INVALID_TYPE', 'The local org retrieves what `unpackaged` names only');
  }
  const manifest = packageManifest({ ...unpackaged, name: 'Package' });
  const asked = textOf(unpackaged, 'version') ?? version;
  const { id } = retrievals.start(manifest, asked, userId);
  return { results: [{ done: false, id, state: 'Queued' }] };
};

const checkRetrieveStatus: SoapOperation = (request, context) => {
  const { call } = request;
  const retrieval = context.retrievals.find(required(call.argument, 'asyncProcessId'));
  const isZipAsked = textOf(call.argument, 'includeZip') !== 'false';
  return { results: [retrieveStatus(retrieval, isZipAsked, context)] };
};

function retrieveStatus(retrieval: Retrieval, isZipAsked: boolean, context: ApiContext): XmlValue {
  const { id, userId, result } = retrieval;
  const root = 'unpackaged';
  const files = Object.fromEntries(
    [...result.files].map(([path, bytes]) => [`${root}/${path}`, bytes]),
  );
  return {
    done: true,
    fileProperties: result.components.map((each) => properties(each, userId, context, root)),
    id,
    messages: result.problems.map((problem) => ({ fileName: `${root}/package.xml`, problem })),
    status: 'Succeeded',
    success: true,
    zipFile: isZipAsked ? Buffer.from(zipSync(files)).toString('base64') : undefined,
  };
}

/** Who changed a component is whoever administers the org: deploys are made in that name. */
function properties(
  { type, fullName, id, fileName, lastModifiedDate }: RetrievedComponent,
  userId: string,
  { users }: ApiContext,
  root?: string,
): XmlValue {
  const name = users.withId(userId)?.name ?? userId;
  return {
    createdById: userId,
    createdByName: name,
    createdDate: lastModifiedDate,
    fileName: root === undefined ? fileName : `${root}/${fileName}`,
    fullName,
    id: id ?? '',
    lastModifiedById: userId,
    lastModifiedByName: name,
    lastModifiedDate,
    manageableState: 'unmanaged',
    type,
  };
}

const describeMetadata: SoapOperation = () => ({
  results: [
    {
      metadataObjects: metadataTypes.map((type) => ({ ...type, inFolder: false })),
      organizationNamespace: '',
      partialSaveAllowed: true,
      testRequired: false,
    },
  ],
});

const listMetadata: SoapOperation = ({ call }: SoapRequest, context) => {
  const { org } = context;
  const types = childrenNamed(call.argument, 'queries').map((query) => required(query, 'type'));
  const components = types.flatMap((type) => org.componentsOfType(type));
  return {
    results: components.map((each) => properties(each, org.administratorId, context)),
  };
};

function nameOf({ userId }: Deployment, { users }: ApiContext): string {
  return users.withId(userId)?.name ?? userId;
}

/** The Metadata API's operations that deploy, retrieve and list; the CRUD operations aren't here. */
export const metadataOperations: Readonly<Record<string, SoapOperation>> = {
  deploy,
  checkDeployStatus,
  cancelDeploy,
  deployRecentValidation,
  retrieve,
  checkRetrieveStatus,
  describeMetadata,
  listMetadata,
};
