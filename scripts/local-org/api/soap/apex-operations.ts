import { textOf } from '../../schema/deploy/xml-element.ts';
import type { SoapOperation } from './soap-operation.ts';

/** `executeAnonymous` with its log in the answer's header, as `sf apex run` reads it. */
const executeAnonymous: SoapOperation = async ({ call, userId }, { apex }) => {
  const source = textOf(call.argument, 'String') ?? textOf(call.argument, 'apexcode') ?? '';
  const { debugLog, ...result } = await apex.executeAnonymous(source, userId);
  return { results: [{ ...result }], headers: { DebuggingInfo: { debugLog } } };
};

export const apexOperations: Readonly<Record<string, SoapOperation>> = { executeAnonymous };
