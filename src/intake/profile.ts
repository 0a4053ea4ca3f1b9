/** Reads what agents and supervisors write down about a person, by the rules of the campaign’s form. */
import { cleanLine } from '../core/capture/cleanText.ts';
import type { Answer, FormField } from '../core/vocabulary/form.ts';
import { REFUSED, type SurveyAnswer, type SurveyQuestion } from '../core/vocabulary/survey.ts';
import type { Campaign } from '../core/administration/campaign.ts';
import type { ProfileChanges } from '../core/lead/profile.ts';
import type { Failure } from '../core/vocabulary/errors.ts';
import { validate } from './validate.ts';
import { profileSchema } from './fields.ts';

/**
 * The changes, cleaned and checked like a submission of the campaign’s form, or `bad-input` with a mistake for each
 * field. `fields` are the custom fields that the sender may change.
 */
export function readProfile(
  campaign: Campaign,
  fields: readonly FormField[],
  sent: unknown,
): { readonly ok: true; readonly changes: ProfileChanges } | Failure {
  const checked = validate(profileSchema(campaign, fields), sent);
  if (!checked.ok) return checked;
  const { email, interest, answers, survey, seen, ...rest } = checked.value;
  return {
    ok: true,
    changes: {
      ...rest,
      ...(email !== undefined && { email: orNone(email)?.toLowerCase() ?? null }),
      ...(interest !== undefined && { interest: orNone(interest) }),
      ...(answers && {
        answers: Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, orNone(answer)])),
      }),
      ...(survey && {
        survey: Object.fromEntries(Object.entries(survey).map(([id, answer]) => [id, asStored(campaign, id, answer)])),
      }),
      ...(seen && {
        seen: Object.fromEntries(
          Object.entries(seen).map(([path, values]) => [path, values.map((value) => asSeen(campaign, path, value))]),
        ),
      }),
    },
  };
}

/** The ID of a single choice becomes a list, like those of several. */
function asStored({ survey = [] }: Campaign, id: string, answer: SurveyAnswer | null): SurveyAnswer | null {
  const given = answer === REFUSED ? answer : orNone(answer);
  return typeof given === 'string' && kindOf(survey, id) === 'choice' ? [given] : given;
}

/** What was typed counts as it would be stored. */
function asSeen(campaign: Campaign, path: string, value: SurveyAnswer | null): SurveyAnswer | null {
  const question = /^survey\.(.+)$/.exec(path)?.[1];
  if (question !== undefined) return asStored(campaign, question, value);
  if (typeof value !== 'string') return value;
  return path === 'email' ? cleanLine(value).toLowerCase() : cleanLine(value);
}

function kindOf(survey: readonly SurveyQuestion[], id: string): SurveyQuestion['kind'] | undefined {
  return survey.find((question) => question.id === id)?.kind;
}

/** An empty field is no answer, as on the form. */
function orNone<A extends Answer>(answer: A | null): A | null {
  return answer === '' || (Array.isArray(answer) && answer.length === 0) ? null : answer;
}
