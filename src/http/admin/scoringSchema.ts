/** The schema of a campaign's scoring: shapes here, meaning in core/administration/checkScoring.ts. */
import joi from 'joi';
import type { Scoring } from '../../core/score/rules.ts';
import { INQUIRY_SOURCES } from '../../core/vocabulary/inquirySources.ts';
import { BEHAVIORS, MOST_SCORE_RULES } from '../../core/vocabulary/score.ts';
import { CONDITIONS } from './policySchemas.ts';
import { text, whole } from './shapes.ts';

export const scoring = joi.object<Scoring>({
  start: whole,
  rules: joi
    .array()
    .items(
      joi.object({
        name: text(60),
        points: whole,
        when: joi
          .object({
            ...CONDITIONS,
            kinds: joi
              .array()
              .items(joi.string().valid(...INQUIRY_SOURCES))
              .unique()
              .min(1),
            behaviors: joi
              .array()
              .items(joi.string().valid(...BEHAVIORS))
              .unique()
              .min(1),
          })
          .required(),
      }),
    )
    .max(MOST_SCORE_RULES)
    .required(),
});
