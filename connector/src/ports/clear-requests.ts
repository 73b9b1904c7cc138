/** An administrator removed a mapping and wants the values gone that it wrote. */
export interface ClearRequest {
  readonly id: string;
  /** Developer name of the mapping that was removed. */
  readonly mapping: string;
  readonly label: string;
  /** The Account field it wrote to. */
  readonly field: string;
}

export interface SettledClear {
  readonly id: string;
  readonly state: 'Done' | 'Failed';
  /** Why it failed and what to do; empty where there is nothing to say. */
  readonly message: string;
}

/** Requests to clear values (`MappingChange__c`, docs/connector-api.md). Each error is an OrgError. */
export interface ClearRequests {
  /** The oldest first. One API call. */
  pending(): Promise<readonly ClearRequest[]>;
  settle(settled: readonly SettledClear[]): Promise<void>;
}
