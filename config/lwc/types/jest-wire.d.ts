/** A wire adapter as sfdx-lwc-jest stands in for it: the test says what it provisions. */
export interface TestWireAdapter<T> {
  emit(value: T, filter?: (config: Record<string, unknown>) => boolean): void;
  error(body?: unknown, status?: number, statusText?: string): void;
  getLastConfig(): Record<string, unknown>;
}
