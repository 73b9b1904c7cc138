import type { FastifyReply, FastifyRequest } from 'fastify';
import { xmlRoot } from '../../schema/deploy/xml-element.ts';
import { xmlText } from '../../schema/retrieve/xml-text.ts';
import { parsedJson } from '../http/body-parsers.ts';
import { valueElements, withoutNulls } from '../soap/xml-value.ts';

const namespace = 'http://www.force.com/2009/06/asyncapi/dataload';

/** Whether the client speaks JSON: it says so of what it sends or of what it takes. XML is what everybody else gets. */
export function speaksJson({ headers }: FastifyRequest): boolean {
  const types = `${headers['content-type'] ?? ''} ${headers.accept ?? ''}`;
  return types.includes('application/json');
}

/** The members of a request's body, `{ operation: 'insert', … }`. Throws for text that is neither JSON nor XML. */
export function bodyMembers(request: FastifyRequest): Readonly<Record<string, unknown>> {
  const text = typeof request.body === 'string' ? request.body : '';
  if (request.headers['content-type']?.includes('application/json') === true) {
    return (parsedJson(text) ?? {}) as Record<string, unknown>;
  }
  const members = xmlRoot(text.trim()).children.map(
    ({ name, text: value }) => [name, value.trim()] as const,
  );
  return Object.fromEntries(members);
}

/** The value as the root element of this name, as XML; what is null isn't mentioned there. */
export function asyncXml(name: string, value: object): string {
  const children = valueElements(withoutNulls(value));
  const root = xmlText({ name, attributes: { xmlns: namespace }, children });
  return `<?xml version="1.0" encoding="UTF-8"?>${root}`;
}

/** Answers with the value in the client's language; JSON has no name for the root. */
export async function sendMembers(
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  value: object,
): Promise<FastifyReply> {
  return speaksJson(request)
    ? reply.type('application/json;charset=UTF-8').send(JSON.stringify(value))
    : reply.type('application/xml;charset=UTF-8').send(asyncXml(name, value));
}
