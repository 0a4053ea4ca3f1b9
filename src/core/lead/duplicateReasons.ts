/** What two leads have in common: why they may belong to the same customer. For people to judge; it decides nothing. */
import type { Answer } from '../vocabulary/form.ts';
import type { Person } from '../vocabulary/people.ts';
import { isPostalField, nameKeyOf, plain, postalCodeOf } from './identity.ts';
import type { Lead } from './lead.ts';

export interface DuplicateReason {
  /** `earlierEmail`: an address of one, before a correction. `similarNumber`: one digit differs, or two are swapped. */
  readonly kind:
    'sameEmail' | 'earlierEmail' | 'sameName' | 'samePostalCode' | 'similarNumber' | 'sameAnswer' | 'unmerged';
  /** Of the same answer: to which field. */
  readonly field?: string;
}

/** Strongest first. `fields`: those in which people write what identifies them. */
export function duplicateReasons(one: Lead, other: Lead, fields: readonly string[]): readonly DuplicateReason[] {
  const found: readonly (DuplicateReason | false)[] = [
    hasSameEmail(one.person, other.person)
      ? { kind: 'sameEmail' }
      : hadSameEmail(one.person, other.person) && { kind: 'earlierEmail' },
    hasSameName(one.person, other.person) && { kind: 'sameName' },
    hasSamePostalCode(one, other) && { kind: 'samePostalCode' },
    isOneDigitOff(one.person.tel, other.person.tel) && { kind: 'similarNumber' },
    ...fields
      .filter((field) => !isPostalField(field))
      .map((field) => isSameText(one.answers[field], other.answers[field]) && ({ kind: 'sameAnswer', field } as const)),
    (wasMergedInto(one, other) || wasMergedInto(other, one)) && { kind: 'unmerged' },
  ];
  return found.filter((reason) => reason !== false);
}

function hasSameEmail(one: Person, other: Person): boolean {
  return one.email !== undefined && one.email.toLowerCase() === other.email?.toLowerCase();
}

function hadSameEmail(one: Person, other: Person): boolean {
  const known = emailsOf(other);
  return emailsOf(one).some((email) => known.includes(email));
}

function emailsOf({ email, otherEmails = [] }: Person): readonly string[] {
  return [...otherEmails, ...(email === undefined ? [] : [email])].map((each) => each.toLowerCase());
}

/** In any order of its parts, whatever the capitals, accents and spaces. */
function hasSameName(one: Person, other: Person): boolean {
  const name = nameKeyOf(one.name);
  return name !== '' && name === nameKeyOf(other.name);
}

/** Also of two campaigns that ask for it in fields of different names. */
function hasSamePostalCode(one: Lead, other: Lead): boolean {
  const code = postalCodeOf(one);
  return code !== null && code === postalCodeOf(other);
}

function isSameText(one: Answer | undefined, other: Answer | undefined): boolean {
  if (typeof one !== 'string' || typeof other !== 'string') return false;
  const text = plain(one);
  return text !== '' && text === plain(other);
}

/** A slip of the finger. */
function isOneDigitOff(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || one.length !== other?.length || one === other) return false;
  const [first = 0, second, ...more] = Array.from(one).flatMap((digit, at) => (digit === other[at] ? [] : [at]));
  if (second === undefined) return true;
  return more.length === 0 && second === first + 1 && one[first] === other[second] && one[second] === other[first];
}

/** A merge of the two was undone. */
function wasMergedInto(stays: Lead, goes: Lead): boolean {
  return (stays.absorbed ?? []).some(
    ({ leadId, undoneAt }) => undoneAt !== undefined && (leadId === goes.id || leadId === goes.previousLeadId),
  );
}
