import type { Feature, FeatureComponent } from '../../domain/feature.ts';
import { metricKey, parseMetricKey } from '../../domain/metric-key.ts';
import { id15, isSalesforceId } from '../../domain/salesforce-id.ts';
import {
  DefinitionMistake,
  objectOf,
  readDefinitions,
  textIn,
  textsIn,
} from './definition-file.ts';

/**
 * The features an ISV defined, from a JSON file:
 * `[{ "id", "label", "recalculating", "components": [{ "packageId", "entity", "entityType", "operations"?, "logRecordTypes"? }] }]`.
 *
 * An edit counts from the next run on. A missing or wrong file is an error and not no features: those would look
 * deleted, and their mappings broken (decision 32).
 *
 * @throws with the file, the feature and the key that is wrong
 */
export function readFeatures(path: string): Promise<readonly Feature[]> {
  return readDefinitions({ path, name: 'features file', variable: 'FEATURES_FILE' }, features);
}

const featureKeys = ['id', 'label', 'recalculating', 'components'];
const componentKeys = ['packageId', 'entity', 'entityType', 'operations', 'logRecordTypes'];

function features(content: unknown): readonly Feature[] {
  if (!Array.isArray(content)) throw new DefinitionMistake('It must hold a list of features.');
  const found = content.map((each, at) => feature(each, `Feature ${at + 1}`));
  const ids = found.map((each) => each.id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new DefinitionMistake(`Two features have the id "${twice}".`);
  return found;
}

function feature(content: unknown, place: string): Feature {
  const source = objectOf(content, place, featureKeys);
  const id = textIn(source, 'id', place);
  const key = parseMetricKey(metricKey({ kind: 'feature', featureId: id, unit: 'users' }));
  if (key?.kind !== 'feature' || key.featureId !== id) {
    throw new DefinitionMistake(
      `${place}: "id" may have letters, digits, "-" and "_", 80 at most, not "${id}".`,
    );
  }
  const named = `Feature "${id}"`;
  const { recalculating = false, components } = source;
  if (typeof recalculating !== 'boolean') {
    throw new DefinitionMistake(`${named}: "recalculating" must be true or false.`);
  }
  if (!Array.isArray(components)) {
    throw new DefinitionMistake(`${named}: "components" must be a list.`);
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
    throw new DefinitionMistake(
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
