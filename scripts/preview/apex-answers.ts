import type { AuraResult } from '../local-org/apex/apex-runtime.ts';

/** Who answers for Apex in the preview. */
export interface ApexAnswers {
  invoke(
    className: string,
    method: string,
    params: Readonly<Record<string, unknown>>,
  ): Promise<AuraResult>;
}
