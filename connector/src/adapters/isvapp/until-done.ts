import type { Clock } from '../../ports/clock.ts';

/** The other side waits with its answer; this is only so that one which does not is not asked without end. */
const pauseMs = 250;

/** Asks until the work is no longer running. */
export async function untilDone<Answer extends { readonly state: 'running' | 'done' }>(
  clock: Clock,
  ask: () => Promise<Answer>,
): Promise<Exclude<Answer, { readonly state: 'running' }>> {
  for (;;) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    await clock.sleep(pauseMs);
  }
}

function isDone<Answer extends { readonly state: 'running' | 'done' }>(
  answer: Answer,
): answer is Exclude<Answer, { readonly state: 'running' }> {
  return answer.state === 'done';
}
