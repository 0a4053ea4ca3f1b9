/**
 * What agents and customers would have done where nothing is recorded, drawn from what they did. A draw depends only on
 * the run, the lead and the agent: the same offer gets the same answer under every policy, so that policies differ by
 * what they choose, not by luck.
 */
import { drawOf, seedOf } from '../routing/draw.ts';
import { SECOND } from '../vocabulary/time.ts';
import type { Answer, AnswerKind, Course, Courses, Past } from './courses.ts';

/** With fewer offers, everyone's answers stand for the agent's. */
const ENOUGH_OFFERS = 5;
const ENOUGH_LEADS = 3;
const DRAWS = 2 ** 32;
/** Without any lead to learn from. */
const USUALLY_HELD_MS = 120 * SECOND;
const USUALLY_ANSWERED_MS = 3 * SECOND;

export class Chance {
  readonly #run: number;
  readonly #courses: Pick<Courses, 'pasts' | 'everyone'>;
  readonly #talkedAfterMs: readonly number[];
  readonly #reached: number;
  #seed = { leadId: '', value: 0 };

  constructor(run: number, courses: Courses) {
    this.#run = run;
    this.#courses = courses;
    const accepted = courses.courses.filter(({ held }) => held !== undefined);
    this.#talkedAfterMs = accepted.flatMap(({ talkedAfterMs }) => talkedAfterMs ?? []);
    this.#reached = accepted.length === 0 ? 1 : this.#talkedAfterMs.length / accepted.length;
  }

  /** How the agent answers their `nth` offer of this lead, from 0: as recorded, if they had that many. */
  answer(course: Course, agentId: string, nth: number): Pick<Answer, 'how' | 'afterMs'> {
    const before = course.triedBefore?.filter((one) => one.agentId === agentId).length ?? 0;
    const known = course.answers.filter((one) => one.agentId === agentId)[nth - before];
    if (known) return known;
    const { everyone, pasts } = this.#courses;
    const own = pasts.get(agentId);
    const past = own && offersOf(own) >= ENOUGH_OFFERS ? own : everyone;
    const how = this.#pickAnswer(past, this.#draw(course.leadId, `${agentId} answers ${nth}`));
    const [from, else_] = [own?.acceptedAfterMs ?? [], everyone.acceptedAfterMs];
    const times = from.length >= ENOUGH_OFFERS ? from : else_;
    return { how, afterMs: this.#pick(times, course.leadId, `${agentId} after ${nth}`) ?? USUALLY_ANSWERED_MS };
  }

  /** From the accept on: when they talk, null if the customer isn't reached, and how long the agent is busy. */
  talk(course: Course, agentId: string): { readonly afterMs: number | null; readonly heldMs: number } {
    const { held, leadId } = course;
    const isKnown = held !== undefined;
    const isReached = isKnown ? course.talkedAfterMs !== undefined : this.#draw(leadId, 'reached') < this.#reached;
    const after = course.talkedAfterMs ?? this.#pick(this.#talkedAfterMs, leadId, 'talks after') ?? 0;
    const isSame = held?.agentId === agentId && held.until !== null;
    return {
      afterMs: isReached ? after : null,
      heldMs: isSame ? held.until - held.from : this.#heldMs(leadId, agentId),
    };
  }

  #heldMs(leadId: string, agentId: string): number {
    const { everyone, pasts } = this.#courses;
    const own = pasts.get(agentId)?.heldMs ?? [];
    return (
      this.#pick(own.length >= ENOUGH_LEADS ? own : everyone.heldMs, leadId, `${agentId} holds`) ?? USUALLY_HELD_MS
    );
  }

  #pickAnswer({ counts }: Past, draw: number): AnswerKind {
    const total = counts.accepted + counts.declined + counts.missed + counts.unseen;
    if (total === 0) return 'accepted';
    let left = draw * total;
    for (const how of ['accepted', 'declined', 'missed'] as const) {
      if (left < counts[how]) return how;
      left -= counts[how];
    }
    return 'unseen';
  }

  #pick(from: readonly number[], leadId: string, what: string): number | undefined {
    return from[Math.floor(this.#draw(leadId, what) * from.length)];
  }

  /** From 0, below 1. */
  #draw(leadId: string, what: string): number {
    // One lead has several draws in a row.
    if (leadId !== this.#seed.leadId) this.#seed = { leadId, value: seedOf(leadId, this.#run) };
    return drawOf(this.#seed.value, what) / DRAWS;
  }
}

function offersOf({ counts }: Past): number {
  return counts.accepted + counts.declined + counts.missed + counts.unseen;
}
