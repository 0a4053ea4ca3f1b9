/**
 * Answers that go from one lead of a customer to another: when leads are merged, and when a closed lead continues in an open one. The
 * remaining lead keeps its own answers and takes only what it lacks, from leads of the same campaign alone: another campaign
 * asks other questions under the same IDs. Undoing a merge takes back what nobody has changed since.
 */
import { isSameAnswer } from '../vocabulary/form.ts';
import type { SurveyAnswer } from '../vocabulary/survey.ts';
import type { GivenAnswers, Lead } from './lead.ts';

const KINDS = ['answers', 'survey'] as const;
type Answers = Readonly<Record<string, SurveyAnswer>>;

export function givenAnswersOf({ campaignId, answers, survey }: Lead): GivenAnswers {
  return { campaignId, ...(Object.keys(answers).length > 0 && { answers }), ...(survey && { survey }) };
}

/** `taken`: what the lead lacked; absent if that is nothing. */
export function takeAnswers(
  lead: Lead,
  given: GivenAnswers | undefined,
): { readonly lead: Lead; readonly taken?: GivenAnswers } {
  if (given?.campaignId !== lead.campaignId) return { lead };
  const lacking = KINDS.flatMap((kind) => {
    const known: Answers = lead[kind] ?? {};
    const news = Object.entries<SurveyAnswer>(given[kind] ?? {}).filter(([name]) => !(name in known));
    return news.length > 0 ? [[kind, Object.fromEntries(news)] as const] : [];
  });
  if (lacking.length === 0) return { lead };
  const taken = { campaignId: lead.campaignId, ...Object.fromEntries(lacking) } as GivenAnswers;
  const answers = { ...lead.answers, ...taken.answers };
  return { lead: { ...lead, answers, ...(taken.survey && { survey: { ...lead.survey, ...taken.survey } }) }, taken };
}

/** The lead without the answers that it took, as far as they are still the same. */
export function giveAnswersBack(lead: Lead, taken: GivenAnswers | undefined): Lead {
  if (!taken) return lead;
  const without = <A extends SurveyAnswer>(now: Readonly<Record<string, A>> = {}, back: Answers = {}) =>
    Object.fromEntries(Object.entries(now).filter(([name, answer]) => !isSameAnswer(answer, back[name] ?? null)));
  const { survey: before, ...rest } = lead;
  const survey = without(before, taken.survey);
  return {
    ...rest,
    answers: without(lead.answers, taken.answers),
    ...(Object.keys(survey).length > 0 && { survey }),
  };
}

/** As in `ProfileChanges`, such as `survey.question1`; for the history, which doesn’t hold their values twice. */
export function answerPaths(given: GivenAnswers | undefined): readonly string[] {
  return KINDS.flatMap((kind) => Object.keys(given?.[kind] ?? {}).map((name) => `${kind}.${name}`));
}
