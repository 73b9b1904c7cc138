import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../connector/src/adapters/store/open-store.ts';
import { systemClock } from '../../../connector/src/adapters/system-clock.ts';
import {
  ownColumns,
  type DirectoryColumn,
  type DirectoryCondition,
  type DirectoryPosition,
  type DirectoryQuery,
} from '../../../connector/src/domain/directory-query.ts';
import type { Directory } from '../../../connector/src/ports/directory.ts';
import type { Measurement } from '../measurement.ts';
import { head, madeUpEntries } from './made-up-directory.ts';

export interface DirectoryLoad {
  readonly accounts: number;
  /** How often each question is asked; the median counts. */
  readonly times: number;
}

const organizationId = '00D000000000001AAA';
const targetMs = 100;
const columns = [...ownColumns, ...head.columns];

/** What somebody does on the tab Accounts, a page of 50 each. */
const questions: Readonly<Record<string, Partial<DirectoryQuery>>> = {
  'first page by name': {},
  'by a text in the name': filtered('name', { operator: 'contains', value: 'r 123' }),
  'by a text that no Account has': filtered('Notes__c', { operator: 'contains', value: 'zebra' }),
  'by a picklist': filtered('Segment__c', { operator: 'in', values: ['Enterprise'] }),
  'by a multi-select picklist': filtered('Regions__c', { operator: 'in', values: ['APAC'] }),
  'by a range of numbers': filtered('mau', { operator: 'between', from: 100, to: 200 }),
  'by a range of days': filtered('LastCall__c', {
    operator: 'between',
    from: '2026-03-01',
    to: '2026-05-31',
  }),
  'by a checkbox': filtered('IsReference__c', { operator: 'is', value: true }),
  'by an empty field': filtered('Revenue__c', { operator: 'empty', value: true }),
  'five filters, sorted by a number': {
    sort: column('Revenue__c'),
    descending: true,
    filters: [
      ...filtered('Segment__c', { operator: 'in', values: ['Enterprise', 'Mid-Market'] }).filters,
      ...filtered('Regions__c', { operator: 'in', values: ['EMEA'] }).filters,
      ...filtered('IsReference__c', { operator: 'is', value: true }).filters,
      ...filtered('mau', { operator: 'between', from: 10, to: null }).filters,
      ...filtered('Notes__c', { operator: 'contains', value: 'renewal' }).filters,
    ],
  },
};

/**
 * Measures the directory of one organization on the embedded store, which works in this process: `processorMs` is the
 * time that its processors spent on it, so that other work of the machine does not count.
 */
export async function directoryBenchmark(
  { accounts, times }: DirectoryLoad,
  processorMs: () => number,
): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const store = await openStore({ dataDirectory: folder, clock: systemClock });
    try {
      const { directory } = store;
      const startMs = processorMs();
      await directory.replaceEntries(organizationId, madeUpEntries(accounts), head);
      const replacing = { name: 'replacing the list', value: processorMs() - startMs } as const;
      return [
        { ...replacing, unit: 'ms', target: null },
        ...(await answers(directory, { accounts, times }, processorMs)),
      ];
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function answers(
  directory: Directory,
  { accounts, times }: DirectoryLoad,
  processorMs: () => number,
): Promise<readonly Measurement[]> {
  const medianMs = async (query: Partial<DirectoryQuery>): Promise<number> => {
    const taken: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const startMs = processorMs();
      await page(directory, query);
      taken.push(processorMs() - startMs);
    }
    return taken.sort((one, other) => one - other)[Math.floor(times / 2)] ?? 0;
  };
  const found: Measurement[] = [];
  for (const [name, query] of Object.entries(questions))
    found.push({ name, value: await medianMs(query), unit: 'ms', target: targetMs });
  const after = await positionAt(directory, Math.floor(accounts * 0.9));
  const last = {
    name: 'a page near the end',
    value: await medianMs({ after }),
    unit: 'ms',
  } as const;
  return [...found, { ...last, target: targetMs }];
}

/** Goes through the pages, as somebody with patience would, until so many Accounts are passed or nearly so. */
async function positionAt(directory: Directory, accounts: number): Promise<DirectoryPosition> {
  let after: DirectoryPosition | null = null;
  for (let passed = 500; passed <= accounts; passed += 500) {
    after = (await page(directory, { after, limit: 500 })).next;
    if (!after) throw new Error('The directory ends before its Accounts do.');
  }
  if (!after) throw new Error('It takes more than 500 Accounts for a page near the end.');
  return after;
}

function page(directory: Directory, part: Partial<DirectoryQuery>): ReturnType<Directory['page']> {
  const all = { limit: 50, after: null, sort: column('name'), descending: false, filters: [] };
  return directory.page(organizationId, { ...all, ...part });
}

function filtered(name: string, condition: DirectoryCondition): Pick<DirectoryQuery, 'filters'> {
  return { filters: [{ ...condition, column: column(name) }] };
}

function column(name: string): DirectoryColumn {
  const found = columns.find((each) => each.name === name);
  if (!found) throw new Error(`The directory has no column ${name}.`);
  return found;
}
