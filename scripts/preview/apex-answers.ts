/** What `@salesforce/apex/Class.method` resolves to, or rejects with: the same shape as that of the local org's Apex. */
export type ApexAnswer =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly status: number;
      readonly statusText: string;
      readonly body: { readonly message?: string };
    };

/** Who answers for Apex in the preview. */
export interface ApexAnswers {
  invoke(
    className: string,
    method: string,
    params: Readonly<Record<string, unknown>>,
  ): Promise<ApexAnswer>;
}
