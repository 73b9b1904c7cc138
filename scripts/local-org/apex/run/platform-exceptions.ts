import {
  constructor,
  method,
  nativeType,
  type NativeConstructor,
  type NativeType,
} from '../library/native-type.ts';
import { ApexObject, type ExceptionState } from '../values/apex-object.ts';
import type { ApexValue } from '../values/apex-value.ts';

/** Exceptions of the namespace System that carry nothing but their message. data/ declares the others. */
export const plainExceptions = [
  'AsyncException',
  'AssertException',
  'CalloutException',
  'EmailException',
  'FinalException',
  'HandledException',
  'IllegalArgumentException',
  'InvalidParameterValueException',
  'JSONException',
  'LimitException',
  'ListException',
  'MathException',
  'NoAccessException',
  'NoDataFoundException',
  'NoSuchElementException',
  'NullPointerException',
  'QueryException',
  'RequiredFeatureMissingException',
  'SecurityException',
  'SerializationException',
  'SObjectException',
  'StringException',
  'TypeException',
  'UnexpectedException',
  'VisualforceException',
  'XmlException',
] as const;

/** A new exception of the platform, not yet thrown. `name` with or without `System.`. */
export function platformException(name: string, message: string | null): ApexObject {
  const full = name.includes('.') ? name : `System.${name}`;
  return new ApexObject({ name: full, fieldNames: [] }, [], exceptionState(message, null));
}

export function exceptionState(message: string | null, cause: ApexObject | null): ExceptionState {
  return { message, cause, stackTrace: '', lineNumber: 0 };
}

function stateOf(self: ApexObject): ExceptionState {
  if (self.exception) return self.exception;
  throw new Error(`${self.typeName} is no exception`);
}

/** What the platform says for an exception made without a message. */
function messageOf(self: ApexObject): string {
  return stateOf(self).message ?? 'Script-thrown exception';
}

const exceptionType: NativeType = nativeType('System.Exception', [
  method('String getMessage()', (_run, self: ApexObject) => messageOf(self)),
  method('String getTypeName()', (_run, self: ApexObject) => self.typeName),
  method('Exception getCause()', (_run, self: ApexObject) => stateOf(self).cause),
  method('Integer getLineNumber()', (_run, self: ApexObject) => stateOf(self).lineNumber),
  method('String getStackTraceString()', (_run, self: ApexObject) => stateOf(self).stackTrace),
  method('void setMessage(String message)', (_run, self: ApexObject, message: string) => {
    stateOf(self).message = message;
  }),
  method('void initCause(Exception cause)', (_run, self: ApexObject, cause: ApexObject) => {
    stateOf(self).cause = cause;
  }),
]);

/** The constructors every exception has without declaring them: (), (message), (cause), (message, cause). */
export const exceptionConstructors = [
  constructor('()', (_run, type) => made(type.name, null, null)),
  constructor('(String? message)', (_run, type, message: string | null) =>
    made(type.name, message, null),
  ),
  constructor('(Exception? cause)', (_run, type, cause: ApexObject | null) =>
    made(type.name, cause?.exception?.message ?? null, cause),
  ),
  constructor(
    '(String? message, Exception? cause)',
    (_run, type, message: string | null, cause: ApexObject | null) =>
      made(type.name, message, cause),
  ),
];

function made(name: string, message: string | null, cause: ApexObject | null): ApexObject {
  const exception = platformException(name, message);
  if (exception.exception) exception.exception.cause = cause;
  return exception;
}

const texts = new WeakMap<ApexObject, string>();

/**
 * What a Lightning component is told by an exception. For an AuraHandledException that is what it was made with, which
 * Apex itself never gets to see: `getMessage()` answers "Script-thrown exception" until somebody calls `setMessage`.
 */
export function componentText(exception: ApexObject): string {
  return texts.get(exception) ?? messageOf(exception);
}

const auraHandledException: NativeType = nativeType(
  'System.AuraHandledException',
  exceptionConstructors.map((each): NativeConstructor => ({
    ...each,
    invoke: (run, type, args) => withTextAside(each.invoke(run, type, args)),
  })),
  { extends: ['System.Exception'] },
);

function withTextAside(made: ApexValue): ApexValue {
  if (!(made instanceof ApexObject)) return made;
  const state = stateOf(made);
  if (state.message !== null) texts.set(made, state.message);
  state.message = null;
  return made;
}

/** The platform types the language itself needs: Exception and its plain descendants. */
export const languageTypes: readonly NativeType[] = [
  exceptionType,
  auraHandledException,
  ...plainExceptions.map((name) =>
    nativeType(`System.${name}`, [...exceptionConstructors], { extends: ['System.Exception'] }),
  ),
];
