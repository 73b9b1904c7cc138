import { noSuchObjectMessage } from '../../soql/soql-error.ts';
import type { SalesforceError } from '../../schema/salesforce-error.ts';
import type { DataRun } from './data-run.ts';

/**
 * The Apex exception for a query the org refuses. In user mode an object without access is a SecurityException, and a
 * field without access looks as if it didn't exist.
 */
export function queryFailure(
  run: DataRun,
  error: SalesforceError,
  isSecurityEnforced: boolean,
): Error {
  const message = plainMessage(error);
  if (isSecurityEnforced) {
    const refusal = 'Insufficient permissions: secure query included inaccessible field';
    return run.exception('QueryException', refusal);
  }
  const denied = deniedObject(run, message);
  if (denied !== undefined) {
    return run.exception('SecurityException', `Access to entity '${denied}' denied`);
  }
  return run.exception('QueryException', message);
}

/** An object that exists, but not for the user. */
function deniedObject({ org }: DataRun, message: string): string | undefined {
  const name = /^sObject type '(\w+)' is not supported/.exec(message)?.[1] ?? '';
  const object = org.schema.find(name);
  return object && message === noSuchObjectMessage(name) ? object.name : undefined;
}

/** What is wrong, without the piece of the query the API shows above it. */
export function plainMessage({ message }: SalesforceError): string {
  const lines = message.split('\n');
  const where = lines.findIndex((line) => line.startsWith('ERROR at Row:'));
  return where === -1 ? message : lines.slice(where + 1).join('\n');
}
