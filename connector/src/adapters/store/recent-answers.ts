import type { Clock } from '../../ports/clock.ts';

/** What the database answered a moment ago, so that each of many requests in a second need not ask it again. */
export interface RecentAnswers<Answer> {
  /** The answer of a moment ago, or that of `read`. That there is none is not remembered: who guesses must not fill the memory. */
  of(question: string, read: () => Promise<Answer | undefined>): Promise<Answer | undefined>;
  /** Forgets all of it, and doesn't remember what is being read just now: it may have been read before the change. */
  forget(): void;
}

/** So long a change that another process made may go unnoticed; docs/operator-guide.md says so. */
export const recentMs = 2_000;
/** Whoever asks about more at a time is answered by the database. */
const mostAnswers = 1_000;

export function recentAnswers<Answer>(clock: Clock): RecentAnswers<Answer> {
  const known = new Map<string, { readonly answer: Answer; readonly readAt: number }>();
  let changes = 0;

  const recent = (question: string): Answer | undefined => {
    const found = known.get(question);
    if (!found) return undefined;
    const age = clock.now().getTime() - found.readAt;
    // Of a clock that was set back it is not known how long ago that was.
    if (age >= 0 && age < recentMs) return found.answer;
    known.delete(question);
    return undefined;
  };

  const remember = (question: string, answer: Answer, readAt: number): void => {
    const [oldest] = known.keys();
    if (known.size >= mostAnswers && oldest !== undefined) known.delete(oldest);
    known.set(question, { answer, readAt });
  };

  return {
    of: async (question, read) => {
      const found = recent(question);
      if (found !== undefined) return found;
      const changesBefore = changes;
      const readAt = clock.now().getTime();
      const answer = await read();
      if (answer !== undefined && changes === changesBefore) remember(question, answer, readAt);
      return answer;
    },
    forget: () => {
      changes += 1;
      known.clear();
    },
  };
}
