/** Reads what agents and supervisors write down about a person, by the rules of the campaign's form. */
import type { Answer } from '../../core/vocabulary/form.ts';
import type { ReadProfile } from '../../ports/profile.ts';
import { validate } from '../plumbing/validate.ts';
import { profileSchema } from './fields.ts';

export const readProfile: ReadProfile = (campaign, fields, sent) => {
  const checked = validate(profileSchema(campaign, fields), sent);
  if (!checked.ok) return checked;
  const { email, interest, answers, ...rest } = checked.value;
  return {
    ok: true,
    changes: {
      ...rest,
      ...(email !== undefined && { email: orNone(email)?.toLowerCase() ?? null }),
      ...(interest !== undefined && { interest: orNone(interest) }),
      ...(answers && {
        answers: Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, orNone(answer)])),
      }),
    },
  };
};

/** An empty field is no answer, as on the form. */
function orNone<A extends Answer>(answer: A | null): A | null {
  return answer === '' || (Array.isArray(answer) && answer.length === 0) ? null : answer;
}
