/**
 * The database's clock: this machine's, corrected by the measured offset. The server's time is asked for together with
 * the round trip; half of that is taken for the way back. The quickest of a few tries is the truest.
 *
 * An offset beyond 500 ms is for routing to stop on (ports.ts); it is corrected for all the same, so that nobody's
 * deadline jumps while somebody mends the clock.
 */
import type { Connection } from 'mongoose';
import type { Clock, Log } from '../ports.ts';
import { guarded } from './plain.ts';

const EVERY_MS = 10_000;
const TRIES = 3;

export interface MeasuredClock extends Clock {
  /** Measures now; StoreUnavailable when the database cannot be asked. */
  measure(): Promise<void>;
  stop(): void;
}

interface Sample {
  readonly offset: number;
  readonly roundTrip: number;
}

/** A clock that has been measured once and goes on measuring until it is stopped. */
export async function databaseClock(connection: Connection, log: Log): Promise<MeasuredClock> {
  let offset = 0;
  const measure = async () => {
    const samples: Sample[] = [];
    for (let tries = 0; tries < TRIES; tries += 1) samples.push(await sample(connection));
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

async function sample(connection: Connection): Promise<Sample> {
  const sentAt = Date.now();
  const started = performance.now();
  const answer = await guarded(() => connection.db?.admin().command({ hello: 1 }) ?? Promise.resolve({}));
  const roundTrip = performance.now() - started;
  const { localTime } = answer as { localTime?: Date };
  // Local time is in whole milliseconds, cut off: on average half a millisecond has passed since.
  return { offset: localTime ? localTime.getTime() + 0.5 - (sentAt + roundTrip / 2) : 0, roundTrip };
}
