import type { SalesforceFault } from '../../../domain/change.ts';
import { isConcurrencyLimit } from '../../../domain/fault-explanation.ts';
import { OrgError, type OrgErrorKind } from '../../../domain/org-error.ts';
import { isJsonRecord, jsonText } from './json-shape.ts';

/** The head and text of an answer that is not a success. */
export interface ErrorAnswer {
  readonly status: number;
  /** Seconds of the Retry-After header. */
  readonly retryAfter?: string | undefined;
  readonly text: string;
}

/** A request that failed, and what is known about sending it again. */
export interface Refusal {
  readonly error: OrgError;
  /** False where Salesforce is known to have done nothing: then anything may be sent again. */
  readonly mayHaveHappened: boolean;
  /** Shortest pause before it is sent again, as Salesforce asked for. */
  readonly pauseMs: number;
}

const kinds: Readonly<Record<string, OrgErrorKind>> = {
  REQUEST_LIMIT_EXCEEDED: 'quota',
  LIMIT_EXCEEDED: 'quota',
  EXCEEDED_QUOTA: 'quota',
  STORAGE_LIMIT_EXCEEDED: 'quota',
  INVALID_SESSION_ID: 'connection',
  INVALID_AUTH_HEADER: 'connection',
  API_DISABLED_FOR_ORG: 'connection',
  API_CURRENTLY_DISABLED: 'connection',
  ORG_LOCKED: 'connection',
  PASSWORD_LOCKOUT: 'connection',
  INSUFFICIENT_ACCESS: 'permission',
  INSUFFICIENT_ACCESS_OR_READONLY: 'permission',
  INVALID_FIELD: 'permission',
  INVALID_TYPE: 'permission',
  INVALID_QUERY_LOCATOR: 'incomplete',
  QUERY_TIMEOUT: 'transient',
  SERVER_UNAVAILABLE: 'transient',
  UNKNOWN_EXCEPTION: 'transient',
  UNABLE_TO_LOCK_ROW: 'transient',
};
const kindsByStatus: Readonly<Record<number, OrgErrorKind>> = {
  401: 'connection',
  403: 'permission',
  408: 'transient',
  420: 'transient',
  425: 'transient',
  429: 'transient',
};

const advice: Readonly<Record<OrgErrorKind, string>> = {
  connection:
    'Salesforce no longer lets the connector in. A Salesforce administrator can check the integration user and the External Client App.',
  quota:
    "The org's API requests of the last 24 hours are used up. Later runs go on by themselves; a Salesforce administrator sees who uses them in Setup > Company Information.",
  transient:
    "This passes by itself; the next run tries again. Salesforce's disturbances are shown on trust.salesforce.com.",
  permission:
    'The integration user lacks access, or what it asked for does not exist. A Salesforce administrator can assign it the permission set IsvappConnector, and for License records the one of the License Management App.',
  incomplete: 'What was read so far is not used. The next run reads again from the start.',
  request:
    'Salesforce does not accept the request as it is. Whoever runs the connector can report this message.',
};

/** An answer of Salesforce that is not a success, told apart by its code, or by its status where it has none. */
export function refusalOf(answer: ErrorAnswer, purpose: string): Refusal {
  const fault = faultsIn(answer)[0] ?? faultWithoutCode(answer);
  const isConcurrency =
    fault.code === 'REQUEST_LIMIT_EXCEEDED' && isConcurrencyLimit(fault.message);
  const kind = isConcurrency ? 'transient' : orgErrorKind(fault.code, answer.status);
  return {
    error: orgError(kind, fault, purpose),
    mayHaveHappened: !isConcurrency && answer.status !== 429 && answer.status !== 401,
    pauseMs: pauseMsOf(answer.retryAfter),
  };
}

/** The OrgError of an answer inside an answer: a sub-request of Composite, or a job that failed. */
export function orgErrorOf(fault: SalesforceFault, status: number, purpose: string): OrgError {
  return orgError(orgErrorKind(fault.code, status), fault, purpose);
}

function orgErrorKind(code: string, status: number): OrgErrorKind {
  const kind = kinds[code] ?? kindsByStatus[status];
  if (kind) return kind;
  return status >= 500 ? 'transient' : 'request';
}

function orgError(kind: OrgErrorKind, fault: SalesforceFault, purpose: string): OrgError {
  const sentence = fault.message.trim().replace(/\.$/, '');
  return new OrgError(
    kind,
    fault.code,
    `Could not ${purpose}: Salesforce answered ${fault.code}: ${sentence}. ${advice[kind]}`,
  );
}

/** Errors of a JSON body: `[{message, errorCode, fields}]` of REST, `[{message, statusCode, fields}]` of a save result. */
export function faultsOf(body: unknown): readonly SalesforceFault[] {
  const errors: readonly unknown[] = Array.isArray(body) ? (body as readonly unknown[]) : [body];
  return errors.filter(isJsonRecord).flatMap((error) => {
    const code = jsonText(error.errorCode) || jsonText(error.statusCode);
    const message = jsonText(error.message);
    return code ? [{ code, message, fields: fieldsOf(error.fields, code, message) }] : [];
  });
}

/** An unknown field is named in the text only; naming it lets the other fields of the record be sent without it. */
function fieldsOf(fields: unknown, code: string, message: string): readonly string[] {
  const named = Array.isArray(fields)
    ? fields.filter((each): each is string => typeof each === 'string')
    : [];
  if (named.length > 0 || code !== 'INVALID_FIELD') return named;
  const field = /No such column '([^']+)'/.exec(message)?.[1];
  return field ? [field] : [];
}

function faultsIn(answer: ErrorAnswer): readonly SalesforceFault[] {
  try {
    return faultsOf(JSON.parse(answer.text));
  } catch {
    // Not JSON: a gateway's page in HTML, or XML. What can be told of it comes from faultWithoutCode.
    return [];
  }
}

/** A gateway in front of Salesforce answers in HTML (`<h1>Bad Message 414</h1>`), without a code. */
function faultWithoutCode({ status, text }: ErrorAnswer): SalesforceFault {
  const words = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
  return { code: `HTTP_${status}`, message: words || 'an empty answer', fields: [] };
}

const longestPauseMs = 60_000;

function pauseMsOf(retryAfter: string | undefined): number {
  const seconds = Number(retryAfter ?? 0);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0) * 1_000, longestPauseMs) : 0;
}

/** The request did not leave this machine, so it can't have done anything. */
const notSentCodes = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** A request without an answer: the network, or a certificate that is not trusted. */
export function refusalOfNetwork(error: unknown, purpose: string): Refusal {
  const { code, message } = networkCause(error);
  if (/CERT|SIGNED|ERR_TLS/.test(code)) {
    const text = `Could not ${purpose}: the certificate of the address is not trusted (${code}). Whoever runs the connector can check the address, or the certificates of a proxy in between.`;
    const refused = new OrgError('connection', code, text, { cause: error });
    return { error: refused, mayHaveHappened: false, pauseMs: 0 };
  }
  const text = `Could not ${purpose}: the connection to Salesforce failed (${code}: ${message}). ${adviceOfNetwork(code)}`;
  return {
    error: new OrgError('transient', 'CONNECTION_LOST', text, { cause: error }),
    mayHaveHappened: !notSentCodes.includes(code),
    pauseMs: 0,
  };
}

/** An address that leads nowhere is more often misspelt than disturbed. */
function adviceOfNetwork(code: string): string {
  return code === 'ENOTFOUND' || code === 'ECONNREFUSED'
    ? 'Whoever runs the connector can check SALESFORCE_INSTANCE_URL and the network.'
    : advice.transient;
}

function networkCause(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: 'UNKNOWN', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return { code, message: error.message };
}
