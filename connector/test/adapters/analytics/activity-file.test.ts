import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readActivityRules } from '../../../src/adapters/analytics/activity-file.ts';

let directory: string;
let path: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'activity-'));
  path = join(directory, 'active-users.json');
});
afterAll(() => rm(directory, { recursive: true }));

describe('a file of active users', () => {
  it('gives its rules', async () => {
    const rules = [
      { logRecordTypes: ['LightningPageView'] },
      { entityTypes: ['CustomObject'], operations: ['INSERT', 'UPDATE'], entities: ['Player'] },
    ];
    await writeFile(path, JSON.stringify(rules));
    expect(await readActivityRules(path)).toEqual(rules);
  });

  it('is missed when it is gone: without it every interaction would count', async () => {
    await expect(readActivityRules(join(directory, 'gone.json'))).rejects.toThrow(
      /file of active users .*gone\.json can't be used\. It does not exist: ACTIVE_USERS_FILE/,
    );
  });

  it.each([
    ['{', /not JSON/],
    ['{}', /list of rules/],
    ['[]', /list of rules, one at least/],
    ['[7]', /Rule 1 must be an object/],
    [
      '[{"operations":["READ"]},{}]',
      /Rule 2 is empty; it must have one at least of logRecordTypes/,
    ],
    ['[{"operation":["READ"]}]', /Rule 1 has the key "operation"; it may have/],
    ['[{"entities":[]}]', /Rule 1: "entities" must be a list of texts/],
    ['[{"entityTypes":"CustomObject"}]', /Rule 1: "entityTypes" must be a list of texts/],
  ])('that is wrong is refused with its place: %s', async (content, message) => {
    await writeFile(path, content);
    await expect(readActivityRules(path)).rejects.toThrow(message);
    await expect(readActivityRules(path)).rejects.toThrow(path);
  });
});
