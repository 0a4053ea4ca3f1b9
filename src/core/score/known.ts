/**
 * What a model may know of a lead when it opens, as plain attributes. Free texts, dates and identifiers are nothing to
 * learn from. Traits that the law protects, or that stand for one, are left out unless the business includes them
 * knowingly: language, place, fields that only supervisors see, and fields whose name or label says so.
 */
import { isPlaceField } from '../law/addresses.ts';
import { localMinute } from '../law/localTime.ts';
import type { Answer, FormField } from '../vocabulary/form.ts';
import { BEHAVIORS } from '../vocabulary/score.ts';
import type { ScoreFacts } from './rules.ts';

export interface Known {
  /** `source`, `interest`, `answers.<field>`, `behavior.<name>`, … */
  readonly about: string;
  /** The campaign whose words `value` is in; empty for everyone's. */
  readonly scope: string;
  readonly value: Answer;
}

const HOURS = [21, 18, 15, 12, 9, 6, 0];
/** ECOA, the Fair Housing Act and Title VII name most of them; in English and Korean. */
const PROTECTED =
  /\b(age|aged|birth\w*|dob|sex|gender|race|racial|ethnic\w*|religio\w*|faith|marital|married|national\w*|citizen\w*|origin|disab\w*|pregnan\w*|veteran|health|famil\w*|children)\b|나이|연령|생년|생일|성별|인종|민족|종교|결혼|혼인|국적|출신|장애|임신|건강|가족|자녀/i;

export function isProtectedField({ name, label, seenBy }: FormField): boolean {
  const words = [name.replace(/[_-]|(?<=[a-z])(?=[A-Z])/g, ' '), label.en, label.ko ?? ''];
  return seenBy === 'supervisors' || isPlaceField(name) || words.some((text) => PROTECTED.test(text));
}

/** `fields`: those of the campaign that may be used; a removed field is none. */
export function knownOf(facts: ScoreFacts, { id, zone, fields, usesProtected }: KnownWhere): readonly Known[] {
  const { source, interest, kind, language, answers, behaviors, openedAt } = facts;
  const { hour, weekday } = localMinute(openedAt, zone);
  const everyone = (about: string, value: Answer): Known => ({ about, scope: '', value });
  const own = (about: string, value: Answer): Known => ({ about, scope: id, value });
  return [
    own('campaign', id),
    everyone('kind', kind),
    everyone('hour', String(HOURS.find((from) => hour >= from) ?? 0)),
    everyone('weekday', String(weekday)),
    ...(source === undefined ? [] : [everyone('source', source)]),
    ...(interest === undefined ? [] : [own('interest', interest)]),
    ...BEHAVIORS.map((one) => everyone(`behavior.${one}`, behaviors.includes(one) ? 'yes' : 'no')),
    ...fields
      .filter(({ kind: shape }) => shape !== 'text' && shape !== 'date')
      .filter((field) => usesProtected || !isProtectedField(field))
      .flatMap(({ name }) => (answers[name] === undefined ? [] : [own(`answers.${name}`, answers[name])])),
    ...(usesProtected ? [everyone('language', language), everyone('place', facts.places()[0] ?? '?')] : []),
  ];
}

export interface KnownWhere {
  readonly id: string;
  readonly zone: string;
  readonly fields: readonly FormField[];
  readonly usesProtected: boolean;
}
