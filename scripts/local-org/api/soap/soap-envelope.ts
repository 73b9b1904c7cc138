import { DeployFailure } from '../../schema/deploy/deploy-failure.ts';
import { childNamed, textOf, xmlRoot, type XmlElement } from '../../schema/deploy/xml-element.ts';
import { xmlText, type WrittenElement } from '../../schema/retrieve/xml-text.ts';
import { salesforceFault, SoapFault } from './soap-fault.ts';
import type { Failure } from '../../faults/fault-plan.ts';
import type { ResourceAnswer } from '../http/resource.ts';
import { valueElements, type XmlValue } from './xml-value.ts';

/** One call, as its envelope has it. */
export interface SoapCall {
  /** Name of the first element of the body: `deploy`. */
  readonly operation: string;
  readonly argument: XmlElement;
  readonly sessionId: string | null;
}

const envelope = {
  'xmlns:soapenv': 'http://schemas.xmlsoap.org/soap/envelope/',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
};

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/** Reads an envelope. Throws `SoapFault` for text that isn't one. */
export function soapCall(text: string): SoapCall {
  const root = rootOf(text);
  const body = childNamed(root, 'Body');
  const [argument] = body?.children ?? [];
  if (root.name !== 'Envelope' || argument === undefined) {
    throw new SoapFault(
      'soapenv:Client',
      'The request is no SOAP envelope with a call in its body',
    );
  }
  const header = childNamed(root, 'Header');
  const session = header && childNamed(header, 'SessionHeader');
  const sessionId = session ? textOf(session, 'sessionId') : null;
  return { operation: argument.name, argument, sessionId };
}

function rootOf(text: string): XmlElement {
  try {
    return xmlRoot(text);
  } catch (error) {
    if (!(error instanceof DeployFailure)) throw error;
    throw new SoapFault('soapenv:Client', error.message);
  }
}

/** The answer to a call: one `result` for each value, headers in front where there are any. */
export function soapAnswer(
  namespace: string,
  operation: string,
  results: readonly XmlValue[],
  headers?: XmlValue,
): string {
  const header: WrittenElement[] =
    headers === undefined ? [] : [{ name: 'soapenv:Header', children: valueElements(headers) }];
  const response: WrittenElement = {
    name: `${operation}Response`,
    attributes: { xmlns: namespace },
    children: results.flatMap((result) => valueElements({ result })),
  };
  const body: WrittenElement = { name: 'soapenv:Body', children: [response] };
  return enveloped({ ...envelope, xmlns: namespace }, [...header, body]);
}

export function soapFaultAnswer(namespace: string, { code, message }: SoapFault): string {
  const fault: WrittenElement = {
    name: 'soapenv:Fault',
    children: valueElements({ faultcode: code, faultstring: message }),
  };
  return enveloped({ ...envelope, 'xmlns:sf': namespace }, [
    { name: 'soapenv:Body', children: [fault] },
  ]);
}

/** A planned failure in the shape of the SOAP APIs, whatever status was planned: faults have 500. */
export function soapFailureAnswer(failure: Failure): ResourceAnswer {
  const { errorCode = 'UNKNOWN_EXCEPTION', message = 'An unexpected error occurred.' } = failure;
  const { body = soapFaultAnswer('urn:fault', salesforceFault(errorCode, message)) } = failure;
  return { status: 500, body, ...(failure.headers && { headers: failure.headers }) };
}

function enveloped(
  attributes: Readonly<Record<string, string>>,
  children: readonly WrittenElement[],
): string {
  return declaration + xmlText({ name: 'soapenv:Envelope', attributes, children });
}
