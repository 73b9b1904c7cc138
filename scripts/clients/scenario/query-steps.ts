import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountCount, rowsInOrg, type ClientSetup } from './client-setup.ts';
import type { Step } from './step.ts';

interface QueryAnswer {
  readonly totalSize: number;
  readonly records: readonly Record<string, unknown>[];
}

/** Reading: queries, descriptions, exports. */
export function querySteps(setup: ClientSetup): readonly Step[] {
  return [...soqlSteps(setup), ...exportSteps(setup), ...describeSteps(setup)];
}

function soqlSteps({ sf, running }: ClientSetup): readonly Step[] {
  const query = (soql: string, ...flags: string[]) =>
    sf.result<QueryAnswer>(['data', 'query', '--query', soql, ...flags]);
  return [
    {
      name: 'data query reads several pages',
      run: async () => {
        const { records } = await query('SELECT Name FROM Account ORDER BY Name');
        assert.equal(records.length, accountCount);
        assert.equal(new Set(records.map(({ Name }) => Name)).size, accountCount);
        assert.ok((running.apiUsage.countByOperation().queryMore ?? 0) >= 2);
      },
    },
    {
      name: 'data query --all-rows sees the recycle bin',
      run: async () => {
        const { org } = running;
        const administrator = org.asUser(org.administratorId);
        const { id } = administrator.insert('Account', { Name: 'Gone' });
        administrator.delete('Account', id ?? '');
        const soql = "SELECT Id FROM Account WHERE Name = 'Gone'";
        assert.equal((await query(soql)).totalSize, 0);
        assert.deepEqual(
          (await query(soql, '--all-rows')).records.map(({ Id }) => Id),
          [id],
        );
      },
    },
    {
      name: 'data query --use-tooling-api',
      run: async () => {
        const soql =
          "SELECT QualifiedApiName FROM EntityDefinition WHERE QualifiedApiName = 'Account'";
        const { records } = await query(soql, '--use-tooling-api');
        assert.deepEqual(
          records.map((record) => record.QualifiedApiName),
          ['Account'],
        );
      },
    },
  ];
}

function exportSteps(setup: ClientSetup): readonly Step[] {
  const { sf, folder } = setup;
  return [
    {
      name: 'data export bulk',
      run: async () => {
        const file = join(folder, 'accounts.csv');
        await sf.result([
          ...['data', 'export', 'bulk', '--query', 'SELECT Id, Name FROM Account', '--wait', '2'],
          ...['--output-file', file, '--result-format', 'csv'],
        ]);
        const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
        const found = rowsInOrg(setup, 'SELECT Id, Name FROM Account WHERE IsDeleted = false');
        assert.deepEqual(
          lines
            .slice(1)
            .map((line) => line.replaceAll('"', ''))
            .toSorted(),
          found.map((row) => row.join(',')).toSorted(),
        );
      },
    },
  ];
}

function describeSteps({ sf }: ClientSetup): readonly Step[] {
  return [
    {
      name: 'sobject list and describe',
      run: async () => {
        const objects = await sf.result<string[]>(['sobject', 'list', '--sobject', 'standard']);
        assert.ok(objects.includes('Account'));
        const { fields } = await sf.result<{ fields: { name: string; unique: boolean }[] }>([
          ...['sobject', 'describe', '--sobject', 'Account'],
        ]);
        assert.equal(fields.find(({ name }) => name === 'Number__c')?.unique, true);
      },
    },
  ];
}
