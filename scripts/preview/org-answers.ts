import type { ApexRuntime } from '../local-org/apex/apex-runtime.ts';
import type { ApexAnswers } from './apex-answers.ts';

/** The Apex of an org on this machine, called as Lightning calls it, in a user's name. */
export function orgAnswers(apex: Pick<ApexRuntime, 'invoke'>, userId: string): ApexAnswers {
  return {
    invoke: (className, method, params) => apex.invoke(userId, className, method, params),
  };
}
