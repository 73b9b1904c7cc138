import { ApiError, apiError, notFound } from './api-error.ts';
import { pathParams } from './path-pattern.ts';
import type { Method, Resource } from './resource.ts';

export interface FoundResource {
  readonly resource: Resource;
  readonly params: Readonly<Record<string, string>>;
}

/** Parts of a path beyond which the same address means something else: `/sobjects/X/describe` is no record id. */
function fixedParts({ path }: Resource): number {
  return path.split('/').filter((part) => part !== '' && !part.startsWith(':')).length;
}

/**
 * The resource behind a method and a path below `/services/data/vXX.0`; the most literal pattern wins.
 * Throws NOT_FOUND, or METHOD_NOT_ALLOWED when the address exists for other methods.
 */
export function findResource(
  resources: readonly Resource[],
  method: Method,
  path: string,
): FoundResource {
  const fitting = resources
    .map((resource) => ({ resource, params: pathParams(resource.path, path) }))
    .filter((found): found is FoundResource => found.params !== null)
    .sort((one, other) => fixedParts(other.resource) - fixedParts(one.resource));
  const found = fitting.find(({ resource }) => resource.method === method);
  if (found !== undefined) return found;
  throw fitting.length === 0
    ? notFound()
    : methodNotAllowed(
        method,
        fitting.map(({ resource }) => resource.method),
      );
}

export function methodNotAllowed(method: string, allowed: readonly string[]): ApiError {
  const list = [...new Set(allowed)].sort().join(',');
  const message = `HTTP Method '${method}' not allowed. Allowed are ${list}`;
  return new ApiError(405, apiError(405, 'METHOD_NOT_ALLOWED', message).entries, { Allow: list });
}
