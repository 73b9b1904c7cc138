import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandOutcome } from '../salesforce-cli.ts';
import { rowsInOrg, type ClientSetup } from './client-setup.ts';
import type { Step } from './step.ts';

/** Writing: one record at a time, in bulk, and as trees. */
export function writeSteps(setup: ClientSetup): readonly Step[] {
  return [
    ...recordSteps(setup),
    ...bulkSteps(setup),
    ...bulkChangeSteps(setup),
    ...treeSteps(setup),
  ];
}

function recordSteps(setup: ClientSetup): readonly Step[] {
  const { sf } = setup;
  const onAccount = ['--sobject', 'Account'];
  let id = '';
  return [
    {
      name: 'data create record, with numbers as text',
      run: async () => {
        const values = "Name='Acme Travel' NumberOfEmployees=12";
        const words = ['data', 'create', 'record', ...onAccount, '--values', values];
        id = (await sf.result<{ id: string }>(words)).id;
        const soql = `SELECT Name, NumberOfEmployees FROM Account WHERE Id = '${id}'`;
        assert.deepEqual(rowsInOrg(setup, soql), [['Acme Travel', 12]]);
      },
    },
    {
      name: 'data get record, by id and by a field',
      run: async () => {
        const get = ['data', 'get', 'record', ...onAccount];
        const byId = await sf.result<{ Name: string }>([...get, '--record-id', id]);
        assert.equal(byId.Name, 'Acme Travel');
        const found = await sf.result<{ Id: string }>([...get, '--where', "Name='Acme Travel'"]);
        assert.equal(found.Id, id);
      },
    },
    {
      name: 'data update record, then delete it',
      run: async () => {
        const one = [...onAccount, '--record-id', id];
        await sf.result(['data', 'update', 'record', ...one, '--values', 'NumberOfEmployees=13']);
        const soql = `SELECT NumberOfEmployees, IsDeleted FROM Account WHERE Id = '${id}'`;
        assert.deepEqual(rowsInOrg(setup, soql), [[13, false]]);
        await sf.result(['data', 'delete', 'record', ...one]);
        assert.deepEqual(rowsInOrg(setup, soql), [[13, true]]);
      },
    },
  ];
}

/** Runs a bulk command on Accounts with a file of the lines. */
async function bulk(
  { sf, folder }: ClientSetup,
  verb: string,
  lines: readonly string[],
  ...more: string[]
): Promise<CommandOutcome> {
  const file = join(folder, `${verb}.csv`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const words = ['data', verb, 'bulk', '--sobject', 'Account', '--file', file, '--wait', '2'];
  return sf.run([...words, '--line-ending', 'LF', ...more]);
}

function imported(setup: ClientSetup): readonly unknown[][] {
  return rowsInOrg(
    setup,
    "SELECT Name, Number__c, NumberOfEmployees FROM Account WHERE Number__c LIKE 'B%' AND IsDeleted = false ORDER BY Number__c",
  );
}

function bulkSteps(setup: ClientSetup): readonly Step[] {
  return [
    {
      name: 'data import bulk',
      run: async () => {
        const lines = ['Name,Number__c,NumberOfEmployees', '"Beta, Inc.",B1,5', 'Gamma,B2,'];
        const { exitCode, output } = await bulk(setup, 'import', lines);
        assert.equal(exitCode, 0, output);
        assert.deepEqual(imported(setup), [
          ['Beta, Inc.', 'B1', 5],
          ['Gamma', 'B2', null],
        ]);
      },
    },
    {
      name: 'data upsert bulk creates and updates',
      run: async () => {
        const lines = ['Number__c,Name,NumberOfEmployees', 'B2,Gamma,7', 'B3,Delta,#N/A'];
        const more = ['--external-id', 'Number__c'];
        const { exitCode, output } = await bulk(setup, 'upsert', lines, ...more);
        assert.equal(exitCode, 0, output);
        assert.deepEqual(
          imported(setup).map((row) => row.at(-1)),
          [5, 7, null],
        );
      },
    },
  ];
}

function bulkChangeSteps(setup: ClientSetup): readonly Step[] {
  return [
    {
      name: 'data update bulk, a row of which fails, says so',
      run: async () => {
        const ids = rowsInOrg(
          setup,
          "SELECT Id FROM Account WHERE Number__c IN ('B1', 'B2') ORDER BY Number__c",
        );
        const tooLong = 'x'.repeat(300);
        const lines = ['Id,Name', `${String(ids[0])},Beta`, `${String(ids[1])},${tooLong}`];
        const { exitCode, output } = await bulk(setup, 'update', lines);
        assert.notEqual(exitCode, 0);
        assert.match(output, /FailedRecordDetails|failed/i);
        assert.deepEqual(
          imported(setup).map(([name]) => name),
          ['Beta', 'Gamma', 'Delta'],
        );
      },
    },
    {
      name: 'data delete bulk',
      run: async () => {
        const ids = rowsInOrg(setup, "SELECT Id FROM Account WHERE Number__c LIKE 'B%'");
        const { exitCode, output } = await bulk(setup, 'delete', ['Id', ...ids.map(String)]);
        assert.equal(exitCode, 0, output);
        assert.deepEqual(imported(setup), []);
      },
    },
  ];
}

function treeSteps(setup: ClientSetup): readonly Step[] {
  const { sf, folder } = setup;
  const trees = join(folder, 'trees');
  return [
    {
      name: 'data export tree and import it again',
      run: async () => {
        const soql =
          "SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Name = 'Tree'";
        const { org } = setup.running;
        const administrator = org.asUser(org.administratorId);
        const { id } = administrator.insert('Account', { Name: 'Tree' });
        administrator.insert('Contact', { LastName: 'Leaf', AccountId: id });
        const words = ['data', 'export', 'tree', '--query', soql, '--output-dir', trees];
        await sf.result([...words, '--plan']);
        const plan = readdirSync(trees).find((name) => name.endsWith('plan.json')) ?? '';
        await sf.result(['data', 'import', 'tree', '--plan', join(trees, plan)]);
        const found = rowsInOrg(
          setup,
          "SELECT Account.Name, LastName FROM Contact WHERE LastName = 'Leaf'",
        );
        assert.deepEqual(found, [
          ['Tree', 'Leaf'],
          ['Tree', 'Leaf'],
        ]);
      },
    },
  ];
}
