/** A request as it leaves the org. */
export interface CalloutRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  readonly timeoutMs: number;
}

/** What came back, or why nothing did: the text of the CalloutException. */
export type CalloutAnswer =
  | {
      readonly ok: true;
      readonly statusCode: number;
      readonly status: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  | { readonly ok: false; readonly problem: string };

/**
 * Unwinds an entry whose callout has no recorded answer yet. It is no Apex exception: neither `catch` nor `finally` of
 * the program sees it. Whoever runs the entry makes the request and runs the entry again, with the answer.
 */
export class CalloutSignal extends Error {
  override readonly name = 'CalloutSignal';
  readonly request: CalloutRequest;

  constructor(request: CalloutRequest) {
    super(`A callout to ${request.url} waits for its answer`);
    this.request = request;
  }
}

/** Makes the request. What goes wrong on the way is an answer too, in the words of the platform. */
export async function calloutAnswer(
  { url, method, headers, body, timeoutMs }: CalloutRequest,
  fetch: typeof globalThis.fetch,
): Promise<CalloutAnswer> {
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== null && { body: Buffer.from(body) }),
    });
    return {
      ok: true,
      statusCode: response.status,
      status: response.statusText,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    };
  } catch (error) {
    return { ok: false, problem: problemOf(error, url) };
  }
}

function problemOf(error: unknown, url: string): string {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'TimeoutError') return 'Read timed out';
  const code = (error.cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ECONNREFUSED') return 'Connection refused (Connection refused)';
  // An address without a name server's answer is reported by its host alone.
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new URL(url).hostname;
  return error.message;
}
