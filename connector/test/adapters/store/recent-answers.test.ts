import { describe, expect, it } from 'vitest';
import { recentAnswers, recentMs } from '../../../src/adapters/store/recent-answers.ts';

/** Answers and counts; each question has an answer of its own unless told otherwise. */
function database() {
  const asked: string[] = [];
  const read = (question: string, answer: string | undefined = `of ${question}`) => {
    asked.push(question);
    return Promise.resolve(answer);
  };
  return { asked, read };
}

function movableClock() {
  let nowMs = Date.UTC(2026, 10, 24, 12);
  return {
    now: () => new Date(nowMs),
    sleep: () => Promise.reject(new Error('Nothing here waits.')),
    move: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe('what was answered a moment ago', () => {
  it('is not asked for again until two seconds later', async () => {
    const clock = movableClock();
    const recent = recentAnswers<string>(clock);
    const { asked, read } = database();
    const ask = () => recent.of('a', () => read('a'));
    expect(await ask()).toBe('of a');
    clock.move(recentMs - 1);
    expect(await ask()).toBe('of a');
    expect(asked).toEqual(['a']);
    clock.move(1);
    await ask();
    expect(asked).toEqual(['a', 'a']);
    expect(recentMs).toBe(2_000);
  });

  it('is asked for again when the clock was set back, however recent it seems', async () => {
    const clock = movableClock();
    const recent = recentAnswers<string>(clock);
    const { asked, read } = database();
    await recent.of('a', () => read('a'));
    clock.move(-3_600_000);
    await recent.of('a', () => read('a'));
    expect(asked).toEqual(['a', 'a']);
  });

  it('is as old as its question, not as its answer', async () => {
    const clock = movableClock();
    const recent = recentAnswers<string>(clock);
    const { asked, read } = database();
    await recent.of('a', () => {
      clock.move(recentMs);
      return read('a');
    });
    await recent.of('a', () => read('a'));
    expect(asked).toEqual(['a', 'a']);
  });

  it('is forgotten when told so', async () => {
    const recent = recentAnswers<string>(movableClock());
    const { asked, read } = database();
    await recent.of('a', () => read('a'));
    recent.forget();
    await recent.of('a', () => read('a'));
    expect(asked).toEqual(['a', 'a']);
  });

  it('is not remembered where it was read before a change and came after it', async () => {
    const recent = recentAnswers<string>(movableClock());
    const { asked, read } = database();
    const { promise, resolve } = Promise.withResolvers<string>();
    const slow = recent.of('a', () => promise);
    recent.forget();
    resolve('of before');
    expect(await slow).toBe('of before');
    expect(await recent.of('a', () => read('a'))).toBe('of a');
    expect(asked).toEqual(['a']);
  });

  it('is not remembered, and takes no place, where it was that there is none', async () => {
    const recent = recentAnswers<string>(movableClock());
    const { asked, read } = database();
    await recent.of('a', () => read('a'));
    let guesses = 0;
    const guess = (question: string) =>
      recent.of(question, () => {
        guesses += 1;
        return Promise.resolve(undefined);
      });
    for (let index = 0; index < 1_000; index++) expect(await guess(String(index))).toBeUndefined();
    expect(await guess('0')).toBeUndefined();
    expect(guesses).toBe(1_001);
    await recent.of('a', () => read('a'));
    expect(asked).toEqual(['a']);
  });

  it('takes the place of the oldest where there are a thousand', async () => {
    const recent = recentAnswers<string>(movableClock());
    const { asked, read } = database();
    const ask = (question: string) => recent.of(question, () => read(question));
    for (let index = 0; index <= 1_000; index++) await ask(String(index));
    asked.length = 0;
    await ask('1');
    await ask('1000');
    expect(asked).toEqual([]);
    await ask('0');
    expect(asked).toEqual(['0']);
  });

  it('of one question is not the answer to another', async () => {
    const recent = recentAnswers<string>(movableClock());
    const { read } = database();
    await recent.of('a', () => read('a'));
    expect(await recent.of('b', () => read('b'))).toBe('of b');
  });
});
