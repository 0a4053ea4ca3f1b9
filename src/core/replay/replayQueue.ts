/** The leads that wait during a replay, the most urgent first, as in the live queue. */
import type { Tried } from '../routing/candidate.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { ReplayLead } from './period.ts';

export interface Waiting {
  readonly index: number;
  readonly lead: ReplayLead;
  /** For the speed budget. */
  readonly timed: { talkedAt?: Moment };
  state: 'waiting' | 'offered' | 'done';
  readonly tried: Tried[];
  /** Counts offers, like the epoch. */
  offer: number;
  readonly offeredTo: Map<string, number>;
}

export class ReplayQueue {
  readonly #waiting: Waiting[] = [];

  /** The first `count` of each campaign and language. */
  firstOfLanes(count: number): readonly Waiting[] {
    if (this.#waiting.length <= count) return [...this.#waiting];
    const found = new Map<string, number>();
    return this.#waiting.filter(({ lead }) => {
      const lane = `${lead.course.campaignId} ${lead.language}`;
      const before = found.get(lane) ?? 0;
      found.set(lane, before + 1);
      return before < count;
    });
  }

  add(waiting: Waiting): void {
    const rank = rankOf(waiting);
    const before = this.#waiting.findLastIndex((other) => rankOf(other) <= rank);
    this.#waiting.splice(before + 1, 0, waiting);
  }

  remove(waiting: Waiting): void {
    const at = this.#waiting.indexOf(waiting);
    if (at >= 0) this.#waiting.splice(at, 1);
  }
}

function rankOf({ lead }: Waiting): number {
  return lead.course.arrivedAt - lead.bonusMs;
}
