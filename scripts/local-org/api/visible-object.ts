import type { UserSession } from '../data/user-session.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';
import type { Schema } from '../schema/schema.ts';

/** The object of that name in any case, undefined when there is none or the user may not see it. */
export function visibleObject(
  name: string,
  schema: Schema,
  session: UserSession,
): ObjectSchema | undefined {
  const object = schema.find(name);
  const visible = session.describeGlobal().sobjects;
  return visible.some((each) => each.name === object?.name) ? object : undefined;
}
