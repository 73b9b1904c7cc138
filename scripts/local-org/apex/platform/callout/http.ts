import { constructor, method, nativeType, type NativeType } from '../../library/native-type.ts';
import type { Run } from '../../run/run.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { NativeObject } from '../../values/native-object.ts';
import { callImplemented } from '../implemented.ts';
import type { OrgTransaction } from '../org-transaction.ts';
import { CalloutSignal, type CalloutRequest } from './callout.ts';
import { CredentialError } from './credential-formula.ts';
import { httpMessages, httpResponse, type HttpRequestObject } from './http-message.ts';

const mockInterface = 'httpcalloutmock';

function send(run: OrgTransaction, request: HttpRequestObject): ApexValue {
  run.charge('callouts', 1);
  if (run.hasUncommittedWork) {
    throw run.exception(
      'CalloutException',
      'You have uncommitted work pending. Please commit or rollback before calling out',
    );
  }
  return run.entry.isTest ? mocked(run, request) : answered(run, request);
}

function mocked(run: OrgTransaction, request: HttpRequestObject): ApexValue {
  const mock = run.entry.mocks.get(mockInterface);
  if (mock === undefined) {
    throw run.exception(
      'TypeException',
      'Methods defined as TestMethod do not support Web service callouts',
    );
  }
  return callImplemented(run, mock, 'respond', [['HttpRequest', request]]);
}

function answered(run: OrgTransaction, request: HttpRequestObject): ApexValue {
  const sent = resolved(run, request);
  const answer = run.entry.callouts.answerTo(run.callouts);
  run.callouts++;
  if (answer === undefined) throw new CalloutSignal(sent);
  if (!answer.ok) throw run.exception('CalloutException', answer.problem);
  return httpResponse(answer.statusCode, answer.status, answer.headers, answer.body);
}

function resolved(run: OrgTransaction, { state }: HttpRequestObject): CalloutRequest {
  const { endpoint, method: verb, body, timeoutMs } = state;
  if (endpoint === null) throw run.exception('NullPointerException', 'Argument cannot be null.');
  if (verb === null) throw run.exception('CalloutException', 'Method is null');
  const headers = Object.fromEntries(
    Array.from(state.headers.values(), ({ name, value }) => [name, value]),
  );
  try {
    return run.entry.callouts.resolved(
      { url: endpoint, method: verb, headers, body, timeoutMs },
      run.userId,
    );
  } catch (error) {
    if (error instanceof CredentialError) throw run.exception('CalloutException', error.message);
    throw error;
  }
}

const http: NativeType = nativeType('System.Http', [
  constructor('()', () => new NativeObject('System.Http', null)),
  method(
    'HttpResponse send(HttpRequest request)',
    (run: OrgTransaction, _self: NativeObject, request: HttpRequestObject) => send(run, request),
  ),
]);

const httpCalloutMock: NativeType = nativeType(
  'System.HttpCalloutMock',
  [
    method(
      'HttpResponse respond(HttpRequest request)',
      (run: Run, self: ApexObject, request: ApexValue) =>
        callImplemented(run, self, 'respond', [['HttpRequest', request]]),
    ),
  ],
  { kind: 'interface' },
);

/** Http, its messages, and the interface of mocks. */
export const calloutTypes: readonly NativeType[] = [...httpMessages, http, httpCalloutMock];
