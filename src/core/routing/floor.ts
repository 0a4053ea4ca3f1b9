/**
 * The agents of a routing pass or a replay, screened once for each kind of question and not once for each lead: many leads
 * ask the same of an agent (teams, language, skills, limits), and between two of them few agents change. What is screened
 * is patched in place when an agent changes or a pause ends, so a choice allocates next to nothing.
 */
import type { Candidate } from './candidate.ts';
import type { Question } from './eligibility.ts';
import { ForOne, WithoutSome } from './narrowed.ts';
import { agentDigest, plusDigest, rosterName } from './roster.ts';
import { Screening, type Screened } from './screening.ts';

/** Kinds of questions that are remembered; more are unusual. */
const MOST_SCREENINGS = 64;
/** A map of thousands of IDs takes longer than these, and most passes route one lead. */
const FEW_SEARCHES = 8;

export class Floor {
  /** For the ranks of one choice; the next one overwrites them. */
  readonly ranks: Float64Array;
  /** Counts choices and changes: a choice is recorded before the next one. */
  turn = 0;
  readonly #candidates: Candidate[];
  /** The sum of the agents' digests, once it's asked for. */
  #roster: number | null = null;
  #draws: Float64Array | null = null;
  #indexes: Map<string, number> | null = null;
  #searches = 0;
  /** By the limits of the policy, then by the rest of the question. */
  readonly #screenings = new Map<Question['limits'], Map<string, Screening>>();
  #count = 0;

  constructor(candidates: readonly Candidate[]) {
    this.#candidates = [...candidates];
    this.ranks = new Float64Array(candidates.length);
  }

  get candidates(): readonly Candidate[] {
    return this.#candidates;
  }

  /** The version of its roster (roster.ts). */
  get roster(): string {
    this.#roster ??= this.#candidates.reduce((sum, { agent }) => plusDigest(sum, agentDigest(agent)), 0);
    return rosterName(this.#roster);
  }

  /** For the draws of one choice; the next one overwrites them. */
  get draws(): Float64Array {
    return (this.#draws ??= new Float64Array(this.#candidates.length));
  }

  indexOf(agentId: string): number | undefined {
    if (this.#searches < FEW_SEARCHES) {
      this.#searches += 1;
      const index = this.#candidates.findIndex(({ agent }) => agent.id === agentId);
      return index < 0 ? undefined : index;
    }
    this.#indexes ??= new Map(this.#candidates.map(({ agent }, index) => [agent.id, index]));
    return this.#indexes.get(agentId);
  }

  /** The same agent, changed. */
  replace(index: number, candidate: Candidate): void {
    const before = this.#candidates[index];
    if (!before) return;
    if (this.#roster !== null && before.agent !== candidate.agent)
      this.#roster = plusDigest(plusDigest(this.#roster, -agentDigest(before.agent)), agentDigest(candidate.agent));
    this.#candidates[index] = candidate;
    this.turn += 1;
    for (const screenings of this.#screenings.values())
      for (const screening of screenings.values()) screening.replace(index, candidate);
  }

  screen(question: Question): Screened {
    const { promisedTo, refusedBy = [] } = question;
    const screening = this.#screeningOf(question);
    if (promisedTo !== undefined) return new ForOne(screening, this, promisedTo, refusedBy);
    return refusedBy.length > 0 ? new WithoutSome(screening, this, refusedBy) : screening;
  }

  /** For every lead that asks the same, regardless of who refused it or who it's reserved for. */
  #screeningOf(question: Question): Screening {
    const { limits, now } = question;
    const screenings = this.#screenings.get(limits) ?? new Map<string, Screening>();
    const key = keyOf(question);
    const known = screenings.get(key);
    if (known?.advance(now)) return known;
    if (this.#count >= MOST_SCREENINGS) this.#forget();
    const screening = new Screening(this, { ...question, promisedTo: undefined, refusedBy: undefined });
    this.#count += known ? 0 : 1;
    this.#screenings.set(limits, screenings.set(key, screening));
    return screening;
  }

  #forget(): void {
    for (const screenings of this.#screenings.values()) screenings.clear();
    this.#screenings.clear();
    this.#count = 0;
  }
}

/** Everything that is asked of all agents alike; limits are compared as a whole, and the moment by `advance`. */
function keyOf({
  limits: _limits,
  now: _now,
  promisedTo: _promisedTo,
  refusedBy: _refusedBy,
  ...asked
}: Question): string {
  return JSON.stringify(asked);
}
