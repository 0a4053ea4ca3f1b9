/** The schema of a campaign's survey: shapes here, meaning in core/administration/survey.ts. */
import joi from 'joi';
import {
  MOST_KEPT_CHOICES,
  MOST_KEPT_QUESTIONS,
  SURVEY_KINDS,
  type SurveyChoice,
  type SurveyQuestion,
} from '../../core/vocabulary/survey.ts';
import { wording } from './shapes.ts';

/** A name in stored answers and in reports, so nothing that could be a phone number or a name of JavaScript. */
const id = joi
  .string()
  .pattern(/^[a-z]{1,20}\d{1,6}$/, 'an identifier such as question1')
  .required();
const isRetired = joi.boolean();

export const survey = joi
  .array()
  .items(
    joi.object({
      id,
      label: wording(300),
      kind: joi
        .string()
        .valid(...SURVEY_KINDS)
        .required(),
      isRetired,
      min: joi.number(),
      max: joi.number(),
      choices: joi
        .array()
        .items(joi.object({ id, label: wording(100), isRetired }))
        .max(MOST_KEPT_CHOICES),
    }),
  )
  .max(MOST_KEPT_QUESTIONS);

type LooseQuestion = Pick<SurveyQuestion, 'id' | 'label' | 'kind' | 'isRetired'> & {
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly SurveyChoice[];
};

/** The question reduced to what its kind allows. */
export function tidyQuestion({ min, max, choices = [], kind, ...others }: LooseQuestion): SurveyQuestion {
  const { id: name, label } = others;
  const rest = { id: name, label, ...retiredIn(others) };
  switch (kind) {
    case 'text':
      return { ...rest, kind };
    case 'number':
      return { ...rest, kind, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
    case 'choice':
    case 'choices':
      return {
        ...rest,
        kind,
        choices: choices.map((choice) => ({ id: choice.id, label: choice.label, ...retiredIn(choice) })),
      };
  }
}

function retiredIn({ isRetired: retired }: { readonly isRetired?: boolean }): { readonly isRetired?: true } {
  return retired ? { isRetired: true } : {};
}
