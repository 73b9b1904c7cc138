/** Results so far, by reference id. */
export type Results = ReadonlyMap<string, unknown>;

/** A `@{ref.path}` that leads nowhere: its request failed, has no such field, or doesn't exist. */
export class UnresolvedReference extends Error {
  constructor(path: string, referenceId: string) {
    super(`Invalid reference specified. No value for ${path} found in ${referenceId}`);
    this.name = 'UnresolvedReference';
  }
}

const pattern = /@\{([^}]+)\}/g;

/**
 * The value with each `@{ref.field}` in its texts replaced by what the earlier sub-request answered. Fields may be
 * nested and arrays indexed: `@{accounts.records[0].Id}`, `@{new[1].id}`. Throws `UnresolvedReference`.
 */
export function withReferences<T>(value: T, results: Results): T {
  return replaced(value, results) as T;
}

function replaced(value: unknown, results: Results): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(pattern, (_whole, path: string) => referenced(path, results));
  }
  if (Array.isArray(value)) return value.map((each) => replaced(each, results));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, replaced(each, results)]);
  return Object.fromEntries(entries) as unknown;
}

function referenced(path: string, results: Results): string {
  const [referenceId = '', ...steps] = path.split(/[.[\]]+/).filter((step) => step !== '');
  let found: unknown = results.get(referenceId);
  for (const step of steps) found = member(found, step);
  if (typeof found === 'string') return found;
  if (typeof found === 'number' || typeof found === 'boolean') return String(found);
  throw new UnresolvedReference(path, referenceId);
}

function member(value: unknown, step: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
}
