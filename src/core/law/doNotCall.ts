/** Entries of the internal do-not-call list, 47 CFR 64.1200(d). */

/** By which way a number was entered: the outcome of a lead, or a text from the number itself. */
export type DoNotCallSource = 'outcome' | 'text';
