import { ApexReference, identityKey, type ApexValue, type HashKey } from './apex-value.ts';

/**
 * An instance of a platform type that has no class of its own here: describe results, HttpRequest, JSONGenerator …
 * `state` is whatever the type's implementation keeps. A type that compares or prints by value overrides, or extends ApexReference itself.
 */
export class NativeObject<State = unknown> extends ApexReference {
  readonly typeName: string;
  state: State;

  constructor(typeName: string, state: State) {
    super();
    this.typeName = typeName;
    this.state = state;
  }

  override equals(other: ApexValue): boolean {
    return this === other;
  }

  override hashKey(): HashKey {
    return identityKey(this);
  }

  /** `Schema.DescribeFieldResult[…]` on the platform shows internals nobody may rely on; here it is the name. */
  override text(): string {
    return this.typeName;
  }
}
