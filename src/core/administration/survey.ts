/**
 * Whether a survey can be asked and counted, and what is kept of the one before: once the campaign has leads, which may
 * have answers, questions and choices are retired, never removed.
 */
import { choicesInUse, GREATEST_SURVEY_NUMBER, MOST_KEPT_CHOICES, MOST_KEPT_QUESTIONS } from '../vocabulary/survey.ts';
import { MOST_SURVEY_CHOICES, MOST_SURVEY_QUESTIONS, type SurveyQuestion } from '../vocabulary/survey.ts';
import { mistake, rangeMistakes, type Mistake } from '../vocabulary/mistake.ts';
import type { CampaignDraft } from './campaign.ts';
import { checkChoices } from './checkChoices.ts';
import type { ValidationContext } from './validationContext.ts';

export function checkSurvey({ survey = [] }: CampaignDraft, { edited }: ValidationContext): readonly Mistake[] {
  const before = answerable(edited);
  const inUse = survey.filter(({ isRetired }) => !isRetired);
  const tooMany = (limit: number) => [mistake('survey', 'surveyTooMany', { limit })];
  return [
    ...checkChoices('survey', survey, survey, 'notAccepted'),
    ...survey.flatMap((question, index) => checkQuestion(before, question, `survey.${index}`)),
    ...(inUse.length > MOST_SURVEY_QUESTIONS ? tooMany(MOST_SURVEY_QUESTIONS) : []),
    ...(surveyAfter(before, survey).length > MOST_KEPT_QUESTIONS
      ? [mistake('survey', 'surveyFull', { limit: MOST_KEPT_QUESTIONS })]
      : []),
  ];
}

/** The questions that leads may have answered: asking whether one has would read all of the campaign's leads. */
export function answerable(
  edited: { readonly hasLeads: boolean; readonly survey?: readonly SurveyQuestion[] } | null,
): readonly SurveyQuestion[] {
  return edited?.hasLeads ? (edited.survey ?? []) : [];
}

function checkQuestion(before: readonly SurveyQuestion[], question: SurveyQuestion, path: string): readonly Mistake[] {
  const known = before.find(({ id }) => id === question.id);
  return [
    // Answers of another kind couldn't be counted together.
    ...(known && known.kind !== question.kind ? [mistake(`${path}.kind`, 'surveyKind')] : []),
    ...('choices' in question ? checkOffered(known, question, `${path}.choices`) : []),
    ...(question.kind === 'number' ? checkBounds(question, path) : []),
  ];
}

function checkOffered(
  known: SurveyQuestion | undefined,
  question: Extract<SurveyQuestion, { kind: 'choice' | 'choices' }>,
  path: string,
): readonly Mistake[] {
  const inUse = choicesInUse(question);
  const kept = keepLeftOut(known && 'choices' in known ? known.choices : [], question.choices);
  return [
    ...checkChoices(path, question.choices, question.choices, 'notAccepted'),
    ...(question.choices.length === 0 || (inUse.length === 0 && !question.isRetired)
      ? [mistake(path, 'choicesMissing')]
      : []),
    ...(inUse.length > MOST_SURVEY_CHOICES
      ? [mistake(path, 'surveyTooManyChoices', { limit: MOST_SURVEY_CHOICES })]
      : []),
    ...(kept.length > MOST_KEPT_CHOICES ? [mistake(path, 'surveyFull', { limit: MOST_KEPT_CHOICES })] : []),
  ];
}

function checkBounds({ min, max }: Extract<SurveyQuestion, { kind: 'number' }>, path: string): readonly Mistake[] {
  const limits = [-GREATEST_SURVEY_NUMBER, GREATEST_SURVEY_NUMBER] as const;
  return [
    ...(min === undefined ? [] : rangeMistakes(`${path}.min`, min, limits)),
    ...(max === undefined ? [] : rangeMistakes(`${path}.max`, max, limits)),
    ...(min !== undefined && max !== undefined && min > max ? [mistake(`${path}.min`, 'minAboveMax')] : []),
  ];
}

/** The survey to store: what is left out of the answerable questions is retired. */
export function surveyAfter(
  before: readonly SurveyQuestion[],
  draft: readonly SurveyQuestion[],
): readonly SurveyQuestion[] {
  const kept = draft.map((question) => {
    const known = before.find(({ id }) => id === question.id);
    if (!('choices' in question) || !known || !('choices' in known)) return question;
    return { ...question, choices: keepLeftOut(known.choices, question.choices) };
  });
  return keepLeftOut(before, kept);
}

/** Those of a new campaign: no one has answered the retired ones. */
export function surveyAnew(survey: readonly SurveyQuestion[]): readonly SurveyQuestion[] {
  return survey
    .filter(({ isRetired }) => !isRetired)
    .map((question) => ('choices' in question ? { ...question, choices: choicesInUse(question) } : question));
}

function keepLeftOut<T extends { readonly id: string; readonly isRetired?: boolean }>(
  before: readonly T[],
  after: readonly T[],
): readonly T[] {
  const leftOut = before.filter(({ id }) => !after.some((one) => one.id === id));
  return [...after, ...leftOut.map((one) => ({ ...one, isRetired: true }))];
}
