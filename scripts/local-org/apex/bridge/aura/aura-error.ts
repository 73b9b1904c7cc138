import { apexFailure } from '../../apex-failure.ts';
import { dmlFailures } from '../../data/dml-exception.ts';
import type { DmlError } from '../../data/dml-request.ts';
import { ApexThrow } from '../../run/apex-throw.ts';
import { componentText } from '../../run/platform-exceptions.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import type { AuraErrorBody, AuraFieldError, AuraResult } from './aura-result.ts';
import { ActionParameterError } from './action-parameter.ts';

type Failed = Extract<AuraResult, { ok: false }>;

/** The answer a component gets where an action failed. */
export function failed(body: AuraErrorBody): Failed {
  return {
    ok: false,
    status: 500,
    statusText: 'Server Error',
    errorType: 'fetchResponse',
    headers: {},
    body,
  };
}

/**
 * What a component gets for what an action threw; undefined for what is no failure of the program. The shapes are those
 * of the LWC Developer Guide, "Handle Errors from Apex".
 */
export function auraFailure(error: unknown): Failed | undefined {
  if (error instanceof ActionParameterError) return failed({ message: error.message });
  const failure = apexFailure(error);
  if (!failure) return undefined;
  if (error instanceof ApexThrow) return failed(thrownBody(error.exception));
  const { type: exceptionType, message, stackTrace } = failure;
  return failed({ exceptionType, isUserDefinedException: false, message, stackTrace });
}

function thrownBody(exception: ApexObject): AuraErrorBody {
  const [first] = dmlFailures(exception);
  if (first) return dmlBody(first.index, first.error);
  const { typeName: exceptionType, apexClass } = exception;
  return {
    exceptionType,
    // Exceptions of the platform have no source.
    isUserDefinedException: 'model' in apexClass,
    message: componentText(exception),
    // Such an exception is meant for people: it comes without the trace.
    ...(exceptionType !== 'System.AuraHandledException' && {
      stackTrace: exception.exception?.stackTrace ?? '',
    }),
  };
}

/** The first row that failed: its message at the fields it is about, or at the page. */
function dmlBody(index: number, { statusCode, message, fields }: DmlError): AuraErrorBody {
  const fieldErrors = Object.fromEntries(
    fields.map((field): [string, AuraFieldError[]] => [field, [{ field, statusCode, message }]]),
  );
  const pageErrors = fields.length === 0 ? [{ statusCode, message }] : [];
  return { fieldErrors, pageErrors, index, duplicateResults: [] };
}
