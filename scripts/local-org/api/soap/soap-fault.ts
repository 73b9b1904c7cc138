/** A refused SOAP call: HTTP 500 with a fault, whose code clients tell an expired session by. */
export class SoapFault extends Error {
  /** With its prefix: `sf:INVALID_SESSION_ID`, `soapenv:Client`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'SoapFault';
    this.code = code;
  }
}

/** A refusal by the org: Salesforce repeats the code in front of the message. */
export function salesforceFault(code: string, message: string): SoapFault {
  return new SoapFault(`sf:${code}`, `${code}: ${message}`);
}
