/**
 * The closed leads of the last hour, for speed budgets: one number each, by the minute of their arrival. Minutes that are
 * decided as a whole are counted once per objective, so that a budget costs a few minutes' leads, not an hour's.
 */
import { MINUTE, minuteOf, SECOND, type Moment } from '../vocabulary/time.ts';
import { BUDGET_HOUR_MS, countSpeed, type SpeedCount, type TimedLead } from './speedBudget.ts';

interface ArrivalMinute {
  /** Milliseconds after the minute began × `SCALE`, and the seconds to the conversation. */
  readonly leads: number[];
  counted?: { readonly leads: number; readonly withinMs: number; readonly count: SpeedCount };
}

const SCALE = 65_536;
const NEVER = SCALE - 1;

export class ClosedArrivals {
  readonly #minutes = new Map<Moment, ArrivalMinute>();

  get size(): number {
    return [...this.#minutes.values()].reduce((sum, { leads }) => sum + leads.length, 0);
  }

  /** A conversation is known to the second; later than 18 hours is never. */
  add({ arrivedAt, talkedAt }: TimedLead): void {
    const minute = minuteOf(arrivedAt);
    const seconds = talkedAt === undefined ? NEVER : Math.round((talkedAt - arrivedAt) / SECOND);
    const packed = (arrivedAt - minute) * SCALE + Math.min(Math.max(seconds, 0), NEVER);
    const known = this.#minutes.get(minute);
    if (known) known.leads.push(packed);
    else this.#minutes.set(minute, { leads: [packed] });
  }

  /** Drops what no budget from `now` on counts. */
  forget(now: Moment): void {
    for (const minute of this.#minutes.keys())
      if (minute + MINUTE <= now - BUDGET_HOUR_MS) this.#minutes.delete(minute);
  }

  count(withinMs: number, now: Moment): SpeedCount {
    let decided = 0;
    let missed = 0;
    for (const [minute, known] of this.#minutes) {
      const isWhole = minute > now - BUDGET_HOUR_MS && minute + MINUTE + withinMs < now;
      const count = isWhole ? countOnce(minute, known, withinMs, now) : countMinute(minute, known, withinMs, now);
      decided += count.decided;
      missed += count.missed;
    }
    return { decided, missed };
  }
}

function countOnce(minute: Moment, known: ArrivalMinute, withinMs: number, now: Moment): SpeedCount {
  const { counted, leads } = known;
  if (counted?.leads === leads.length && counted.withinMs === withinMs) return counted.count;
  const count = countMinute(minute, known, withinMs, now);
  known.counted = { leads: leads.length, withinMs, count };
  return count;
}

function countMinute(minute: Moment, { leads }: ArrivalMinute, withinMs: number, now: Moment): SpeedCount {
  return countSpeed(unpacked(minute, leads), { withinMs }, now);
}

function* unpacked(minute: Moment, leads: readonly number[]): Generator<TimedLead, void> {
  for (const packed of leads) {
    const arrivedAt = minute + Math.floor(packed / SCALE);
    const seconds = packed % SCALE;
    yield seconds === NEVER ? { arrivedAt } : { arrivedAt, talkedAt: arrivedAt + seconds * SECOND };
  }
}
