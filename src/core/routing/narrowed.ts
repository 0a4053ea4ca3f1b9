/**
 * What a question found, for a lead that is reserved for one agent or was refused by some: from what it found for every lead
 * like it, without asking each agent again.
 */
import type { Candidate } from './candidate.ts';
import type { PassedOverReason } from './decision.ts';
import { FOUND_FIRST } from './eligibility.ts';
import { CODES, type Places, type Screened, type Screening } from './screening.ts';

const FOUND_FIRST_CODES: readonly number[] = FOUND_FIRST.map((reason) => CODES[reason]);

/** The lead is reserved for this agent. */
export class ForOne implements Screened {
  readonly free: readonly Candidate[];
  readonly ids: readonly string[];
  readonly excluded: readonly number[] = [];
  readonly #screening: Screening;
  readonly #places: Places;
  readonly #agentId: string;
  readonly #refusedBy: readonly string[];

  constructor(screening: Screening, places: Places, agentId: string, refusedBy: readonly string[]) {
    this.#screening = screening;
    this.#places = places;
    this.#agentId = agentId;
    this.#refusedBy = refusedBy;
    const position = refusedBy.includes(agentId) ? undefined : screening.positionOf(agentId);
    const agent = position === undefined ? undefined : screening.free[position];
    this.free = agent ? [agent] : [];
    this.ids = agent ? [agentId] : [];
  }

  positionOf(agentId: string): number | undefined {
    return this.ids[0] === agentId ? 0 : undefined;
  }

  column(_key: string | object, valueOf: (candidate: Candidate) => number): Float64Array {
    return Float64Array.from(this.free, valueOf);
  }

  count(reason: PassedOverReason): number {
    return this.reasonOf(this.#agentId) === reason ? 1 : 0;
  }

  reasonOf(agentId: string): PassedOverReason | null | undefined {
    const found = this.#screening.reasonOf(agentId);
    if (found === undefined || isFoundFirst(found)) return found;
    if (this.#refusedBy.includes(agentId)) return 'refused';
    return agentId === this.#agentId ? found : 'promisedToAnother';
  }

  get codes(): Uint8Array {
    const codes = this.#screening.codes.map((code) =>
      FOUND_FIRST_CODES.includes(code) ? code : CODES.promisedToAnother,
    );
    const own = this.#places.indexOf(this.#agentId);
    if (own !== undefined) codes[own] = this.#screening.codes[own] ?? 0;
    return markRefused(codes, this.#places, this.#refusedBy);
  }
}

/** These agents refused the lead. */
export class WithoutSome implements Screened {
  readonly free: readonly Candidate[];
  readonly ids: readonly string[];
  readonly excluded: readonly number[];
  readonly #screening: Screening;
  readonly #places: Places;
  readonly #refusedBy: ReadonlySet<string>;

  constructor(screening: Screening, places: Places, refusedBy: readonly string[]) {
    this.#screening = screening;
    this.#places = places;
    this.#refusedBy = new Set(refusedBy);
    this.free = screening.free;
    this.ids = screening.ids;
    this.excluded = [...this.#refusedBy].flatMap((id) => screening.positionOf(id) ?? []);
  }

  positionOf(agentId: string): number | undefined {
    return this.#refusedBy.has(agentId) ? undefined : this.#screening.positionOf(agentId);
  }

  column(key: string | object, valueOf: (candidate: Candidate) => number): Float64Array {
    return this.#screening.column(key, valueOf);
  }

  count(reason: PassedOverReason): number {
    let count = this.#screening.count(reason);
    for (const id of this.#refusedBy) if (this.#screening.reasonOf(id) === reason) count -= 1;
    return count;
  }

  reasonOf(agentId: string): PassedOverReason | null | undefined {
    const found = this.#screening.reasonOf(agentId);
    return found === undefined || isFoundFirst(found) || !this.#refusedBy.has(agentId) ? found : 'refused';
  }

  get codes(): Uint8Array {
    return markRefused(this.#screening.codes.slice(), this.#places, this.#refusedBy);
  }
}

function isFoundFirst(reason: PassedOverReason | null): boolean {
  return reason !== null && FOUND_FIRST.includes(reason);
}

/** Changes `codes`. */
function markRefused(codes: Uint8Array, places: Places, refusedBy: Iterable<string>): Uint8Array {
  for (const id of refusedBy) {
    const place = places.indexOf(id);
    if (place !== undefined && !FOUND_FIRST_CODES.includes(codes[place] ?? 0)) codes[place] = CODES.refused;
  }
  return codes;
}
