/** The profile: what a lead knows about its person, apart from the number, which identifies them. */
import type { Answer } from '../vocabulary/form.ts';
import type { Language } from '../vocabulary/language.ts';
import type { SurveyAnswer } from '../vocabulary/survey.ts';

/** The new values of some fields. Absent keeps a value, null removes it. */
export interface ProfileChanges {
  readonly name?: string;
  readonly email?: string | null;
  readonly language?: Language;
  readonly interest?: string | null;
  /** Answers to the campaign's custom fields, by the field's name. */
  readonly answers?: Readonly<Record<string, Answer | null>>;
  /** Answers to the campaign's survey, by the question's ID. */
  readonly survey?: Readonly<Record<string, SurveyAnswer | null>>;
  /** Added and removed one by one, so that two people's tags both stay. */
  readonly tags?: { readonly add?: readonly string[]; readonly remove?: readonly string[] };
  /**
   * V333: by path, the values that the editor has seen or sent; null for none. If the lead now has a different one,
   * someone else changed it, and nothing is saved. Absent: the later change wins.
   */
  readonly seen?: Readonly<Record<string, readonly (SurveyAnswer | null)[]>>;
}

/**
 * One changed field in the history. `field` is a path, such as `email`, `answers.bill` or `survey.question1`. `from` and `to` are absent for
 * no value: the store keeps no null, and the entry's digest must match what is stored.
 */
export interface ProfileEdit {
  readonly field: string;
  readonly from?: SurveyAnswer;
  readonly to?: SurveyAnswer;
}
