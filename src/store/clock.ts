/**
 * The database's clock: this machine's clock plus the measured offset. Measuring requests the server's time and assumes
 * that half of the round trip was the way back. The fastest of a few tries is the most accurate.
 *
 * Routing stops on an offset beyond 500 ms; it is corrected anyway, so that deadlines don't jump while someone fixes
 * the clock.
 */
import type { Connection } from 'mongoose';
import type { Clock, Log } from '../ports/basics.ts';
import { runGuarded } from './plain.ts';

const EVERY_MS = 10_000;
const TRIES = 3;
/** A measurement is off by half of its round trip at most, so after one this fast no other is needed. */
const FAST_MS = 5;

export interface MeasuredClock extends Clock {
  /** Measures now; throws StoreUnavailable when the database can't be reached. */
  measure(): Promise<void>;
  stop(): void;
}

interface Sample {
  readonly offset: number;
  readonly roundTrip: number;
}

/** A clock that was measured once and measures again periodically until stopped. */
export async function databaseClock(connection: Connection, log: Log): Promise<MeasuredClock> {
  let offset = 0;
  const measure = async () => {
    const samples: Sample[] = [];
    while (samples.length < TRIES && !samples.some(({ roundTrip }) => roundTrip <= FAST_MS))
      samples.push(await measureOffset(connection));
    offset = samples.reduce((best, next) => (next.roundTrip < best.roundTrip ? next : best)).offset;
  };
  await measure();

  let measuring = false;
  const timer = setInterval(() => {
    if (measuring) return;
    measuring = true;
    measure()
      .catch((error: unknown) => log.warn({ err: error }, 'failed to read the database’s clock'))
      .finally(() => (measuring = false));
  }, EVERY_MS);
  timer.unref();

  return {
    now: () => Math.round(Date.now() + offset),
    offset: () => Math.round(offset),
    measure,
    stop: () => clearInterval(timer),
  };
}

async function measureOffset(connection: Connection): Promise<Sample> {
  const sentAt = Date.now();
  const started = performance.now();
  const answer = await runGuarded(() => connection.db?.admin().command({ hello: 1 }) ?? Promise.resolve({}));
  const roundTrip = performance.now() - started;
  const { localTime } = answer as { localTime?: Date };
  // Local time is truncated to whole milliseconds: on average half a millisecond has passed since.
  return { offset: localTime ? localTime.getTime() + 0.5 - (sentAt + roundTrip / 2) : 0, roundTrip };
}
