/** A lead's survey in the viewer's language. Pure. */
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { REFUSED, type SurveyAnswer, type SurveyQuestion } from '../../core/vocabulary/survey.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { SurveyItem } from '../../shared/desk.ts';
import { translator } from '../../shared/text/index.ts';
import { surveyText } from '../../shared/text/survey.ts';
import type { Viewer } from './contact.ts';
import { inLanguage } from './wording.ts';

type Asked = Pick<Campaign, 'survey'>;

/** The questions in use, and those answered before they were retired. Not for those who are only offered the lead. */
export function presentSurvey(
  { survey = [] }: Asked,
  { survey: given = {} }: Pick<Lead, 'survey'>,
  { kind, language }: Viewer,
): readonly SurveyItem[] {
  if (kind === 'offered') return [];
  return survey
    .filter(({ id, isRetired }) => !isRetired || given[id] !== undefined)
    .map((question) => presentQuestion(question, given[question.id], language));
}

function presentQuestion(question: SurveyQuestion, answer: SurveyAnswer | undefined, language: Language): SurveyItem {
  const { id, label, kind, isRetired } = question;
  const isRefused = answer === REFUSED;
  const chosen = Array.isArray(answer) ? (answer as readonly string[]) : [];
  return {
    path: `survey.${id}`,
    label: inLanguage(label, language),
    kind,
    ...('choices' in question && {
      choices: question.choices
        .filter((choice) => !choice.isRetired || chosen.includes(choice.id))
        .map((choice) => ({ value: choice.id, label: inLanguage(choice.label, language) })),
    }),
    value: isRefused || answer === undefined ? null : kind === 'choice' ? (chosen[0] ?? null) : answer,
    isRequired: false,
    isRefused,
    answer: textOf(question, answer, language),
    ...(isRetired && { isRetired: true }),
  };
}

/** The answers in words, such as `Do you own it?: Yes`, also to retired questions. */
export function surveyLines({ survey = [] }: Asked, lead: Pick<Lead, 'survey'>, language: Language): readonly string[] {
  return survey.flatMap((question) => {
    const answer = lead.survey?.[question.id];
    return answer === undefined
      ? []
      : [`${inLanguage(question.label, language)}: ${textOf(question, answer, language)}`];
  });
}

/** A column for each question, retired ones included. The ID keeps two with the same words apart. */
export function surveyColumns({ survey = [] }: Asked, language: Language): readonly string[] {
  return survey.map((question) => columnOf(question, language));
}

/** The answers by column; none where there is no answer. */
export function surveyCells(
  { survey = [] }: Asked,
  lead: Pick<Lead, 'survey'>,
  language: Language,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    survey.map((question) => [columnOf(question, language), textOf(question, lead.survey?.[question.id], language)]),
  );
}

function columnOf({ id, label }: SurveyQuestion, language: Language): string {
  return `${id}: ${inLanguage(label, language)}`;
}

export function questionLabel({ survey = [] }: Asked, id: string, language: Language): string {
  const question = survey.find((one) => one.id === id);
  return question ? inLanguage(question.label, language) : id;
}

/** Empty without an answer. */
export function surveyAnswerText(
  { survey = [] }: Asked,
  id: string,
  answer: SurveyAnswer | undefined,
  language: Language,
): string {
  return textOf(
    survey.find((one) => one.id === id),
    answer,
    language,
  );
}

function textOf(question: SurveyQuestion | undefined, answer: SurveyAnswer | undefined, language: Language): string {
  if (answer === undefined) return '';
  if (answer === REFUSED) return translator(surveyText, language)('refused');
  if (typeof answer === 'string' || typeof answer === 'number') return String(answer);
  const choices = question && 'choices' in question ? question.choices : [];
  return answer
    .map((id) => {
      const choice = choices.find((one) => one.id === id);
      return choice ? inLanguage(choice.label, language) : id;
    })
    .join(', ');
}
