import fc from 'fast-check';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { Compile } from 'typebox/schema';
import { hostileText, hostileValue, malformedBody } from './hostile-values.ts';
import { schemaValue, type Schema } from './schema-values.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** What the API says of itself. */
export async function operationsOf(app: FastifyInstance): Promise<readonly Operation[]> {
  const { paths } = (await app.inject('/openapi.json')).json<Description>();
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ ...operation, method, path })),
  );
}

export interface Fuzzing {
  readonly app: FastifyInstance;
  /** Keys to ask with. */
  readonly tokens: readonly string[];
  readonly seed: number;
  /** Requests of each operation. */
  readonly requests: number;
  /** What parameters are often, so that something is found. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  /** Operations that a request got through to: told as it goes on. */
  readonly succeeded: Set<string>;
}

/** Asks the operation with what it declares and with what it does not. Tells the request that shows a fault, if there is one. */
export async function fuzz(operation: Operation, fuzzing: Fuzzing): Promise<string | undefined> {
  const { app, seed, requests: numRuns } = fuzzing;
  const property = fc.asyncProperty(requestTo(operation, fuzzing), async (request) => {
    const answer = await app.inject(request);
    if (answer.statusCode < 300) fuzzing.succeeded.add(operation.operationId);
    const fault = faultOf(answer, operation);
    if (fault !== undefined)
      throw new Error(
        `${operation.operationId}: ${fault}. Asked: ${JSON.stringify(request).slice(0, 2_000)}`,
      );
  });
  const found = await fc.check(property, { seed, numRuns, endOnFailure: true });
  return found.failed ? String(found.errorInstance) : undefined;
}

function requestTo(operation: Operation, fuzzing: Fuzzing): fc.Arbitrary<InjectOptions> {
  const { parameters = [], method } = operation;
  const path = fc.tuple(
    ...parameters.filter((each) => each.in === 'path').map((each) => pathPart(each, fuzzing)),
  );
  const query = fc.tuple(
    ...parameters.filter((each) => each.in === 'query').map((each) => queryPart(each, fuzzing)),
    fc.oneof({ weight: 9, arbitrary: fc.constant('') }, { weight: 1, arbitrary: strayQuery }),
  );
  return fc
    .record({ path, query, body: bodyOf(operation), key: tokenOf(fuzzing), again: repeatKey })
    .map(({ path: parts, query: texts, body, key, again }) => {
      const address = parts.reduce(
        (url, [name, text]) => url.replace(`{${name}}`, text),
        operation.path,
      );
      const search = texts.filter((text) => text !== '').join('&');
      return {
        method: method.toUpperCase() as 'GET',
        url: search === '' ? address : `${address}?${search}`,
        headers: { ...key, ...again, ...(body && { 'content-type': body.type }) },
        ...(body && { payload: body.text }),
      };
    });
}

const strayQuery = fc.constantFrom(
  'a=1',
  '%',
  '=&=',
  'limit=1&limit=2',
  'limit[]=1',
  '__proto__=1',
);
const repeatKey = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('one', 'two', '', 'a b', 'x'.repeat(300), 'ä')
      .map((key) => ({ 'idempotency-key': key })),
  },
);

function tokenOf({ tokens }: Fuzzing): fc.Arbitrary<Record<string, string>> {
  return fc
    .oneof(
      { weight: 12, arbitrary: fc.constantFrom(...tokens).map((token) => `Bearer ${token}`) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('', 'Bearer', 'Bearer isv_x_y', 'Basic Og==', 'Bearer \0'),
      },
    )
    .map((authorization) => ({ authorization }));
}

function pathPart(
  { name, schema }: Parameter,
  { known }: Fuzzing,
): fc.Arbitrary<readonly [string, string]> {
  const usual = known[name];
  const text = fc.oneof(
    ...(usual ? [{ weight: 12, arbitrary: fc.constantFrom(...usual) }] : []),
    { weight: 2, arbitrary: schemaValue(schema).map(String) },
    { weight: 2, arbitrary: hostileText },
  );
  return fc.tuple(
    fc.constant(name),
    fc.oneof(
      { weight: 9, arbitrary: text.map(encoded) },
      { weight: 1, arbitrary: fc.constantFrom('%', '%zz', '%ED%A0%80', '%00', '..', '%2e%2e%2f') },
    ),
  );
}

function queryPart(
  { name, schema, required }: Parameter,
  { known }: Fuzzing,
): fc.Arbitrary<string> {
  const usual = known[name];
  const value = fc.oneof(
    ...(usual ? [{ weight: 9, arbitrary: fc.constantFrom(...usual) }] : []),
    { weight: 5, arbitrary: schemaValue(schema).map(String) },
    { weight: 3, arbitrary: hostileText },
  );
  const present = value.map((text) => `${encoded(name)}=${encoded(text)}`);
  return required
    ? fc.oneof({ weight: 9, arbitrary: present }, { weight: 1, arbitrary: fc.constant('') })
    : fc.oneof({ weight: 1, arbitrary: present }, { weight: 2, arbitrary: fc.constant('') });
}

type Body = { readonly type: string; readonly text: string } | undefined;

function bodyOf({ requestBody, method }: Operation): fc.Arbitrary<Body> {
  const json = (value: unknown): Body => ({
    type: 'application/json',
    text: JSON.stringify(value),
  });
  const schema = requestBody?.content['application/json']?.schema;
  if (!schema)
    return method === 'get'
      ? fc.constant(undefined)
      : fc.oneof(
          { weight: 3, arbitrary: fc.constant(undefined) },
          { weight: 1, arbitrary: malformedBody },
        );
  return fc.oneof(
    { weight: 4, arbitrary: schemaValue(schema).map(json) },
    { weight: 4, arbitrary: spoiled(schema).map(json) },
    { weight: 2, arbitrary: malformedBody },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

/** What the schema admits, with one property missing, strange or too much. */
function spoiled(schema: Schema): fc.Arbitrary<unknown> {
  const names = [...Object.keys(schema.properties ?? {}), 'stray', '__proto__', 'constructor'];
  return fc
    .tuple(schemaValue(schema), fc.constantFrom(...names), fc.option(hostileValue))
    .map(([value, name, strange]) => {
      const all = Object.entries(value as object).filter(([each]) => each !== name);
      return Object.fromEntries(strange === null ? all : [...all, [name, strange]]);
    });
}

/** As a URL holds it; half a surrogate pair can't be. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** What is wrong with the answer; undefined where nothing is. */
function faultOf(answer: LightMyRequestResponse, operation: Operation): string | undefined {
  const { statusCode: status, body } = answer;
  if (status >= 500) return `it answered ${status}: ${body}`;
  const declared = declaredFor(status, operation);
  if (!declared) return `it answered ${status}, which is not declared`;
  if (body === '' && !declared.content) return undefined;
  const type = String(answer.headers['content-type']).split(';')[0] ?? '';
  const content = declared.content?.[type];
  if (content) return faultOfContent(answer, type, content.schema);
  return `it answered ${status} as ${type}, which is not declared: ${body.slice(0, 500)}`;
}

function declaredFor(
  status: number,
  { responses }: Operation,
): Operation['responses'][string] | undefined {
  return responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`];
}

function faultOfContent(
  answer: LightMyRequestResponse,
  type: string,
  schema: Schema,
): string | undefined {
  if (!/^application\/(?:problem\+)?json$/.test(type)) return undefined;
  const value = answer.json<Readonly<Record<string, unknown>>>();
  if (!Compile(schema).Check(value))
    return `its answer is not as declared: ${answer.body.slice(0, 500)}`;
  const isProblem = type === 'application/problem+json';
  if (isProblem && (value.status !== answer.statusCode || value.detail === ''))
    return `its refusal does not say what it is: ${answer.body}`;
  return undefined;
}
