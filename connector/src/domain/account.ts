import type { CalendarDate } from './calendar-date.ts';
import type { ValueReason } from './usage-value.ts';

/** What a field of an Account holds, as Salesforce's JSON spells it. */
export type FieldValue = string | number | boolean | null;

/** An Account as read for a run: the mapped source fields and the present value of every target. */
export interface Account {
  /** 18 characters. */
  readonly id: string;
  readonly name: string;
  /** By API name, in the spelling of the mapping. A field that was not asked for is absent. */
  readonly values: Readonly<Record<string, FieldValue>>;
}

/** An Account that is gone, and the one it was merged into, if it was (decisions 12, 13). */
export interface GoneAccount {
  readonly id: string;
  readonly masterId: string | null;
}

export type ValueSource = 'override' | 'license' | 'estimate' | 'none';

/** A number of seats with where it comes from. Null with source `license` means a site licence: unlimited. */
export interface EffectiveSeats {
  readonly seats: number | null;
  readonly source: ValueSource;
}

export interface EffectiveRenewal {
  /** Null with source `license`: every qualifying licence is perpetual (decision 28). */
  readonly date: CalendarDate | null;
  readonly source: ValueSource;
}

/** One line of ISVapp's list of Accounts. */
export interface DirectoryEntry {
  readonly accountId: string;
  readonly name: string;
  /** Whether at least one License qualifies. */
  readonly isActive: boolean;
  /** By API name of the mapped display field. */
  readonly display: Readonly<Record<string, FieldValue>>;
  readonly internalSeats: EffectiveSeats;
  readonly externalSeats: EffectiveSeats;
  readonly renewal: EffectiveRenewal;
  /** Combined active users of the last month, week and day; null where there is no data. */
  readonly mau: number | null;
  readonly wau: number | null;
  readonly dau: number | null;
  /** Why each mapped metric has the value it has, by the mapping's developer name. */
  readonly reasons: Readonly<Record<string, ValueWhy>>;
}

/** Why a target field has the value it has, for a program and in words. */
export interface ValueWhy {
  readonly reason: ValueReason;
  readonly explanation: string;
}
