import type { TestMethodResult, TestSelection } from './test-result.ts';
import type { Program } from '../compile/program.ts';

/** One result for each class that doesn't compile, among those that are asked for. */
export function compileFailures(
  program: Program,
  { classes }: TestSelection,
): readonly TestMethodResult[] {
  const asked = classes?.map(({ name }) => name.toLowerCase());
  const byClass = Map.groupBy(program.problems, ({ className }) => className);
  return [...byClass]
    .filter(([className]) => asked?.includes(className.toLowerCase()) !== false)
    .map(([className, problems]) => ({
      className,
      methodName: '<compile>',
      outcome: 'CompileFail',
      message: problems
        .map(({ line, column, problem }) => `line ${line}, column ${column}: ${problem}`)
        .join('\n'),
      stackTrace: null,
      timeMs: 0,
      seeAllData: false,
      coverage: [],
    }));
}
