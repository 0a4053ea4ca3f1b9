/**
 * The meanings of outcomes, in display order. Types, validation and choices derive from this table. Code decides by the
 * meaning alone: a business words its outcomes as it likes and adds its own, and each has one of these meanings.
 */
import type { Wording } from './language.ts';

interface Meaning {
  /** Agents and supervisors choose it, unless the campaign leaves it out. The others are set by what happens. */
  readonly isChosen?: true;
  /** Offered in every campaign. */
  readonly isAlwaysOffered?: true;
  /** A supervisor may reopen a lead that was closed with it. Spam has its own way back. */
  readonly mayReopen?: true;
  /** The desk asks for its time, and the lead stays open until then. */
  readonly needsTime?: true;
  /** The call gave the agent no real chance: a short one doesn't cost their turn (R52). */
  readonly isJunk?: true;
  /** The customer gets no more email. */
  readonly endsEmail?: true;
  /** Something was sold: it may ask for the value. */
  readonly isSale?: true;
}

const MEANINGS = {
  won: { isChosen: true, mayReopen: true, isSale: true },
  appointment: { isChosen: true, mayReopen: true, needsTime: true },
  notInterested: { isChosen: true, mayReopen: true },
  notQualified: { isChosen: true, mayReopen: true },
  unreachable: { isChosen: true, mayReopen: true },
  wrongNumber: { isChosen: true, mayReopen: true, endsEmail: true, isJunk: true },
  doNotCall: { isChosen: true, isAlwaysOffered: true, endsEmail: true },
  spam: { isChosen: true, endsEmail: true, isJunk: true },
  abandoned: {},
  expired: { mayReopen: true },
  merged: {},
  cancelled: { mayReopen: true },
  erased: { endsEmail: true },
  imported: { mayReopen: true },
} as const satisfies Readonly<Record<string, Meaning>>;

export type Outcome = keyof typeof MEANINGS;
export type AgentOutcome = {
  [O in Outcome]: (typeof MEANINGS)[O] extends { readonly isChosen: true } ? O : never;
}[Outcome];

const meaningOf = (outcome: Outcome): Meaning => MEANINGS[outcome];

/** How an outcome is worded unless the business words it itself. */
export const OUTCOME_LABELS = {
  won: { en: 'Won', ko: '계약 성사' },
  appointment: { en: 'Appointment', ko: '예약 완료' },
  notInterested: { en: 'Not interested', ko: '관심 없음' },
  notQualified: { en: 'Not qualified', ko: '조건 미달' },
  unreachable: { en: 'Unreachable', ko: '연결 불가' },
  wrongNumber: { en: 'Wrong number', ko: '잘못된 번호' },
  doNotCall: { en: 'Do not call', ko: '수신 거부' },
  spam: { en: 'Spam', ko: '스팸' },
  abandoned: { en: 'Abandoned', ko: '대기 중 포기' },
  expired: { en: 'Expired', ko: '기한 만료' },
  merged: { en: 'Merged', ko: '병합됨' },
  cancelled: { en: 'Canceled', ko: '취소됨' },
  erased: { en: 'Erased', ko: '삭제됨' },
  imported: { en: 'Imported', ko: '가져온 이력' },
} as const satisfies Readonly<Record<Outcome, Wording>>;

/**
 * What is stored of an outcome: its meaning and, if it's one of the business's own, its identifier. `outcome` is enough
 * for every decision.
 */
export interface ChosenOutcome {
  readonly outcome: Outcome;
  readonly outcomeId?: string;
}

export const OUTCOMES = Object.keys(MEANINGS) as readonly Outcome[];
export const AGENT_OUTCOMES = OUTCOMES.filter((one): one is AgentOutcome => meaningOf(one).isChosen === true);

/**
 * The outcome with this identifier; null if there can be none. A built-in one is named by its meaning. A custom one
 * begins with it (`won_h3Kd`), so that it can be read without the list.
 */
export function outcomeWithId(id: string): ChosenOutcome | null {
  const builtIn = OUTCOMES.find((outcome) => outcome === id);
  if (builtIn) return { outcome: builtIn };
  const outcome = AGENT_OUTCOMES.find((each) => id.startsWith(`${each}_`));
  return outcome && OWN_ID.test(id) ? { outcome, outcomeId: id } : null;
}

const OWN_ID = /^[a-zA-Z]+_[\w-]{1,60}$/;

export function idOfOutcome({ outcome, outcomeId }: ChosenOutcome): string {
  return outcomeId ?? outcome;
}

export function isAlwaysOffered(outcome: string): boolean {
  return outcome in MEANINGS && meaningOf(outcome as Outcome).isAlwaysOffered === true;
}

export function mayReopen(outcome: Outcome): boolean {
  return meaningOf(outcome).mayReopen === true;
}

export function needsTime(outcome: Outcome): boolean {
  return meaningOf(outcome).needsTime === true;
}

export function isJunk(outcome: Outcome): boolean {
  return meaningOf(outcome).isJunk === true;
}

export function isSale(outcome: Outcome): boolean {
  return meaningOf(outcome).isSale === true;
}

export function endsEmail(outcome: Outcome): boolean {
  return meaningOf(outcome).endsEmail === true;
}
