/** One thing a client has to manage. `run` throws where it doesn't, or where the org then holds something else. */
export interface Step {
  readonly name: string;
  run(): Promise<void>;
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Runs the steps of a track in order and prints a line each. A step that fails doesn't stop those after it. */
export async function runTrack(
  track: string,
  steps: readonly Step[],
  print: (line: string) => void,
): Promise<Tally> {
  let failed = 0;
  for (const step of steps) {
    const started = performance.now();
    const problem = await problemOf(step);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    if (problem !== null) failed += 1;
    print(`${problem === null ? 'ok  ' : 'FAIL'} ${track}: ${step.name} (${seconds} s)`);
    if (problem !== null) print(problem.replaceAll(/^/gm, '       '));
  }
  return { passed: steps.length - failed, failed };
}

async function problemOf(step: Step): Promise<string | null> {
  try {
    await step.run();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
