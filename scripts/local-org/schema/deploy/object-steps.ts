import { apiDateTime } from '../../data/moments.ts';
import { systemRecord } from '../../data/new-org.ts';
import { checkRuleFormula } from '../../data/validation-rules.ts';
import { lookup } from '../field.ts';
import type { ObjectSchema, ValidationRule } from '../object-schema.ts';
import { storeComponent, storedComponents } from './component-store.ts';
import { objectParts } from './component-kind.ts';
import { DeployFailure } from './deploy-failure.ts';
import {
  byteContent,
  textContent,
  type DeployContext,
  type DeployStep,
  type StepOutcome,
} from './deploy-step.ts';
import { fieldOfElement } from './field-element.ts';
import { objectOfElement, relabelled, validationRuleOf } from './object-element.ts';
import { addObject, putField, putObject } from './schema-changes.ts';
import { isTrue, requiredText, textOf, xmlRoot, type XmlElement } from './xml-element.ts';

/** The steps of an `objects/X.object` file: the object, and each of its parts that is a component. */
export function objectSteps(
  context: DeployContext,
  fileName: string,
  objectName: string,
  content: Uint8Array | string,
): readonly DeployStep[] {
  const root = xmlRoot(textContent(content));
  const own: DeployStep = {
    type: 'CustomObject',
    fullName: objectName,
    fileName,
    phase: 'objects',
    run: () => deployObject(context, fileName, objectName, root),
  };
  const parts = root.children.flatMap((element) => {
    const part = objectParts[element.name];
    if (!part) return [];
    const fullName = `${objectName}.${requiredText(element, 'fullName')}`;
    return [partStep(context, { fileName, fullName, ...part }, objectName, element)];
  });
  return [own, ...parts];
}

function deployObject(
  { org }: DeployContext,
  fileName: string,
  name: string,
  root: XmlElement,
): StepOutcome {
  const before = org.schema.find(name);
  const object = before ? relabelled(before, root) : addObject(org, objectOfElement(name, root));
  const changed = JSON.stringify(before) !== JSON.stringify(object);
  if (before && changed) putObject(org, object);
  const content = byteContent(JSON.stringify(ownElement(org, object.name, root)));
  const file = { type: 'CustomObject', fullName: object.name, fileName, content };
  storeComponent(org.store, file, '01I', org.clock.now(), object.durableId);
  return { id: object.durableId, created: !before, changed };
}

/**
 * What the object's file says about the object itself: kept for a retrieve. A file that brings only fields leaves
 * what an earlier one said.
 */
function ownElement({ store }: DeployContext['org'], name: string, root: XmlElement): XmlElement {
  const said = root.children.filter((child) => !(child.name in objectParts));
  const names = new Set(said.map((child) => child.name));
  const before = storedComponents(store, 'CustomObject').find(({ fullName }) => fullName === name);
  const kept = before ? (JSON.parse(textContent(before.content)) as XmlElement).children : [];
  const children = [...kept.filter((child) => !names.has(child.name)), ...said];
  return { name: root.name, attributes: {}, children, text: '' };
}

interface Part {
  readonly type: string;
  readonly idPrefix: string;
  readonly fullName: string;
  readonly fileName: string;
}

function partStep(
  context: DeployContext,
  part: Part,
  objectName: string,
  element: XmlElement,
): DeployStep {
  const { type, fullName, fileName } = part;
  const own = () => objectNamed(context, objectName);
  const step = { type, fullName, fileName };
  switch (element.name) {
    case 'fields': {
      const phase = textOf(element, 'formula') === null ? 'fields' : 'formulas';
      return { ...step, phase, run: () => deployField(context, part, own(), element) };
    }
    case 'validationRules':
      return { ...step, phase: 'rules', run: () => deployRule(context, part, own(), element) };
    case 'recordTypes':
      return {
        ...step,
        phase: 'fields',
        run: () => deployRecordType(context, part, own(), element),
      };
    default:
      return { ...step, phase: 'files', run: () => keepPart(context, part, element) };
  }
}

function objectNamed({ org }: DeployContext, name: string): ObjectSchema {
  const object = org.schema.find(name);
  if (object) return object;
  throw new DeployFailure(
    `Entity Enumeration Or ID: bad value for restricted picklist field: ${name}`,
  );
}

function deployField(
  context: DeployContext,
  part: Part,
  object: ObjectSchema,
  element: XmlElement,
): StepOutcome {
  const { org } = context;
  const name = requiredText(element, 'fullName');
  const before = org.schema.findField(object.name, name);
  // Standard fields can carry settings such as history tracking, which the local org has no use for.
  if (before && !before.custom) return { id: null, created: false, changed: false };
  const field = putField(org, object, fieldOfElement(element));
  keepPart(context, part, element, field.durableId);
  return {
    id: field.durableId,
    created: !before,
    changed: JSON.stringify(before) !== JSON.stringify(field),
  };
}

function deployRule(
  context: DeployContext,
  part: Part,
  object: ObjectSchema,
  element: XmlElement,
): StepOutcome {
  const { schema } = context.org;
  const rule = validationRuleOf(element);
  checkRuleFormula(schema, object, rule);
  checkDisplayField(object, rule);
  const others = object.validationRules.filter(({ fullName }) => fullName !== rule.fullName);
  putObject(context.org, { ...object, validationRules: [...others, rule] });
  return keepPart(context, part, element);
}

function checkDisplayField({ name, fields }: ObjectSchema, { errorDisplayField }: ValidationRule) {
  if (errorDisplayField === null || fields.some((field) => field.name === errorDisplayField))
    return;
  throw new DeployFailure(
    `In field: errorDisplayField - no CustomField named ${name}.${errorDisplayField} found`,
  );
}

/** Creates the record that stands for a record type, and the object's RecordTypeId with its first one. */
function deployRecordType(
  context: DeployContext,
  part: Part,
  object: ObjectSchema,
  element: XmlElement,
): StepOutcome {
  const outcome = putRecordType(context, object, element);
  keepPart(context, part, element, outcome.id);
  return outcome;
}

function putRecordType(
  { org, userId }: DeployContext,
  object: ObjectSchema,
  element: XmlElement,
): StepOutcome {
  const developerName = requiredText(element, 'fullName');
  const values = {
    Name: requiredText(element, 'label'),
    Description: textOf(element, 'description'),
    IsActive: isTrue(element, 'active') ? 1 : 0,
  };
  if (!org.schema.findField(object.name, 'RecordTypeId')) {
    putField(
      org,
      object,
      lookup('RecordTypeId', 'Record Type ID', 'RecordType', null, { permissionable: false }),
    );
  }
  const row = org.store.get(
    'SELECT Id FROM RecordType WHERE SobjectType = ? AND DeveloperName = ?',
    object.name,
    developerName,
  );
  if (row) {
    org.store.run(
      'UPDATE RecordType SET Name = ?, Description = ?, IsActive = ?, SystemModstamp = ? WHERE Id = ?',
      values.Name,
      values.Description,
      values.IsActive,
      apiDateTime(org.clock.now()),
      row.Id ?? null,
    );
    return { id: String(row.Id), created: false, changed: true };
  }
  const record = { ...values, DeveloperName: developerName, SobjectType: object.name };
  return { id: systemRecord(org, 'RecordType', record, userId), created: true, changed: true };
}

/** A part's element is remembered, for a retrieve and so that a redeploy knows whether it changed. */
function keepPart(
  { org }: DeployContext,
  part: Part,
  element: XmlElement,
  givenId: string | null = null,
): StepOutcome {
  const { type, fullName, fileName, idPrefix } = part;
  const content = byteContent(JSON.stringify(element));
  return storeComponent(
    org.store,
    { type, fullName, fileName, content },
    idPrefix,
    org.clock.now(),
    givenId ?? undefined,
  );
}
