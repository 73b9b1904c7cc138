import { constructor, method, nativeType, type NativeType } from '../../library/native-type.ts';
import { ApexBlob } from '../../values/apex-blob.ts';
import { ApexList } from '../../values/apex-list.ts';
import { NativeObject } from '../../values/native-object.ts';
import { typeName } from '../../values/type-name.ts';

/** What requests and responses share. Header names are told apart without regard to case, and keep their spelling. */
interface Message {
  headers: Map<string, { readonly name: string; readonly value: string }>;
  body: Uint8Array | null;
}

interface RequestState extends Message {
  endpoint: string | null;
  method: string | null;
  timeoutMs: number;
}

interface ResponseState extends Message {
  statusCode: number;
  status: string | null;
}

export type HttpRequestObject = NativeObject<RequestState>;
export type HttpResponseObject = NativeObject<ResponseState>;

/** The platform waits ten seconds unless told otherwise, and two minutes at most. */
const defaultTimeoutMs = 10_000;
const longestTimeoutMs = 120_000;

export function httpResponse(
  statusCode: number,
  status: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): HttpResponseObject {
  const response: HttpResponseObject = new NativeObject('System.HttpResponse', {
    headers: new Map(),
    body,
    statusCode,
    status,
  });
  for (const [name, value] of Object.entries(headers)) setHeader(response, name, value);
  return response;
}

function setHeader({ state }: NativeObject<Message>, name: string, value: string): void {
  state.headers.set(name.toLowerCase(), { name, value });
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const messageMembers = [
  method(
    'void setHeader(String name, String value)',
    (_run, self: NativeObject<Message>, name: string, value: string) => {
      setHeader(self, name, value);
    },
  ),
  method(
    'String getHeader(String name)',
    (_run, self: NativeObject<Message>, name: string) =>
      self.state.headers.get(name.toLowerCase())?.value ?? null,
  ),
  method('void setBody(String body)', (_run, self: NativeObject<Message>, body: string) => {
    self.state.body = encoder.encode(body);
  }),
  method('void setBodyAsBlob(Blob body)', (_run, self: NativeObject<Message>, body: ApexBlob) => {
    self.state.body = body.bytes;
  }),
  method('String getBody()', (_run, { state }: NativeObject<Message>) =>
    decoder.decode(state.body ?? new Uint8Array()),
  ),
  method(
    'Blob getBodyAsBlob()',
    (_run, { state }: NativeObject<Message>) => new ApexBlob(state.body ?? new Uint8Array()),
  ),
];

const httpRequest: NativeType = nativeType('System.HttpRequest', [
  constructor('()', () => new NativeObject('System.HttpRequest', newRequest())),
  ...messageMembers,
  method(
    'void setEndpoint(String endpoint)',
    (_run, { state }: HttpRequestObject, endpoint: string) => {
      state.endpoint = endpoint;
    },
  ),
  method('String getEndpoint()', (_run, { state }: HttpRequestObject) => state.endpoint),
  method('void setMethod(String method)', (_run, { state }: HttpRequestObject, name: string) => {
    state.method = name;
  }),
  method('String getMethod()', (_run, { state }: HttpRequestObject) => state.method),
  method(
    'void setTimeout(Integer timeout)',
    (run, { state }: HttpRequestObject, timeoutMs: number) => {
      if (timeoutMs < 1 || timeoutMs > longestTimeoutMs) {
        throw run.exception(
          'CalloutException',
          `Timeout must be between 1 and ${longestTimeoutMs}: ${timeoutMs}`,
        );
      }
      state.timeoutMs = timeoutMs;
    },
  ),
  method(
    'String toString()',
    (_run, { state }: HttpRequestObject) =>
      `System.HttpRequest[Endpoint=${state.endpoint ?? 'null'}, Method=${state.method ?? 'null'}]`,
  ),
]);

function newRequest(): RequestState {
  return {
    headers: new Map(),
    body: null,
    endpoint: null,
    method: null,
    timeoutMs: defaultTimeoutMs,
  };
}

const httpResponseType: NativeType = nativeType('System.HttpResponse', [
  constructor('()', () => httpResponse(0, '', {}, new Uint8Array())),
  ...messageMembers,
  method('Integer getStatusCode()', (_run, { state }: HttpResponseObject) => state.statusCode),
  method(
    'void setStatusCode(Integer code)',
    (_run, { state }: HttpResponseObject, code: number) => {
      state.statusCode = code;
    },
  ),
  method('String getStatus()', (_run, { state }: HttpResponseObject) => state.status),
  method('void setStatus(String status)', (_run, { state }: HttpResponseObject, status: string) => {
    state.status = status;
  }),
  method(
    'List<String> getHeaderKeys()',
    (_run, { state }: HttpResponseObject) =>
      new ApexList(
        typeName('String'),
        Array.from(state.headers.values(), ({ name }) => name),
      ),
  ),
  method(
    'String toString()',
    (_run, { state }: HttpResponseObject) =>
      `System.HttpResponse[Status=${state.status ?? 'null'}, StatusCode=${state.statusCode}]`,
  ),
]);

/** The two messages of a callout. */
export const httpMessages: readonly NativeType[] = [httpRequest, httpResponseType];
