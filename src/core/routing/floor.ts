/**
 * The agents of a routing pass or a replay, screened once for each kind of question and not once for each lead: many leads
 * ask the same of an agent (teams, language, skills, limits), and between two of them few agents change. What is screened
 * is patched when an agent changes, and thrown away when a pause has ended meanwhile.
 */
import { assertNever } from '../vocabulary/errors.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { Candidate } from './candidate.ts';
import type { PassedOverReason } from './decision.ts';
import { isLasting, pauseEnd, refusalOf, type Question } from './eligibility.ts';

type Reasons = Readonly<Partial<Record<PassedOverReason, readonly string[]>>>;

/** Everyone, by what the question found. Its lists are never changed in place: decisions keep them. */
export interface Screened {
  readonly free: readonly Candidate[];
  /** Agent IDs by the one reason of each who isn't. */
  readonly passedOver: Reasons;
  /** null: free; undefined for an agent who isn't on this floor. */
  readonly reasonOf: (agentId: string) => PassedOverReason | null | undefined;
}

/** Kinds of questions that are remembered; more are unusual. */
const MOST_SCREENINGS = 64;

export class Floor {
  readonly #candidates: Candidate[];
  #indexes: Map<string, number> | null = null;
  /** By the limits of the policy, then by the rest of the question. */
  readonly #screenings = new Map<Question['limits'], Map<string, Screening>>();
  #count = 0;

  constructor(candidates: readonly Candidate[]) {
    this.#candidates = [...candidates];
  }

  get candidates(): readonly Candidate[] {
    return this.#candidates;
  }

  indexOf(agentId: string): number | undefined {
    this.#indexes ??= new Map(this.#candidates.map(({ agent }, index) => [agent.id, index]));
    return this.#indexes.get(agentId);
  }

  /** The same agent, changed. */
  replace(index: number, candidate: Candidate): void {
    const before = this.#candidates[index];
    if (!before) return;
    this.#candidates[index] = candidate;
    for (const screenings of this.#screenings.values())
      for (const screening of screenings.values()) screening.replace(index, before, candidate);
  }

  screen(question: Question): Screened {
    // Few leads are for one agent or refused by some: these aren't worth remembering.
    if (question.promisedTo !== undefined || (question.refusedBy && question.refusedBy.length > 0))
      return new Screening(this, question);
    const { limits, now } = question;
    const screenings = this.#screenings.get(limits) ?? new Map<string, Screening>();
    const key = keyOf(question);
    const known = screenings.get(key);
    if (known?.isValid(now)) return known;
    if (this.#count >= MOST_SCREENINGS) this.#forget();
    const screening = new Screening(this, question);
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

/** Everything that is asked; limits are compared as a whole, and the moment by `isValid`. */
function keyOf({ limits: _limits, now: _now, ...asked }: Question): string {
  return JSON.stringify(asked);
}

class Screening implements Screened {
  free: readonly Candidate[];
  passedOver: Reasons;
  readonly #floor: Floor;
  readonly #question: Question;
  readonly #reasons: (PassedOverReason | null)[];
  /** When the first pause ends. */
  #validUntil = Number.POSITIVE_INFINITY;

  constructor(floor: Floor, question: Question) {
    this.#floor = floor;
    this.#question = question;
    const free: Candidate[] = [];
    const passedOver: Partial<Record<PassedOverReason, string[]>> = {};
    this.#reasons = floor.candidates.map((candidate) => {
      const reason = this.#ask(candidate);
      if (reason === null) free.push(candidate);
      else (passedOver[reason] ??= []).push(candidate.agent.id);
      return reason;
    });
    this.free = free;
    this.passedOver = passedOver;
  }

  isValid(now: Moment): boolean {
    return now >= this.#question.now && now < this.#validUntil;
  }

  readonly reasonOf = (agentId: string): PassedOverReason | null | undefined => {
    const index = this.#floor.indexOf(agentId);
    return index === undefined ? undefined : this.#reasons[index];
  };

  replace(index: number, before: Candidate, after: Candidate): void {
    const was = this.#reasons[index] ?? null;
    const is = this.#ask(after);
    this.#reasons[index] = is;
    if (was === is) {
      if (is === null) this.free = this.free.toSpliced(this.free.indexOf(before), 1, after);
      return;
    }
    const { id } = before.agent;
    // Copies of the right size: a grown array costs thrice as much, and there are thousands of agents.
    if (was === null) this.free = this.free.toSpliced(this.free.indexOf(before), 1);
    else this.#set(was, without(this.passedOver[was] ?? [], id));
    if (is === null) this.free = this.free.concat(after);
    else this.#set(is, (this.passedOver[is] ?? []).concat(id));
  }

  #set(reason: PassedOverReason, ids: readonly string[]): void {
    const { [reason]: _ids, ...others } = this.passedOver;
    this.passedOver = ids.length === 0 ? others : { ...others, [reason]: ids };
  }

  /** The reason as it is recorded. */
  #ask(candidate: Candidate): PassedOverReason | null {
    const reason = refusalOf(candidate, this.#question);
    if (reason === 'coolDown') this.#validUntil = Math.min(this.#validUntil, pauseEnd(candidate, this.#question));
    return reason === 'busy' ? busyWith(candidate) : reason;
  }
}

function without(ids: readonly string[], id: string): readonly string[] {
  const at = ids.indexOf(id);
  return at < 0 ? ids : ids.toSpliced(at, 1);
}

/** What takes the agent's last slot. */
const BUSY = ['onCall', 'connecting', 'wrapUp', 'otherOffer', 'busy'] as const;

function busyWith({ doing = 'idle' }: Candidate): (typeof BUSY)[number] {
  switch (doing) {
    case 'talking':
      return 'onCall';
    case 'offered':
      return 'otherOffer';
    case 'connecting':
    case 'wrapUp':
      return doing;
    case 'idle':
      return 'busy';
    default:
      return assertNever(doing);
  }
}

/** Whether the agent of this recorded reason can take the lead once they are free. */
export function isOnlyBusy(reason: PassedOverReason): boolean {
  return BUSY.some((one) => one === reason);
}

/** Whether one of these agents is only busy. */
export function isAnyoneBusy({ passedOver }: Screened, isWanted: (agentId: string) => boolean): boolean {
  return BUSY.some((reason) => passedOver[reason]?.some(isWanted));
}

/** Whether one of these agents could ever take the lead: now, or when what holds them up is over. */
export function isAnyonePossible({ free, passedOver }: Screened): boolean {
  const reasons = Object.keys(passedOver) as PassedOverReason[];
  return free.length > 0 || reasons.some((reason) => isOnlyBusy(reason) || !isLasting(reason));
}
