/**
 * A survey: questions that agents ask in conversations, and the customers' answers. Answers are counted by ID, so a
 * question or choice that was in use is never deleted: it is retired, and no longer asked.
 */
import type { Answer } from './form.ts';
import type { Wording } from './language.ts';

export interface SurveyChoice {
  readonly id: string;
  readonly label: Wording;
  readonly isRetired?: boolean;
}

interface QuestionBase {
  readonly id: string;
  readonly label: Wording;
  readonly isRetired?: boolean;
}

export type SurveyQuestion =
  | (QuestionBase & { readonly kind: 'text' })
  | (QuestionBase & {
      readonly kind: 'number';
      /** Minimum and maximum, inclusive. */
      readonly min?: number;
      readonly max?: number;
    })
  | (QuestionBase & { readonly kind: 'choice' | 'choices'; readonly choices: readonly SurveyChoice[] });

export const SURVEY_KINDS = [
  'choice',
  'choices',
  'number',
  'text',
] as const satisfies readonly SurveyQuestion['kind'][];

/** The customer didn't want to answer. No other answer is false. */
export const REFUSED = false;

/**
 * As stored. Choices are always a list of their IDs, also the only one of a single choice, so that an ID is never
 * confused with text.
 */
export type SurveyAnswer = Answer | typeof REFUSED;

/**
 * As facts have it, which hold no text: `true` for one. No choices: the answer was taken back, because the store keeps no
 * null.
 */
export type CountedAnswer = readonly string[] | number | boolean;

export function countedAnswer(answer: SurveyAnswer | undefined): CountedAnswer {
  return typeof answer === 'string' ? true : (answer ?? []);
}

/** In use. */
export const MOST_SURVEY_QUESTIONS = 10;
/** Retired ones included. */
export const MOST_KEPT_QUESTIONS = 50;
export const MOST_SURVEY_CHOICES = 12;
export const MOST_KEPT_CHOICES = 40;
/** Enough for any amount, and too small for a mobile number: answers are counted in reports, which name no customer. */
export const GREATEST_SURVEY_NUMBER = 999_999_999;

/** The choices that can still be given. */
export function choicesInUse({ choices }: { readonly choices: readonly SurveyChoice[] }): readonly SurveyChoice[] {
  return choices.filter(({ isRetired }) => !isRetired);
}
