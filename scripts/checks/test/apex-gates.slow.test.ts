import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let project: string;

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'apex-'));
  await write(
    'sfdx-project.json',
    '{"packageDirectories":[{"path":"force-app","default":true}],"sourceApiVersion":"65.0"}',
  );
});

afterEach(() => rm(project, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true });
  await writeFile(join(project, path), text);
}

async function writeClass(name: string, text: string): Promise<void> {
  const path = `force-app/main/classes/${name}.cls`;
  await write(path, text);
  await write(
    `${path}-meta.xml`,
    '<?xml version="1.0" encoding="UTF-8" ?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">' +
      '<apiVersion>65.0</apiVersion><status>Active</status></ApexClass>\n',
  );
}

/** Runs a check on the project, as npm does. */
function check(
  script: string,
  ...args: readonly string[]
): Promise<{ code: number; text: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [`scripts/checks/${script}`, ...args], (error, output, errors) => {
      done({ code: error === null ? 0 : Number(error.code), text: output + errors });
    });
  });
}

const sound = `/** Greets. */
public with sharing class Greeting {
    /** @return a greeting */
    public static String text(String name) {
        return 'Hello ' + name;
    }
}
`;

describe('npm run apex', () => {
  it('is quiet where all types fit', async () => {
    await writeClass('Greeting', sound);
    expect(await check('apex.ts', project)).toEqual({ code: 0, text: 'Apex types, 0 problems\n' });
  });

  it('stops a value of the wrong type, naming file, line and rule', async () => {
    await writeClass('Greeting', sound.replace("'Hello ' + name", 'name.length()'));
    const { code, text } = await check('apex.ts', project);
    expect(code).toBe(1);
    expect(text).toMatch(/force-app\/main\/classes\/Greeting\.cls:5 apex-ls\/error: Incompatible/);
  });

  it('stops a warning as well', async () => {
    await writeClass(
      'Hidden',
      `public with sharing class Hidden {
    private Integer count = 1;
    public Integer next() {
        Integer count = 2;
        return count;
    }
}
`,
    );
    const { code, text } = await check('apex.ts', project);
    expect(code).toBe(1);
    expect(text).toMatch(/Hidden\.cls:4 apex-ls\/warning: Local variable is hiding/);
  });
});

describe('npm run apex:analysis', () => {
  const directory = () => join(project, 'force-app');

  it('is quiet on sound Apex', async () => {
    await writeClass('Greeting', sound);
    const { text } = await check('apex-analysis.ts', directory());
    expect(text.replace(/.*pmd\/ApexDoc.*\n/g, '')).toMatch(
      /^PMD and graph engine, \d+ problems\n/,
    );
  });

  it('stops what PMD and what the graph engine finds', async () => {
    await writeClass(
      'Leak',
      `/** Leaks. */
public without sharing class Leak {
    @AuraEnabled
    public static List<Account> find(String name) {
        return Database.query('SELECT Id, Phone FROM Account WHERE Name = \\'' + name + '\\'');
    }
    @AuraEnabled
    public static List<Account> all() {
        return [SELECT Id, Phone FROM Account LIMIT 10];
    }
}
`,
    );
    const { code, text } = await check('apex-analysis.ts', directory());
    expect(code).toBe(1);
    expect(text).toMatch(/Leak\.cls:5 pmd\/ApexSOQLInjection/);
    expect(text).toMatch(/Leak\.cls:\d+ sfge\/ApexFlsViolation/);
  });

  it('leaves components to their own linter, and knows its engines', async () => {
    await mkdir(join(directory(), 'main/default/lwc/hello'), { recursive: true });
    await writeFile(join(directory(), 'main/default/lwc/hello/hello.js'), 'if (a) b = window.c;');
    const { text } = await check('apex-analysis.ts', '--only', 'pmd', directory());
    expect(text).not.toContain('hello.js');
    const { code, text: refused } = await check('apex-analysis.ts', '--only', 'cpd', directory());
    expect(code).toBe(1);
    expect(refused).toContain('--only takes pmd or sfge');
  });

  it('stops a class that it can not read', async () => {
    await writeClass('Broken', 'public class Broken { void x( }');
    const { code, text } = await check('apex-analysis.ts', directory());
    expect(code).toBe(1);
    expect(text).toMatch(/processing error|UnexpectedEngineError/);
  });
});
