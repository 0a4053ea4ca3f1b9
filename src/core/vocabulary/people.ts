/** Who a lead is about, and who does something with it. */
import type { Language } from './language.ts';

/** Who did something. `id` is the user's, if any. */
export interface Actor {
  readonly kind: 'prospect' | 'agent' | 'supervisor' | 'system';
  readonly id?: string;
}

export const SYSTEM: Actor = { kind: 'system' };

export const PROSPECT: Actor = { kind: 'prospect' };

export interface Person {
  readonly name: string;
  /** E.164. Identifies the person, if present. */
  readonly tel?: string;
  /** The number in its country's format, for display. */
  readonly telShown?: string;
  /** ISO 3166 alpha-2 of the number. */
  readonly telCountry?: string;
  /** libphonenumber's type, such as MOBILE or FIXED_LINE_OR_MOBILE. */
  readonly telType?: string;
  /**
   * Other numbers they called from, E.164: they identify the person but are never called. Absent when there are none.
   */
  readonly otherTels?: readonly string[];
  readonly email?: string;
  /** Addresses before a correction: what was permitted under them holds for `email`. Absent when there are none. */
  readonly otherEmails?: readonly string[];
  readonly language: Language;
  /** Every IANA zone where the person may be; a call must be permitted in all of them. */
  readonly zones: readonly string[];
  readonly zoneFrom: 'browser' | 'number' | 'campaign';
  /** States and provinces that they named, such as `US-FL`. Absent when they named none. */
  readonly regions?: readonly string[];
}
