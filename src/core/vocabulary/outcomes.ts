/** The meanings of outcomes, in display order. Types, validation and choices derive from this table. */

interface Meaning {
  /** Agents and supervisors choose it, unless the campaign leaves it out. The others are set by what happens. */
  readonly isChosen?: true;
  /** Offered in every campaign. */
  readonly isAlwaysOffered?: true;
  /** A supervisor may reopen a lead that was closed with it. Spam has its own way back. */
  readonly mayReopen?: true;
  /** The call was no chance for the agent: a short one doesn't cost their turn (R52). */
  readonly isJunk?: true;
  /** The customer gets no more email. */
  readonly endsEmail?: true;
}

const MEANINGS = {
  won: { isChosen: true, mayReopen: true },
  appointment: { isChosen: true, mayReopen: true },
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
} as const satisfies Readonly<Record<string, Meaning>>;

export type Outcome = keyof typeof MEANINGS;
export type AgentOutcome = {
  [O in Outcome]: (typeof MEANINGS)[O] extends { readonly isChosen: true } ? O : never;
}[Outcome];

const meaningOf = (outcome: Outcome): Meaning => MEANINGS[outcome];

export const OUTCOMES = Object.keys(MEANINGS) as readonly Outcome[];
export const AGENT_OUTCOMES = OUTCOMES.filter((one): one is AgentOutcome => meaningOf(one).isChosen === true);

export function isAlwaysOffered(outcome: AgentOutcome): boolean {
  return meaningOf(outcome).isAlwaysOffered === true;
}

export function mayReopen(outcome: Outcome): boolean {
  return meaningOf(outcome).mayReopen === true;
}

export function isJunk(outcome: Outcome): boolean {
  return meaningOf(outcome).isJunk === true;
}

export function endsEmail(outcome: Outcome): boolean {
  return meaningOf(outcome).endsEmail === true;
}
