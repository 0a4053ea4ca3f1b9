/**
 * What is known about the person is corrected and completed: by the owner while they have the lead, by a supervisor at
 * any time. Each event names only the fields that it changes, so changes of different fields both hold. Of the same
 * field the later one wins, unless it says what it was based on and that has changed. The history keeps who changed which
 * field, from what to what.
 */
import { cleanText } from '../capture/cleanText.ts';
import { isSameAnswer } from '../vocabulary/sameAnswer.ts';
import { mistake } from '../vocabulary/mistake.ts';
import type { SurveyAnswer } from '../vocabulary/survey.ts';
import { MOST_TAGS } from '../vocabulary/tags.ts';
import type { Person } from '../vocabulary/people.ts';
import type { LeadEvent } from './events.ts';
import { isSuperseded, type Lead } from './lead.ts';
import { inNamedRegions } from './namedRegions.ts';
import type { ProfileChanges, ProfileEdit } from './profile.ts';
import { rankedAgain } from './precedence.ts';
import { rescored } from './score.ts';
import { stayInState, refuse, SAME, type Context, type Step } from './step.ts';

type ProfileEvent = Extract<LeadEvent, { kind: 'profile' }>;

export function changeProfile(lead: Lead, { by, changes }: ProfileEvent, context: Context): Step {
  const isOwner = 'owner' in lead && lead.owner.agentId === by.id;
  if (by.kind === 'agent' && !isOwner) return refuse('not-yours', 'This isn’t your lead.');
  if (lead.erased) return refuse('wrong-state', 'This customer was erased.');
  if (isSuperseded(lead)) return refuse('wrong-state', 'This lead continues in another one. Change it there.');
  const edits = editsOf(lead, changes);
  if (edits.length === 0) return SAME;
  const overtaken = edits.filter((one) => !wasSeen(one, changes));
  if (overtaken.length > 0)
    return refuse('edited-meanwhile', 'Someone else changed this in the meantime. Check it, then save again.', {
      mistakes: overtaken.map(({ field }) => mistake(field, 'changedMeanwhile')),
      current: Object.fromEntries(overtaken.map(({ field, from = null }) => [field, from])),
    });
  if (tagsAfter(lead, changes).length > MOST_TAGS) return refuse('bad-input', `A lead has at most ${MOST_TAGS} tags.`);
  const changed = rankedAgain(rescored(lead, withChanges(lead, changes), context), context);
  return stayInState(changed, {}, [{ kind: 'profile', by, data: { edits } }], context.now);
}

/** Fields with another value than before. */
function editsOf(lead: Lead, changes: ProfileChanges): readonly ProfileEdit[] {
  const { person, interest, answers, survey, tags } = lead;
  const tagsNow = tagsAfter(lead, changes);
  const edits: ProfileEdit[] = [
    edit('name', person.name, changes.name),
    edit('email', person.email, changes.email),
    edit('language', person.language, changes.language),
    edit('interest', interest, changes.interest),
    ...Object.entries(changes.answers ?? {}).map(([name, to]) => edit(`answers.${name}`, answers[name], to)),
    ...Object.entries(changes.survey ?? {}).map(([id, to]) => edit(`survey.${id}`, survey?.[id], to)),
    edit('tags', tags, tagsNow.length > 0 ? tagsNow : null),
  ].filter((one) => one !== null);
  return edits;
}

/** Whether the editor knew the value that this replaces, or doesn't say what they knew. */
function wasSeen({ field, from }: ProfileEdit, { seen = {} }: ProfileChanges): boolean {
  // Values stored by an earlier version may contain characters that aren't shown.
  const clean = typeof from === 'string' ? cleanText(from) : from;
  const before = from === undefined || from === '' ? null : from;
  return seen[field]?.some((value) => isSameAnswer(value, before) || value === clean) ?? true;
}

function tagsAfter({ tags = [] }: Lead, { tags: { add = [], remove = [] } = {} }: ProfileChanges): readonly string[] {
  return [...new Set([...tags, ...add])].filter((tag) => !remove.includes(tag));
}

/** `to`: absent to keep the value, null to remove it. */
function edit(field: string, from: SurveyAnswer | undefined, to: SurveyAnswer | null | undefined): ProfileEdit | null {
  if (to === undefined || isSameAnswer(from ?? null, to)) return null;
  return { field, ...(from !== undefined && { from }), ...(to !== null && { to }) };
}

function withChanges(lead: Lead, changes: ProfileChanges): Lead {
  const { interest = lead.interest ?? null, answers = {} } = changes;
  const { interest: _before, tags: _tags, survey: _survey, ...rest } = lead;
  const tags = tagsAfter(lead, changes);
  const survey = merged(lead.survey, changes.survey);
  return {
    ...rest,
    person: inNamedRegions(personWith(lead.person, changes), merged(lead.answers, answers)),
    ...(interest !== null && { interest }),
    answers: merged(lead.answers, answers),
    ...(Object.keys(survey).length > 0 && { survey }),
    ...(tags.length > 0 && { tags }),
  };
}

/** With the changes; null removes a value. */
function merged<A>(
  before: Readonly<Record<string, A>> = {},
  changes: Readonly<Record<string, A | null>> = {},
): Readonly<Record<string, A>> {
  return Object.fromEntries(
    Object.entries<A | null>({ ...before, ...changes }).flatMap(([name, value]) =>
      value === null ? [] : [[name, value]],
    ),
  );
}

function personWith(
  person: Person,
  { name = person.name, language = person.language, email = person.email ?? null }: ProfileChanges,
): Person {
  const { email: before, otherEmails = [], ...rest } = person;
  const earlier = [...new Set([...otherEmails, before])].filter((one) => one !== undefined && one !== email);
  return {
    ...rest,
    name,
    language,
    ...(email !== null && { email }),
    ...(earlier.length > 0 && { otherEmails: earlier.slice(-MOST_EMAILS) as readonly string[] }),
  };
}

/** More corrections than anyone makes. */
const MOST_EMAILS = 10;
