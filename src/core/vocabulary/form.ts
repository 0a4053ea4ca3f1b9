/** What a form asks: its fields, and the sentences that a customer agrees to. */
import type { Wording } from './language.ts';

export interface FormFieldChoice {
  readonly value: string;
  readonly label: Wording;
}

/** A custom field in addition to the built-in ones (name, phone, email, interest, message). */
export type FormField =
  | {
      readonly name: string;
      readonly label: Wording;
      readonly required: boolean;
      readonly kind: 'text' | 'date';
    }
  | {
      readonly name: string;
      readonly label: Wording;
      readonly required: boolean;
      readonly kind: 'number';
      /** Minimum and maximum, inclusive. */
      readonly min?: number;
      readonly max?: number;
    }
  | {
      readonly name: string;
      readonly label: Wording;
      readonly required: boolean;
      readonly kind: 'choice' | 'choices';
      readonly choices: readonly FormFieldChoice[];
    };

/**
 * The wording of one consent checkbox. A change creates a new version; the version that a person saw is stored with
 * their inquiry.
 */
export interface ConsentWording {
  readonly version: number;
  readonly call: Wording;
  readonly now: Wording;
  readonly text: Wording;
  readonly email: Wording;
}

export const CONSENT_BOXES = ['call', 'now', 'text', 'email'] as const;
export type ConsentBox = (typeof CONSENT_BOXES)[number];
