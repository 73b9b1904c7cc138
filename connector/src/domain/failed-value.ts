/** A value that Salesforce refused for good. */
export interface FailedValue {
  readonly accountId: string;
  readonly field: string;
  /** Developer name of the mapping. */
  readonly mapping: string;
  readonly errorCode: string;
}

/** Which failed values are meant. Null takes all. */
export type FailureFilter = Readonly<
  Record<Exclude<keyof FailedValue, 'accountId'>, string | null>
>;

/** The fields to be written again, by Account. */
export type RetriedFields = ReadonlyMap<string, ReadonlySet<string>>;

export function retriedFields(failures: readonly FailedValue[]): RetriedFields {
  const fields = new Map<string, Set<string>>();
  for (const { accountId, field } of failures)
    fields.set(accountId, (fields.get(accountId) ?? new Set()).add(field));
  return fields;
}
