/** What one question found about each agent of a floor, patched in place as agents change and pauses end. */
import { assertNever } from '../vocabulary/errors.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { Candidate } from './candidate.ts';
import { PASSED_OVER_REASONS, type PassedOverReason } from './decision.ts';
import { isLasting, pauseEnd, refusalOf, type Question } from './eligibility.ts';
import type { Eligible } from './order/order.ts';
import { Timeline } from './timeline.ts';

/** Everyone, by what the question found. Valid until an agent changes or the floor is asked again. */
export interface Screened extends Pick<Eligible, 'free' | 'ids' | 'excluded' | 'positionOf' | 'column'> {
  /** How many agents have this reason, of those after which an agent may take the lead (`isPossible`). */
  count(reason: PassedOverReason): number;
  /** null: free; undefined for an agent who isn't on this floor. */
  reasonOf(agentId: string): PassedOverReason | null | undefined;
  /** The code of what was found (`reasonOfCode`), by place. */
  readonly codes: Uint8Array;
}

/** The agents. No one's place changes. */
export interface Places {
  readonly candidates: readonly Candidate[];
  indexOf(agentId: string): number | undefined;
}

interface Column {
  readonly valueOf: (candidate: Candidate) => number;
  /** By position in `free`. */
  readonly values: Float64Array;
}
/** Enough for the orders that policies use at once. */
const MOST_COLUMNS = 16;

/** The code of an agent who can take the lead; the others have that of their reason. */
export const FREE = 0;
export const CODES = Object.fromEntries(PASSED_OVER_REASONS.map((reason, index) => [reason, index + 1])) as Readonly<
  Record<PassedOverReason, number>
>;

/** null: free. */
export function reasonOfCode(code: number): PassedOverReason | null {
  return PASSED_OVER_REASONS[code - 1] ?? null;
}

export class Screening implements Screened {
  readonly free: Candidate[] = [];
  readonly ids: string[] = [];
  readonly excluded: readonly number[] = [];
  readonly codes: Uint8Array;
  readonly #places: Places;
  #question: Question;
  readonly #counts = new Int32Array(PASSED_OVER_REASONS.length + 1);
  /** Where each free agent is in `free`. */
  readonly #positions: Int32Array;
  /** The place on the floor of each of `free`. */
  readonly #freePlaces: Int32Array;
  readonly #columns = new Map<string | object, Column>();
  /** The places of paused agents, by when their pauses end. */
  readonly #pauses = new Timeline<number>();

  constructor(places: Places, question: Question) {
    const { candidates } = places;
    this.#places = places;
    this.#question = question;
    this.codes = new Uint8Array(candidates.length);
    this.#positions = new Int32Array(candidates.length);
    this.#freePlaces = new Int32Array(candidates.length);
    let index = 0;
    for (const candidate of candidates) {
      const code = this.#ask(index, candidate);
      this.codes[index] = code;
      if (code === FREE) this.#add(index, candidate);
      else this.#change(code, 1);
      index += 1;
    }
  }

  count(reason: PassedOverReason): number {
    return this.#counts[CODES[reason]] ?? 0;
  }

  reasonOf(agentId: string): PassedOverReason | null | undefined {
    const index = this.#places.indexOf(agentId);
    return index === undefined ? undefined : reasonOfCode(this.codes[index] ?? FREE);
  }

  positionOf(agentId: string): number | undefined {
    const index = this.#places.indexOf(agentId);
    return index !== undefined && this.codes[index] === FREE ? this.#positions[index] : undefined;
  }

  column(key: string | object, valueOf: (candidate: Candidate) => number): Float64Array {
    const known = this.#columns.get(key);
    if (known) return known.values;
    if (this.#columns.size >= MOST_COLUMNS) this.#columns.clear();
    const values = new Float64Array(this.codes.length);
    for (const [position, candidate] of this.free.entries()) values[position] = valueOf(candidate);
    this.#columns.set(key, { valueOf, values });
    return values;
  }

  /** Asks again whose pause has ended by `now`; false if it was screened for a later moment. */
  advance(now: Moment): boolean {
    if (now < this.#question.now) return false;
    if (now < this.#pauses.nextAt) return true;
    this.#question = { ...this.#question, now };
    while (this.#pauses.nextAt <= now) {
      const index = this.#pauses.take()?.event ?? -1;
      const candidate = this.#places.candidates[index];
      if (candidate && this.codes[index] === CODES.coolDown) this.replace(index, candidate);
    }
    return true;
  }

  /** The agent at this place, changed. */
  replace(index: number, candidate: Candidate): void {
    const was = this.codes[index] ?? FREE;
    const is = this.#ask(index, candidate);
    if (was === is) {
      if (is === FREE) this.#put(this.#positions[index] ?? 0, index, candidate);
      return;
    }
    this.codes[index] = is;
    if (was === FREE) this.#remove(index);
    else this.#change(was, -1);
    if (is === FREE) this.#add(index, candidate);
    else this.#change(is, 1);
  }

  #change(code: number, by: number): void {
    this.#counts[code] = (this.#counts[code] ?? 0) + by;
  }

  #add(index: number, candidate: Candidate): void {
    this.#put(this.free.length, index, candidate);
  }

  #put(position: number, index: number, candidate: Candidate): void {
    this.free[position] = candidate;
    this.ids[position] = candidate.agent.id;
    this.#freePlaces[position] = index;
    this.#positions[index] = position;
    for (const { valueOf, values } of this.#columns.values()) values[position] = valueOf(candidate);
  }

  /** The last one moves to where it was. */
  #remove(index: number): void {
    const position = this.#positions[index] ?? 0;
    const [last, lastIndex] = [this.free.pop(), this.#freePlaces[this.free.length] ?? 0];
    this.ids.pop();
    if (!last || lastIndex === index) return;
    this.#put(position, lastIndex, last);
  }

  /** The code of the reason as it is recorded. */
  #ask(index: number, candidate: Candidate): number {
    const reason = refusalOf(candidate, this.#question);
    if (reason === null) return FREE;
    if (reason === 'coolDown') this.#pauses.add(pauseEnd(candidate, this.#question), index);
    return CODES[reason === 'busy' ? busyWith(candidate) : reason];
  }
}

/** What takes the agent's last slot. */
const BUSY = ['onCall', 'connecting', 'wrapUp', 'otherOffer', 'busy'] as const;
const POSSIBLE = PASSED_OVER_REASONS.filter(isPossible);

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

/** Whether the agent of this recorded reason can take the lead once what holds them up is over. */
export function isPossible(reason: PassedOverReason): boolean {
  return isOnlyBusy(reason) || !isLasting(reason);
}

/** How many agents can take the lead now. */
export function countFree({ free, excluded }: Screened): number {
  return free.length - excluded.length;
}

/** How many agents are only busy. */
export function countBusy(screened: Screened): number {
  return BUSY.reduce((sum, reason) => sum + screened.count(reason), 0);
}

/** Whether one of these agents could ever take the lead: now, or when what holds them up is over. */
export function isAnyonePossible(screened: Screened): boolean {
  return countFree(screened) > 0 || POSSIBLE.some((reason) => screened.count(reason) > 0);
}
