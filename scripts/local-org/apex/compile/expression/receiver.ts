import type { TypeName } from '../../values/type-name.ts';
import type { Typed } from '../typed.ts';

/** Whom a method is called on. */
export type Receiver =
  | { readonly kind: 'self' }
  | { readonly kind: 'super' }
  | { readonly kind: 'type'; readonly type: TypeName }
  | { readonly kind: 'value'; readonly value: Typed };
