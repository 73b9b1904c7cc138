import type { Outcome } from '../../connector/src/domain/change.ts';
import type { RunObserver } from '../../connector/src/ports/run-observer.ts';

/** Collects what a run did to a few Accounts. */
export class AccountStories {
  readonly #outcomes = new Map<string, Outcome[]>();

  constructor(accountIds: readonly string[]) {
    for (const id of accountIds) this.#outcomes.set(id, []);
  }

  /** The observer, told besides of what the stories are made of. */
  watching(observer: RunObserver): RunObserver {
    return {
      ...observer,
      outcomesKnown: (outcomes) => {
        for (const outcome of outcomes) this.#outcomes.get(outcome.accountId)?.push(outcome);
        observer.outcomesKnown(outcomes);
      },
    };
  }

  /** Before, after and why, a block for each Account; `more` adds lines to a block. */
  async told(more: (accountId: string) => Promise<readonly string[]>): Promise<string> {
    const blocks = [...this.#outcomes].map(async ([accountId, own]) =>
      [...story(own), ...(await more(accountId))].join('\n'),
    );
    return (await Promise.all(blocks)).join('\n\n');
  }
}

function story(outcomes: readonly Outcome[]): readonly string[] {
  const lines = outcomes.map(({ change: { field, from, to, because }, kind, fault }) => {
    const fate = kind === 'written' ? because : `${kind}: ${fault?.message ?? ''}`;
    return `  ${field.padEnd(22)} ${shown(from).padStart(6)} → ${shown(to).padEnd(6)} ${fate}`;
  });
  return [outcomes[0]?.accountName ?? '', ...lines];
}

function shown(value: number | null): string {
  return value === null ? 'NULL' : String(value);
}
