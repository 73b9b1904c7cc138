import type {
  DeployFiles,
  DeployMessage,
  DeployResult,
} from '../../../schema/deploy/deploy-result.ts';
import { ApexDate } from '../../values/apex-date.ts';
import { ApexDatetime } from '../../values/apex-datetime.ts';
import { ApexId } from '../../values/apex-id.ts';
import { ApexList } from '../../values/apex-list.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { isNumeric } from '../../values/equality.ts';
import { textOf } from '../../values/text.ts';
import { typeName } from '../../values/type-name.ts';
import type { JobRun } from '../entry.ts';
import { callImplemented } from '../implemented.ts';
import { keptValue } from '../job/kept-value.ts';
import type { OrgTransaction } from '../org-transaction.ts';
import { recordObject, type RecordObject } from '../record-type.ts';
import { deployStatusValue } from './deploy-status.ts';

/**
 * `Metadata.Operations.enqueueDeployment`: the records are deployed once the transaction is committed, and the callback
 * runs in a transaction of its own. Tests can't deploy (Apex Developer Guide, "Testing Metadata Deployments").
 */
export function enqueueDeployment(
  run: OrgTransaction,
  container: RecordObject,
  callback: ApexValue,
): ApexValue {
  if (run.entry.isTest) {
    throw run.exception('AsyncException', 'Metadata cannot be deployed from within a test');
  }
  const files = packageOf(run, container.state.get('metadata') as ApexList);
  const id = run.entry.numbering.nextDeploymentId();
  const kept = keptValue(run, callback);
  let outcome: DeployResult | undefined;
  run.entry.jobs.push({
    id,
    kind: 'Deployment',
    userId: run.userId,
    prepare: () => {
      outcome = run.org.deploy(files);
    },
    work: (job) => {
      if (!outcome) throw new Error(`Deployment ${id} was not prepared`);
      answer(job, keptValue(job, kept), id, outcome);
    },
  });
  return ApexId.parse(id);
}

function answer(run: JobRun, callback: ApexValue, id: string, outcome: DeployResult): void {
  if (callback === null) return;
  const result = apexResult(run, id, outcome);
  const context = recordObject('Metadata.DeployCallbackContext', {
    callbackJobId: ApexId.parse(id),
  });
  callImplemented(run, callback, 'handleResult', [
    ['Metadata.DeployResult', result],
    ['Metadata.DeployCallbackContext', context],
  ]);
}

function apexResult(run: JobRun, id: string, outcome: DeployResult): ApexValue {
  const messages = (all: readonly DeployMessage[]) =>
    new ApexList(typeName('Metadata.DeployMessage'), all.map(apexMessage));
  return recordObject('Metadata.DeployResult', {
    id: ApexId.parse(id),
    done: true,
    checkOnly: outcome.checkOnly,
    success: outcome.success,
    status: deployStatusValue(outcome.status),
    completedDate: new ApexDatetime(run.nowMs()),
    numberComponentErrors: outcome.numberComponentErrors,
    numberComponentsDeployed: outcome.numberComponentsDeployed,
    numberComponentsTotal: outcome.numberComponentsTotal,
    details: recordObject('Metadata.DeployDetails', {
      componentFailures: messages(outcome.componentFailures),
      componentSuccesses: messages(outcome.componentSuccesses),
    }),
  });
}

function apexMessage(message: DeployMessage): ApexValue {
  const { fullName, componentType, fileName, success, changed, created, deleted, id, problem } =
    message;
  return recordObject('Metadata.DeployMessage', {
    fullName,
    componentType,
    fileName,
    success,
    changed,
    created,
    deleted,
    id,
    problem: problem ?? null,
  });
}

/** The records as a package in metadata format. Only Custom Metadata can be deployed by Apex here. */
function packageOf(run: OrgTransaction, records: ApexList): DeployFiles {
  const files = new Map<string, string>();
  const members: string[] = [];
  for (const each of records.elements) {
    const record = each as RecordObject;
    if (record.typeName !== 'Metadata.CustomMetadata')
      throw run.unsupported(`deploying ${record.typeName}`);
    const fullName = requiredName(run, record.state.get('fullName') ?? null);
    members.push(`<members>${escaped(fullName)}</members>`);
    files.set(`customMetadata/${fullName}.md`, recordFile(run, record));
  }
  const types = `<types>${members.join('')}<name>CustomMetadata</name></types>`;
  files.set('package.xml', document('Package', `${types}<version>67.0</version>`));
  return files;
}

function requiredName(run: OrgTransaction, name: ApexValue): string {
  if (typeof name === 'string' && /^\w+\.\w+$/.test(name)) return name;
  throw run.exception(
    'IllegalArgumentException',
    `Metadata needs a full name: ${textOf(name, run)}`,
  );
}

function recordFile(run: OrgTransaction, { state }: RecordObject): string {
  const values = (state.get('values') as ApexList).elements.map((each) =>
    valueElement(run, each as RecordObject),
  );
  const label = textOf(state.get('label') ?? '', run);
  const head = `<label>${escaped(label)}</label><protected>${textOf(state.get('protected_x') ?? false, run)}</protected>`;
  return document('CustomMetadata', head + values.join(''));
}

function valueElement(run: OrgTransaction, { state }: RecordObject): string {
  const field = textOf(state.get('field') ?? null, run);
  const value = state.get('value') ?? null;
  const element =
    value === null
      ? '<value xsi:nil="true"/>'
      : `<value xsi:type="${xsdType(value)}">${escaped(xsdText(run, value))}</value>`;
  return `<values><field>${escaped(field)}</field>${element}</values>`;
}

function xsdType(value: ApexValue): string {
  if (typeof value === 'boolean') return 'xsd:boolean';
  if (isNumeric(value)) return 'xsd:double';
  if (value instanceof ApexDate) return 'xsd:date';
  return value instanceof ApexDatetime ? 'xsd:dateTime' : 'xsd:string';
}

function xsdText(run: OrgTransaction, value: ApexValue): string {
  return value instanceof ApexDatetime ? new Date(value.epochMs).toISOString() : textOf(value, run);
}

function document(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">${content}</${root}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
}
