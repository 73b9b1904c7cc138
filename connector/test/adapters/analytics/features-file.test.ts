import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFeatures } from '../../../src/adapters/analytics/features-file.ts';

let directory: string;
let path: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'features-'));
  path = join(directory, 'features.json');
});
afterAll(() => rm(directory, { recursive: true }));

const component = { packageId: '033xx0000004FqDAAU', entity: 'Player', entityType: 'CustomObject' };
const feature = {
  id: 'tournament',
  label: 'Tournament',
  recalculating: false,
  components: [component],
};

describe('a features file', () => {
  it('gives features with 15-character package ids', async () => {
    const refined = { ...component, operations: ['INSERT'], logRecordTypes: ['RestApi'] };
    await writeFile(
      path,
      `\uFEFF${JSON.stringify([{ ...feature, components: [component, refined] }])}`,
    );
    const packageId = '033xx0000004FqD';
    expect(await readFeatures(path)).toEqual([
      {
        ...feature,
        components: [
          { ...component, packageId },
          { ...refined, packageId },
        ],
      },
    ]);
  });

  it('is read anew after an edit, and missed when it is gone', async () => {
    await writeFile(path, JSON.stringify([feature]));
    expect(await readFeatures(path)).toHaveLength(1);
    await writeFile(
      path,
      JSON.stringify([feature, { ...feature, id: 'other', recalculating: true }]),
    );
    expect((await readFeatures(path)).map((each) => each.recalculating)).toEqual([false, true]);
    await rm(path);
    await expect(readFeatures(path)).rejects.toThrow(/does not exist: FEATURES_FILE/);
  });

  const broken = (change: object): string => JSON.stringify([{ ...feature, ...change }]);
  const brokenComponent = (change: object): string =>
    broken({ components: [component, { ...component, ...change }] });

  it.each([
    ['{', /not JSON/],
    ['{}', /list of features/],
    ['[7]', /Feature 1 must be an object/],
    [JSON.stringify([feature, feature]), /Two features have the id "tournament"/],
    [broken({ id: 'a.b' }), /Feature 1: "id" may have letters.*not "a.b"/],
    [broken({ id: '' }), /Feature 1: "id" must be a text/],
    [broken({ label: ' ' }), /Feature "tournament": "label" must be a text/],
    [broken({ recalculating: 'no' }), /Feature "tournament": "recalculating"/],
    [broken({ components: {} }), /Feature "tournament": "components" must be a list/],
    [broken({ colour: 'red' }), /Feature 1 has the key "colour"; it may have id, label/],
    [
      brokenComponent({ packageId: '04txx0000004Idi' }),
      /component 2: "packageId" must be an id.*033/,
    ],
    [brokenComponent({ packageId: '033' }), /component 2: "packageId"/],
    [brokenComponent({ entity: 5 }), /component 2: "entity" must be a text/],
    [brokenComponent({ entityType: undefined }), /component 2: "entityType" must be a text/],
    [brokenComponent({ operation: ['READ'] }), /component 2 has the key "operation"/],
    [brokenComponent({ operations: 'READ' }), /component 2: "operations" must be a list of texts/],
    [
      brokenComponent({ logRecordTypes: [] }),
      /component 2: "logRecordTypes" must be a list.*leave it away/,
    ],
  ])('that is wrong is refused with its place: %s', async (content, message) => {
    await writeFile(path, content);
    await expect(readFeatures(path)).rejects.toThrow(message);
    await expect(readFeatures(path)).rejects.toThrow(path);
  });
});
