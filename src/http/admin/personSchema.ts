/** The schema of a person: shapes here, meaning in core/administration. */
import joi from 'joi';
import { ABSENCES, MOST_EXCEPTIONS } from '../../core/vocabulary/hours.ts';
import { LANGUAGES } from '../../core/vocabulary/language.ts';
import { CODE } from '../../intake/validate.ts';
import { daySpans, id, ids, language, levels, text, week, whole } from './shapes.ts';

/** The most slots per agent that the store supports. */
const MOST_CAPACITY = 16;

const date = CODE.max(20).required();
const schedule = joi.object({
  weekly: week,
  exceptions: joi
    .array()
    .items(
      joi.object({
        from: date,
        until: date,
        kind: joi
          .string()
          .valid('hours', ...ABSENCES)
          .required(),
        spans: daySpans.min(1).when('kind', { is: 'hours', otherwise: joi.forbidden() }),
      }),
    )
    .max(MOST_EXCEPTIONS)
    .required(),
});

export const PERSON_FIELDS = {
  name: text(100),
  role: joi.string().valid('agent', 'supervisor', 'administrator').required(),
  language,
  agent: joi
    .object({
      teamIds: ids,
      languages: joi
        .array()
        .items(joi.string().valid(...LANGUAGES))
        .unique()
        .required(),
      skills: levels,
      // A client that doesn't send it leaves it unchanged.
      siteId: id.allow(null).optional(),
      capacity: whole.min(1).max(MOST_CAPACITY),
      telephone: CODE.max(20),
    })
    .allow(null)
    .required(),
  // A client that doesn't send it leaves it unchanged.
  schedule: schedule.allow(null),
};
