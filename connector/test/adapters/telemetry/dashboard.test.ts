import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openMeters } from '../../../src/adapters/telemetry/meters.ts';

interface Dashboard {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;
    readonly targets: readonly { readonly expr: string }[];
  }[];
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly query: string }[];
  };
}

function text(path: string): string {
  return readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
}

const dashboard = JSON.parse(text('config/grafana/salesforce-sync.json')) as Dashboard;
const queries = [
  ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ...dashboard.templating.list.map(({ query }) => query),
];

/** What is counted, by name, with the labels that its source declares. */
async function counted(): Promise<ReadonlyMap<string, string>> {
  const { text: exposition } = await openMeters(10).exposition();
  return new Map(
    [...exposition.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [
      name,
      type,
    ]),
  );
}

describe('the Grafana dashboard', () => {
  it('asks for nothing that is not counted, and shows everything that is ours', async () => {
    const known = await counted();
    const asked = new Set(
      queries.flatMap((query) =>
        [...query.matchAll(/\b(?:isvapp|process)_\w+/g)].map(([name]) =>
          name.replace(/_(?:bucket|sum|count)$/, ''),
        ),
      ),
    );
    for (const name of asked) expect([...known.keys()]).toContain(name);
    for (const name of known.keys()) if (name.startsWith('isvapp_')) expect(asked).toContain(name);
  });

  it('rates what only grows, and reads a gauge as it is', async () => {
    for (const [name, type] of await counted()) {
      for (const query of queries.filter((each) => each.includes(name))) {
        if (query.startsWith('label_values')) continue;
        expect([name, /\b(?:rate|increase)\(/.test(query)]).toEqual([name, type !== 'gauge']);
      }
    }
  });

  it('has panels that do not overlap', () => {
    const cells = dashboard.panels.flatMap(({ title, gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => [
        `${x + (index % w)}/${y + Math.floor(index / w)}`,
        title,
      ]),
    );
    expect(new Map(cells.map(([cell, title]) => [cell, title])).size).toBe(cells.length);
    expect(Math.max(...dashboard.panels.map(({ gridPos }) => gridPos.x + gridPos.w))).toBe(24);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });
});

describe('the operator’s guide', () => {
  it('names every meter with its type', async () => {
    const guide = text('docs/operator-guide.md');
    const told = [...guide.matchAll(/^\| `(isvapp_\w+)` +\| (\w+)/gm)].map(
      ([, name = '', type = '']) => [name, type],
    );
    const own = [...(await counted())].filter(([name]) => name.startsWith('isvapp_'));
    expect(told.sort()).toEqual(own.sort());
  });
});
