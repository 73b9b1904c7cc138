import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApexAnswers } from './apex-answers.ts';

/**
 * Answers for Apex with made-up data, so that pages can be looked at without an org: `fixtures/Class.method.json`, the
 * same whatever the parameters. A method without a file fails by name.
 */
export const fixtureAnswers: ApexAnswers = {
  async invoke(className, method) {
    const name = `${className}.${method}.json`;
    const text = await readFile(join(import.meta.dirname, 'fixtures', name), 'utf8');
    return { ok: true, value: JSON.parse(text) as unknown };
  },
};
