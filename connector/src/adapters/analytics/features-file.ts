import { readFile } from 'node:fs/promises';
import type { Feature, FeatureComponent } from '../../domain/feature.ts';
import { metricKey, parseMetricKey } from '../../domain/metric-key.ts';
import { id15, isSalesforceId } from '../../domain/salesforce-id.ts';

/**
 * The features an ISV defined, from a JSON file:
 * `[{ "id", "label", "recalculating", "components": [{ "packageId", "entity", "entityType", "operations"?, "logRecordTypes"? }] }]`.
 *
 * An edit counts from the next run on. A missing or wrong file is an error and not no features: those would look
 * deleted, and their mappings broken (decision 32).
 *
 * @throws with the file, the feature and the key that is wrong
 */
export async function readFeatures(path: string): Promise<readonly Feature[]> {
  try {
    return features(parsed(await textOf(path)));
  } catch (error) {
    if (!(error instanceof FeatureMistake)) throw error;
    throw new Error(
      `The features file ${path} can't be used. ${error.message} Whoever maintains the file can correct it.`,
      { cause: error },
    );
  }
}

/** What is wrong in the file, in a sentence. */
class FeatureMistake extends Error {}

type JsonObject = Readonly<Record<string, unknown>>;

const featureKeys = ['id', 'label', 'recalculating', 'components'];
const componentKeys = ['packageId', 'entity', 'entityType', 'operations', 'logRecordTypes'];

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new FeatureMistake('It does not exist: FEATURES_FILE may be misspelt.');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new FeatureMistake(`It is not JSON: ${error instanceof Error ? error.message : ''}.`);
  }
}

function features(content: unknown): readonly Feature[] {
  if (!Array.isArray(content)) throw new FeatureMistake('It must hold a list of features.');
  const found = content.map((each, at) => feature(each, `Feature ${at + 1}`));
  const ids = found.map((each) => each.id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new FeatureMistake(`Two features have the id "${twice}".`);
  return found;
}

function feature(content: unknown, place: string): Feature {
  const source = objectOf(content, place, featureKeys);
  const id = textIn(source, 'id', place);
  const key = parseMetricKey(metricKey({ kind: 'feature', featureId: id, unit: 'users' }));
  if (key?.kind !== 'feature' || key.featureId !== id) {
    throw new FeatureMistake(
      `${place}: "id" may have letters, digits, "-" and "_", 80 at most, not "${id}".`,
    );
  }
  const named = `Feature "${id}"`;
  const { recalculating = false, components } = source;
  if (typeof recalculating !== 'boolean') {
    throw new FeatureMistake(`${named}: "recalculating" must be true or false.`);
  }
  if (!Array.isArray(components)) {
    throw new FeatureMistake(`${named}: "components" must be a list.`);
  }
  return {
    id,
    label: textIn(source, 'label', named),
    recalculating,
    components: components.map((each, at) => component(each, `${named}, component ${at + 1}`)),
  };
}

function component(content: unknown, place: string): FeatureComponent {
  const source = objectOf(content, place, componentKeys);
  const packageId = textIn(source, 'packageId', place);
  if (!packageId.startsWith('033') || !isSalesforceId(packageId)) {
    throw new FeatureMistake(
      `${place}: "packageId" must be an id of 15 or 18 characters that begins with 033, not "${packageId}".`,
    );
  }
  const operations = textsIn(source, 'operations', place);
  const logRecordTypes = textsIn(source, 'logRecordTypes', place);
  return {
    packageId: id15(packageId),
    entity: textIn(source, 'entity', place),
    entityType: textIn(source, 'entityType', place),
    ...(operations ? { operations } : {}),
    ...(logRecordTypes ? { logRecordTypes } : {}),
  };
}

/** A key that isn't known is a mistake: a refinement that is misspelled would silently count everything. */
function objectOf(content: unknown, place: string, keys: readonly string[]): JsonObject {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new FeatureMistake(`${place} must be an object.`);
  }
  const unknown = Object.keys(content).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw new FeatureMistake(`${place} has the key "${unknown}"; it may have ${keys.join(', ')}.`);
  }
  return content as JsonObject;
}

function textIn(source: JsonObject, key: string, place: string): string {
  const value = source[key];
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new FeatureMistake(`${place}: "${key}" must be a text that is not empty.`);
}

/** An empty list would be a refinement that nothing passes, which nobody means: leave the key away for "all". */
function textsIn(source: JsonObject, key: string, place: string): readonly string[] | undefined {
  const value = source[key];
  if (value === undefined) return undefined;
  const isText = (each: unknown): each is string => typeof each === 'string' && each !== '';
  if (Array.isArray(value) && value.length > 0 && value.every(isText)) return value;
  throw new FeatureMistake(
    `${place}: "${key}" must be a list of texts with at least one in it; leave it away where all count.`,
  );
}
