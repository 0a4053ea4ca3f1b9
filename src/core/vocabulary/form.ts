/** What a form asks: its fields, and the sentences that a customer agrees to. */
import type { Wording } from './language.ts';

export interface FormFieldChoice {
  readonly value: string;
  readonly label: Wording;
}

interface FieldBase {
  readonly name: string;
  readonly label: Wording;
  /** On the form. */
  readonly required: boolean;
  /** Who asks for it: the form (if absent), the agent during the conversation, or no one anymore. */
  readonly askedBy?: FieldAsker;
  /** For agents: why we ask. */
  readonly why?: Wording;
  /** Who sees the answers: agents and supervisors, if absent, or only supervisors. */
  readonly seenBy?: FieldAudience;
}

/** A custom field in addition to the built-in ones (name, phone, email, interest, message). */
export type FormField =
  | (FieldBase & { readonly kind: 'text' | 'date' })
  | (FieldBase & {
      readonly kind: 'number';
      /** Minimum and maximum, inclusive. */
      readonly min?: number;
      readonly max?: number;
    })
  | (FieldBase & { readonly kind: 'choice' | 'choices'; readonly choices: readonly FormFieldChoice[] });

/** A detail of the customer to search for: `any`, or its path as in a profile, such as `answers.bill`. */
export const DETAIL = /^(any|name|email|interest|answers\.\w{1,40})$/;

/** `nobody`: it was asked before, and its answers stay. */
export const FIELD_ASKERS = ['form', 'agent', 'nobody'] as const;
export type FieldAsker = (typeof FIELD_ASKERS)[number];
export const FIELD_AUDIENCES = ['agents', 'supervisors'] as const;
export type FieldAudience = (typeof FIELD_AUDIENCES)[number];

/** The fields that the form shows. */
export function formFieldsOf({ fields }: { readonly fields: readonly FormField[] }): readonly FormField[] {
  return fields.filter(({ askedBy }) => askedBy === undefined || askedBy === 'form');
}

/**
 * The fields that a form may send: including those no longer asked for, because it may have been opened before (A210).
 */
export function sentFieldsOf({ fields }: { readonly fields: readonly FormField[] }): readonly FormField[] {
  return fields.filter(({ askedBy }) => askedBy !== 'agent');
}

/** Whether anyone asks for it. */
export function isAsked({ askedBy }: Pick<FormField, 'askedBy'>): boolean {
  return askedBy !== 'nobody';
}

/** The fields whose answers this audience sees. */
export function fieldsFor(
  { fields }: { readonly fields: readonly FormField[] },
  audience: FieldAudience,
): readonly FormField[] {
  return fields.filter(({ seenBy }) => audience === 'supervisors' || seenBy !== 'supervisors');
}

/** An answer to a custom field: text, a date (`2027-03-31`), a choice, a number, or several choices. */
export type Answer = string | number | readonly string[];

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
