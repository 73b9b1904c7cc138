import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** One request to the REST or Bulk API of the organization. */
export interface ApiRequest {
  /** Completes the sentence "Could not …": `read the License records`. */
  readonly purpose: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Below `/services/data/vXX.X`, such as `/query`, or the whole path of a link that Salesforce gave. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
  /** Media type wanted; default JSON. */
  readonly accept?: string;
  /**
   * Whether doing it twice is the same as doing it once, so that it is sent again when its answer was lost.
   * A GET always is.
   */
  readonly repeatable?: boolean;
}

export interface RequestBody {
  readonly contentType: string;
  /** Called for each attempt: a stream that was sent can't be sent again. */
  readonly content: () => string | Iterable<string>;
}

export function jsonBody(value: unknown): RequestBody {
  return { contentType: 'application/json', content: () => JSON.stringify(value) };
}

export interface EncodedBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | Buffer | Iterable<string> | null;
}

/** Below this, compressing costs more than it saves. */
const compressFromChars = 4_096;
const compress = promisify(gzip);

/**
 * The body as it travels. JSON is compressed from a few kilobytes on, to about an eighth; CSV is not: request
 * compression is documented for the REST API (api_rest/intro_rest_compression.htm), for Bulk only that of answers.
 */
export async function encodedBody(body: RequestBody | undefined): Promise<EncodedBody> {
  if (!body) return { headers: {}, content: null };
  const content = body.content();
  const headers = { 'content-type': body.contentType };
  if (typeof content !== 'string') return { headers, content };
  if (body.contentType !== 'application/json' || content.length < compressFromChars) {
    return { headers, content };
  }
  return { headers: { ...headers, 'content-encoding': 'gzip' }, content: await compress(content) };
}
