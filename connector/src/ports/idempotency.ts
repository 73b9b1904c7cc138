/** An answer as it was sent. */
export interface StoredAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface IdempotentRequest {
  /** Id of the API key: bearers can't see each other's answers. */
  readonly bearer: string;
  /** As the bearer gave it. */
  readonly key: string;
  /** Of what was asked: equal for equal requests alone. */
  readonly fingerprint: string;
}

/**
 * Requests that are to be carried out once however often they are sent. Remembered for 24 hours; one that never ended,
 * because its process did, for five minutes.
 */
export interface IdempotentRequests {
  /**
   * Begins the request: `begun` where it is new. Otherwise the answer it got, `under-way` while it has none, and
   * `different` where another request had the key.
   */
  begin(request: IdempotentRequest): Promise<'begun' | 'under-way' | 'different' | StoredAnswer>;
  /** Remembers the answer. */
  end(request: IdempotentRequest, answer: StoredAnswer): Promise<void>;
  /** Forgets a request that failed, so that it can be sent again. */
  forget(request: IdempotentRequest): Promise<void>;
}
