/**
 * Which details of the person a campaign wants to know, which of them a lead has, and which are still to be completed:
 * missing, or no longer among what the campaign's fields accept.
 */
import { assertNever } from '../vocabulary/errors.ts';
import {
  fieldsFor,
  isAsked,
  type Answer,
  type FieldAudience,
  type FormField,
  type FormFieldChoice,
} from '../vocabulary/form.ts';
import { isSuperseded, type Lead } from './lead.ts';

/** What decides which details are wanted. */
export interface WantedDetails {
  readonly interests: readonly FormFieldChoice[];
  readonly fields: readonly FormField[];
}

/** `path`: as in `ProfileChanges`, such as `email` or `answers.bill`. */
export interface DetailGap {
  readonly path: string;
  readonly why: 'missing' | 'invalid';
}

const ANSWER = 'answers.';

/** The details that this audience can complete, as paths, in display order. The language is always known. */
export function detailsWanted(campaign: WantedDetails, audience: FieldAudience): readonly string[] {
  return [
    ...['name', 'email'],
    ...(campaign.interests.length > 0 ? ['interest'] : []),
    ...fieldsFor(campaign, audience)
      .filter(isAsked)
      .map(({ name }) => `${ANSWER}${name}`),
  ];
}

/** The details that the lead has, of any campaign. Whether they are valid depends on the campaign as it is now. */
export function knownDetails({ person, interest, answers }: Lead): readonly string[] {
  return [
    ...(person.name.trim() === '' ? [] : ['name']),
    ...(person.email === undefined ? [] : ['email']),
    ...(interest === undefined ? [] : ['interest']),
    ...Object.keys(answers).map((name) => `${ANSWER}${name}`),
  ];
}

/** Whether the lead's details can still be changed. */
export function takesDetails(lead: Lead): boolean {
  return !lead.erased && !isSuperseded(lead);
}

/** What is still to be completed on a lead, by this audience. */
export function detailGaps(campaign: WantedDetails, lead: Lead, audience: FieldAudience): readonly DetailGap[] {
  const known = knownDetails(lead);
  return detailsWanted(campaign, audience).flatMap((path): readonly DetailGap[] => {
    if (!known.includes(path)) return [{ path, why: 'missing' }];
    return isAccepted(campaign, lead, path) ? [] : [{ path, why: 'invalid' }];
  });
}

function isAccepted({ interests, fields }: WantedDetails, { interest, answers }: Lead, path: string): boolean {
  if (path === 'interest') return interests.some(({ value }) => value === interest);
  const field = fields.find(({ name }) => path === `${ANSWER}${name}`);
  const answer = field && answers[field.name];
  return !field || answer === undefined || isAnswerAccepted(field, answer);
}

/** Whether a stored answer could be given today: choices and bounds may have changed since. */
function isAnswerAccepted(field: FormField, answer: Answer): boolean {
  switch (field.kind) {
    case 'text':
    case 'date':
      return typeof answer === 'string';
    case 'number':
      return typeof answer === 'number' && answer >= (field.min ?? -Infinity) && answer <= (field.max ?? Infinity);
    case 'choice':
      return field.choices.some(({ value }) => value === answer);
    case 'choices':
      return Array.isArray(answer) && answer.every((one) => field.choices.some(({ value }) => value === one));
    default:
      return assertNever(field);
  }
}
