import type { ObjectSchema } from '../../schema/object-schema.ts';
import type { ApiContext } from '../api-context.ts';
import { notFound } from '../http/api-error.ts';
import { param, type ResourceRequest } from '../http/resource.ts';
import { visibleObject } from '../visible-object.ts';

/** The object the path names. Throws NOT_FOUND when there is none or the user may not see it. */
export function objectOf(request: ResourceRequest, { org }: ApiContext): ObjectSchema {
  const object = visibleObject(param(request, 'object'), org.schema, request.session);
  if (object === undefined) throw notFound();
  return object;
}
