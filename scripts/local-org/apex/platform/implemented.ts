import { methodOf, type Run, type RuntimeClass } from '../run/run.ts';
import { methodKey } from '../types/class-model.ts';
import { ApexObject } from '../values/apex-object.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { typeName } from '../values/type-name.ts';

/**
 * Calls the method with which a user class implements an interface of the platform. By types, since a class may implement
 * two interfaces whose methods differ in nothing else: `execute(QueueableContext)` and `execute(SchedulableContext)`.
 * Throws an Error where there is none, which the compiler rules out.
 */
export function callImplemented(
  run: Run,
  instance: ApexValue,
  name: string,
  args: readonly (readonly [type: string, value: ApexValue])[],
): ApexValue {
  const key = methodKey(
    name,
    args.map(([type]) => typeName(type)),
  );
  const type = instance instanceof ApexObject ? (instance.apexClass as RuntimeClass) : undefined;
  const method = methodOf(type, key);
  if (!method) throw new Error(`${type?.name ?? 'The value'} has no ${key}`);
  return method(
    run,
    instance,
    args.map(([, value]) => value),
  );
}
