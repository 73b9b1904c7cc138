import { describe, expect, it } from 'vitest';
import { methodKey } from '../../types/class-model.ts';
import { stringType } from '../../values/type-name.ts';
import { programOf, transactionOf } from './language.ts';

const text = `public class Sign {
  private static final Integer LIMIT_VALUE = 10;
  public static String of(String text) {
    Integer n;
    n = Integer.valueOf(text);
    if (n < 0) {
      return 'minus';
    } else if (
      n > LIMIT_VALUE
    ) {
      return 'large';
    }
    try {
      return 'plus';
    } finally {
      n = 0;
    }
  }
  public static void idle() {
    of('1');
  }
}`;

/** The lines of a call that ran. */
function covered(argument: string): readonly number[] {
  const program = programOf(text);
  const run = transactionOf(program);
  const method = program.classes.get('sign')?.methods.find(({ name }) => name === 'of');
  if (!method) throw new Error('No method');
  expect(methodKey(method.name, method.parameters)).toBe(methodKey('of', [stringType]));
  program.callStatic(run, method, [argument]);
  return [...(run.covered.get('Sign') ?? [])].toSorted((left, right) => left - right);
}

describe('coverage', () => {
  it('counts the lines that begin a statement', () => {
    const lines = [...programOf(text).executableLines('sign')].toSorted(
      (left, right) => left - right,
    );
    expect(lines).toEqual([2, 5, 6, 7, 8, 11, 14, 16, 20]);
  });

  it.each([
    ['-1', [2, 5, 6, 7]],
    ['11', [2, 5, 6, 8, 11]],
    ['1', [2, 5, 6, 8, 14, 16]],
  ])('knows which of them ran for %s', (argument, lines) => {
    expect(covered(argument)).toEqual(lines);
  });
});
