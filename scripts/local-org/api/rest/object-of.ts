import type { ObjectSchema } from '../../schema/object-schema.ts';
import type { ApiContext } from '../api-context.ts';
import { notFound } from '../http/api-error.ts';
import { param, type ResourceRequest } from '../http/resource.ts';

/** The object the path names, in any case. Throws NOT_FOUND when there is none or the user may not see it. */
export function objectOf(request: ResourceRequest, { org }: ApiContext): ObjectSchema {
  const object = org.schema.find(param(request, 'object'));
  const visible = request.session.describeGlobal().sobjects;
  if (!visible.some(({ name }) => name === object?.name) || object === undefined) throw notFound();
  return object;
}
