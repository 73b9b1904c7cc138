import { method, nativeType, type NativeType } from '../../library/native-type.ts';
import type { Run } from '../../run/run.ts';
import { ApexId } from '../../values/apex-id.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { NativeObject } from '../../values/native-object.ts';
import { callImplemented } from '../implemented.ts';

/** What a class implements to be run later: `execute`, with a context that knows the id of what runs it. */
export interface JobInterface {
  /** The interface and that of its context. */
  readonly types: readonly NativeType[];
  /** Runs the instance; `id` is what its context tells. */
  execute(run: Run, instance: ApexValue, id: string): void;
}

/** @param name of the interface: its context is called `<name>Context`, and tells the id by the method `idMethod` */
export function jobInterface(name: string, idMethod: string): JobInterface {
  const contextName = `${name}Context`;
  const call = (run: Run, instance: ApexValue, context: ApexValue): void => {
    callImplemented(run, instance, 'execute', [[contextName, context]]);
  };
  return {
    types: [
      nativeType(
        `System.${name}`,
        [
          method(
            `void execute(${contextName} context)`,
            (run: Run, self: ApexObject, context: ApexValue) => {
              call(run, self, context);
            },
          ),
        ],
        { kind: 'interface' },
      ),
      nativeType(
        `System.${contextName}`,
        [
          method(`Id ${idMethod}()`, (_run, { state }: NativeObject<string>) =>
            ApexId.parse(state),
          ),
        ],
        { kind: 'interface' },
      ),
    ],
    execute: (run, instance, id) => {
      call(run, instance, new NativeObject(`System.${contextName}`, id));
    },
  };
}
