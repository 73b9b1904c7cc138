import type { ApiContext } from '../api-context.ts';
import type { SoapCall } from './soap-envelope.ts';
import type { XmlValue } from './xml-value.ts';

/** What an operation of a SOAP API works with. */
export interface SoapRequest {
  readonly call: SoapCall;
  readonly userId: string;
  /** `67.0` */
  readonly version: string;
  readonly baseUrl: string;
}

/** `result` elements of the answer, and headers. */
export interface SoapResult {
  readonly results: readonly XmlValue[];
  readonly headers?: XmlValue;
}

export type SoapOperation = (
  request: SoapRequest,
  context: ApiContext,
) => SoapResult | Promise<SoapResult>;
