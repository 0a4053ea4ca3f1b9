/**
 * The simulated floor (DEMO_FLOOR=on): customers who send the form and agents at their desks, inside the demo’s process
 * and through the same endpoints as people. It uses the parts only to add the agents first.
 */
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Log } from '../../ports/basics.ts';
import { startArrivals } from './arrivals.ts';
import { openDesk } from './desk.ts';
import { diceOf } from './dice.ts';
import { SIMULATED_AGENTS } from './people.ts';

export { addSimulatedAgents as hireSimulatedAgents } from './people.ts';

export interface FloorSettings {
  /** The demo’s own address. */
  readonly url: string;
  readonly log: Pick<Log, 'warn'>;
  /** The same seed gives the same people and the same decisions. */
  readonly seed?: number;
  /** The mean time between two customers. */
  readonly arrivalEveryMs?: number;
  /** How long a person’s second lasts: 1 is real time, 0.1 is ten times as fast. */
  readonly pace?: number;
}

const ARRIVAL_EVERY_MS = 12 * SECOND;

/** Starts at once; the demo must be listening. Returns the stop function, which takes well under a second. */
export function startFloor({ url, log, ...settings }: FloorSettings): () => Promise<void> {
  const { seed = Math.floor(Math.random() * 2 ** 32), arrivalEveryMs = ARRIVAL_EVERY_MS, pace = 1 } = settings;
  const stops = [
    startArrivals({ url, log, dice: diceOf(seed, 'prospects'), everyMs: arrivalEveryMs }),
    ...SIMULATED_AGENTS.map((agent) => openDesk({ url, log, agent, dice: diceOf(seed, agent.id), pace })),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
