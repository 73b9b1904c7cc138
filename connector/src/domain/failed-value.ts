/** A value that Salesforce refused for good, or that the mass-change brake kept a retry from sending. */
export interface FailedValue {
  readonly accountId: string;
  readonly field: string;
  /** Developer name of the mapping. */
  readonly mapping: string;
  readonly errorCode: string;
  /** Whether it was to become NULL. */
  readonly clears: boolean;
}

/** Which failed values are meant. Null takes all. */
export type FailureFilter = Readonly<
  Record<Exclude<keyof FailedValue, 'accountId' | 'clears'>, string | null>
>;

/** The fields to be written again, by Account; true where the run that failed was to clear them. */
export type RetriedFields = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

export function retriedFields(failures: readonly FailedValue[]): RetriedFields {
  const fields = new Map<string, Map<string, boolean>>();
  for (const { accountId, field, clears } of failures)
    fields.set(accountId, (fields.get(accountId) ?? new Map<string, boolean>()).set(field, clears));
  return fields;
}
