/**
 * Details that move from one lead of a customer to another: when leads are merged, and when a closed lead continues in
 * an open one. The remaining lead keeps its own and takes only what it lacks. Interest and answers are taken only from
 * leads of the same campaign: another campaign asks other questions under the same IDs. Undoing a merge takes back what
 * no one has changed since.
 */
import { isSameAnswer } from '../vocabulary/sameAnswer.ts';
import type { Person } from '../vocabulary/people.ts';
import type { SurveyAnswer } from '../vocabulary/survey.ts';
import { MOST_TAGS } from '../vocabulary/tags.ts';
import type { GivenDetails, Lead } from './lead.ts';
import { inNamedRegions } from './namedRegions.ts';

const KINDS = ['answers', 'survey'] as const;
type Answers = Readonly<Record<string, SurveyAnswer>>;

/** What another lead of this customer could lack. */
export function givenDetailsOf({ campaignId, person, interest, answers, survey, tags }: Lead): GivenDetails {
  return {
    campaignId,
    ...(person.name.trim() !== '' && { name: person.name }),
    ...(person.email !== undefined && { email: person.email }),
    ...(interest !== undefined && { interest }),
    ...(Object.keys(answers).length > 0 && { answers }),
    ...(survey && { survey }),
    ...(tags && { tags }),
  };
}

/** `taken`: what the lead lacked; absent if that is nothing. */
export function takeDetails(
  lead: Lead,
  given: GivenDetails | undefined,
): { readonly lead: Lead; readonly taken?: GivenDetails } {
  const lacked = given && lackedOf(lead, given);
  if (!lacked || detailPaths(lacked).length === 0) return { lead };
  const { interest, survey, tags } = lacked;
  const answers = { ...lead.answers, ...lacked.answers };
  const named = { ...lead.person, ...nameAndEmail(lacked) };
  const person = lacked.answers ? inNamedRegions(named, answers) : named;
  const zones = person.zones.filter((zone) => !lead.person.zones.includes(zone));
  return {
    lead: {
      ...lead,
      person,
      answers,
      ...(interest !== undefined && { interest }),
      ...(survey && { survey: { ...lead.survey, ...survey } }),
      ...(tags && { tags: [...(lead.tags ?? []), ...tags] }),
    },
    taken: { ...lacked, ...(zones.length > 0 && { zones }) },
  };
}

function lackedOf(lead: Lead, given: GivenDetails): GivenDetails {
  const { campaignId, person, interest, tags = [] } = lead;
  const news = newTags(tags, given).slice(0, roomFor(tags));
  return {
    campaignId,
    ...(person.name.trim() === '' && given.name !== undefined && { name: given.name }),
    ...(given.email !== undefined && mayTakeEmail(person, given.email) && { email: given.email }),
    ...(given.campaignId === campaignId && {
      ...(interest === undefined && given.interest !== undefined && { interest: given.interest }),
      ...Object.fromEntries(KINDS.flatMap((kind) => lackedAnswers(lead[kind], given[kind], kind))),
    }),
    ...(news.length > 0 && { tags: news }),
  };
}

/** The tags that the lead would take, too, if it could have more. */
export function tagsBeyond({ tags = [] }: Pick<Lead, 'tags'>, given: GivenDetails | undefined): readonly string[] {
  return given ? newTags(tags, given).slice(roomFor(tags)) : [];
}

function newTags(tags: readonly string[], given: GivenDetails): readonly string[] {
  return (given.tags ?? []).filter((tag) => !tags.includes(tag));
}

function roomFor(tags: readonly string[]): number {
  return Math.max(0, MOST_TAGS - tags.length);
}

function lackedAnswers(known: Answers = {}, given: Answers = {}, kind: (typeof KINDS)[number]) {
  const news = Object.entries(given).filter(([name]) => !(name in known));
  return news.length > 0 ? [[kind, Object.fromEntries(news)] as const] : [];
}

/** Without a number, the address would be the lead's key. One that was removed here isn't brought back. */
function mayTakeEmail({ tel, email, otherEmails = [] }: Person, given: string): boolean {
  return tel !== undefined && email === undefined && !otherEmails.includes(given);
}

function nameAndEmail({ name, email }: GivenDetails): Partial<Pick<Person, 'name' | 'email'>> {
  return { ...(name !== undefined && { name }), ...(email !== undefined && { email }) };
}

/** The lead without the details that it took, as far as they are still the same. */
export function giveDetailsBack(lead: Lead, taken: GivenDetails | undefined): Lead {
  if (!taken) return lead;
  const { survey: before, interest, tags: tagsBefore = [], ...rest } = lead;
  const answers = withoutSame(lead.answers, taken.answers);
  const survey = withoutSame(before, taken.survey);
  const tags = tagsBefore.filter((tag) => !taken.tags?.includes(tag));
  return {
    ...rest,
    person: personBefore(lead.person, taken, answers),
    answers,
    ...(interest !== undefined && interest !== taken.interest && { interest }),
    ...(Object.keys(survey).length > 0 && { survey }),
    ...(tags.length > 0 && { tags }),
  };
}

function withoutSame<A extends SurveyAnswer>(
  now: Readonly<Record<string, A>> = {},
  taken: Answers = {},
): Readonly<Record<string, A>> {
  return Object.fromEntries(Object.entries(now).filter(([name, answer]) => !isSameAnswer(answer, taken[name] ?? null)));
}

/** The address was the other lead's all along, so it isn't kept as an earlier one either. */
function personBefore(person: Person, taken: GivenDetails, answers: Lead['answers']): Person {
  const { email, otherEmails = [], ...rest } = person;
  const earlier = otherEmails.filter((one) => one !== taken.email);
  const zones = person.zones.filter((zone) => !taken.zones?.includes(zone));
  const before: Person = {
    ...rest,
    name: person.name === taken.name ? '' : person.name,
    ...(email !== undefined && email !== taken.email && { email }),
    ...(earlier.length > 0 && { otherEmails: earlier }),
    zones: zones.length > 0 ? zones : person.zones,
  };
  return taken.answers ? inNamedRegions(before, answers) : before;
}

/** What an entry of the history says about it: what `lead` took, and the tags that didn't fit. */
export function takingIn(lead: Lead, given: GivenDetails | undefined, taken: GivenDetails | undefined) {
  const tagsLeft = tagsBeyond(lead, given);
  return { ...(taken && { took: detailPaths(taken) }), ...(tagsLeft.length > 0 && { tagsLeft }) };
}

/** As in `ProfileChanges`, such as `survey.question1`; for the history, which doesn’t hold their values twice. */
export function detailPaths(given: GivenDetails | undefined): readonly string[] {
  if (!given) return [];
  const own = (['name', 'email', 'interest'] as const).filter((path) => given[path] !== undefined);
  const nested = KINDS.flatMap((kind) => Object.keys(given[kind] ?? {}).map((name) => `${kind}.${name}`));
  return [...own, ...nested, ...(given.tags ? ['tags'] : [])];
}
