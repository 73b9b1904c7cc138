import type { ObjectSchema } from '../../schema/object-schema.ts';
import type { ApiContext } from '../api-context.ts';
import { notFound } from '../http/api-error.ts';
import { param, type ResourceRequest } from '../http/resource.ts';

/** The object the path names, in any case. Throws NOT_FOUND as an unknown address does. */
export function objectOf(request: ResourceRequest, { org }: ApiContext): ObjectSchema {
  const object = org.schema.find(param(request, 'object'));
  if (object === undefined) throw notFound();
  return object;
}
