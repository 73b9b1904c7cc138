import type { ApexList } from './apex-list.ts';
import type { ApexId } from './apex-id.ts';
import { ApexReference, type ApexValue } from './apex-value.ts';

/** An sObject as collections and JSON see it; data/ makes the real ones. */
export abstract class ApexRecord extends ApexReference {
  abstract get id(): ApexId | null;
  /** Field values by API name, in the order they came. */
  abstract readonly values: ReadonlyMap<string, ApexValue>;
  /** Parents by relationship name; null: queried, and there is none. */
  abstract readonly parents: ReadonlyMap<string, ApexRecord | null>;
  /** Children by relationship name. */
  abstract readonly children: ReadonlyMap<string, ApexList>;
  /** Fields the program has set, by API name. */
  abstract readonly assigned: ReadonlySet<string>;
  /** A record of its own with the same fields. */
  abstract copy(options: { readonly keepsId: boolean; readonly keepsAudit: boolean }): ApexRecord;
}
