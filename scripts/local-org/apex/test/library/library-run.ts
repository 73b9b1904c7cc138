import { libraryNatives } from '../../library/library-natives.ts';
import type { NativeMethod } from '../../library/native-type.ts';
import type { NativeRun } from '../../library/native-run.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { debugTextOf } from '../../values/text.ts';

/** A transaction small enough for the library alone: exceptions are JavaScript errors `Type: message`. */
export const libraryRun: NativeRun = {
  timeZone: 'America/Los_Angeles',
  declaredMethod: () => undefined,
  exception: (type, message) => new Error(`${type}: ${message}`),
  unsupported: (what) => new Error(`unsupported: ${what}`),
  nowMs: () => Date.UTC(2026, 10, 24, 10),
  randomBytes: (count) => new Uint8Array(count).fill(128),
  log: () => undefined,
  limit: () => undefined,
  reflection: {
    typeNamed: () => undefined,
    classNamed: () => undefined,
    enumNamed: () => undefined,
    sObjectNamed: () => undefined,
    isAssignable: () => false,
  },
};

/** Calls the member with that signature text up to its parameters' names: `call('Decimal.divide(Decimal,Integer)', …)`. */
export function call(signature: string, self: ApexValue, ...args: readonly ApexValue[]): ApexValue {
  return found(signature).invoke(libraryRun, self, args);
}

/** The same, as text. */
export function said(signature: string, self: ApexValue, ...args: readonly ApexValue[]): string {
  return debugTextOf(call(signature, self, ...args), libraryRun);
}

function found(signature: string): NativeMethod {
  const [, type = '', name = '', parameters = ''] = /^(\w+)\.(\w+)\((.*)\)$/.exec(signature) ?? [];
  const native = libraryNatives.find((each) => each.name === `System.${type}`);
  const method = native?.members.find(
    (each): each is NativeMethod =>
      each.kind === 'method' &&
      each.signature.name === name &&
      each.signature.parameters.map((each) => each.type.name).join(',') === parameters,
  );
  if (method) return method;
  throw new Error(`Not declared: ${signature}`);
}
