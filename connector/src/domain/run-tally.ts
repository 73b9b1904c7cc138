import type { Mapping } from './mapping.ts';
import type { MappingCounts, ValueCounts } from './run.ts';

type Counts = { -readonly [Name in keyof ValueCounts]: number };

/** Counts what becomes of every value of a run, per mapping. */
export class RunTally {
  readonly #byMapping = new Map<string, { readonly label: string; readonly counts: Counts }>();

  /** Names mappings that are going to be counted, so that one without any value is listed with zeros. Known ones keep their counts. */
  expect(mappings: readonly Pick<Mapping, 'name' | 'label'>[]): void {
    for (const { name, label } of mappings)
      if (!this.#byMapping.has(name)) this.#byMapping.set(name, { label, counts: zero() });
  }

  /** Takes over counts of a run that somebody else began. */
  restore(mappings: readonly MappingCounts[]): void {
    for (const { mapping, label, ...counts } of mappings)
      this.#byMapping.set(mapping, { label, counts });
  }

  /** Adds to one count of a mapping, by its developer name. `cleared` is a part of `written` and is added besides it. */
  add(mapping: string, count: keyof ValueCounts, values = 1): void {
    const tally = this.#byMapping.get(mapping);
    if (!tally)
      throw new RangeError(`The mapping ${mapping} is counted without having been expected.`);
    tally.counts[count] += values;
  }

  mappings(): readonly MappingCounts[] {
    return [...this.#byMapping].map(([mapping, { label, counts }]) => ({
      mapping,
      label,
      ...counts,
    }));
  }

  total(): ValueCounts {
    const total = zero();
    for (const { counts } of this.#byMapping.values()) {
      for (const name of countNames) total[name] += counts[name];
    }
    return total;
  }
}

const countNames = ['read', 'unchanged', 'written', 'cleared', 'failed', 'deferred'] as const;

function zero(): Counts {
  return { read: 0, unchanged: 0, written: 0, cleared: 0, failed: 0, deferred: 0 };
}

/** Whether every value read is accounted for once. A run where one isn't must not look successful. */
export function isBalanced(counts: ValueCounts): boolean {
  return counts.read === counts.unchanged + counts.written + counts.failed + counts.deferred;
}
