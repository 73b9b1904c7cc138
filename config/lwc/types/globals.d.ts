/** What a wire adapter provisions: exactly one of `data` and `error` is set once settled. */
interface WireResult<T> {
  readonly data?: T;
  readonly error?: unknown;
}

/** An `@AuraEnabled` method of Apex: callable, and usable as a wire adapter where it is cacheable. */
type ApexMethod<P extends object, R> = (keyof P extends never
  ? () => Promise<R>
  : (params: P) => Promise<R>) &
  import('lwc').WireAdapterConstructor<P, WireResult<R>>;
