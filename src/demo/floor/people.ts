/**
 * The agents of the simulated floor, in addition to Ana, Ben and Chloe, so that a person can still use those. They are
 * added once under fixed ids and stay; with the floor off they are offline.
 */
import type { Parts } from '../../ports/parts.ts';
import { DEMO_INFO, type DemoPerson } from '../people.ts';
import type { Temperament } from './decide.ts';

export interface SimulatedAgent extends DemoPerson {
  readonly temperament: Temperament;
}

export const SIMULATED_AGENTS: readonly SimulatedAgent[] = [
  {
    id: 'user_emma',
    name: 'Emma Wright',
    email: 'emma@demo.test',
    role: 'agent',
    language: 'en',
    speaks: ['en'],
    temperament: 'quick',
  },
  {
    id: 'user_jiwoo',
    name: 'Jiwoo Han',
    email: 'jiwoo@demo.test',
    role: 'agent',
    language: 'ko',
    speaks: ['ko', 'en'],
    temperament: 'slow',
  },
  {
    id: 'user_marco',
    name: 'Marco Russo',
    email: 'marco@demo.test',
    role: 'agent',
    language: 'en',
    speaks: ['en'],
    temperament: 'declining',
  },
  {
    id: 'user_nadia',
    name: 'Nadia Park',
    email: 'nadia@demo.test',
    role: 'agent',
    language: 'en',
    speaks: ['en', 'ko'],
    temperament: 'vanishing',
  },
];

/** Adds the missing agents. Existing ones keep their state. */
export async function addSimulatedAgents(parts: Parts): Promise<void> {
  const known = new Set((await parts.agents.all()).map(({ id }) => id));
  const missing = SIMULATED_AGENTS.filter(({ id }) => !known.has(id));
  if (missing.length === 0) return;
  const at = parts.clock.now();
  // One hash for all: hashing is slow on purpose, and this password is public.
  const passwordHash = await parts.passwords.hash(DEMO_INFO.password);
  for (const { temperament: _temperament, speaks = [], ...person } of missing) {
    const agent = { teamIds: [], languages: speaks, skills: {}, capacity: 1 };
    await parts.users.add({ ...person, passwordHash, active: true, agent }, at);
    // Last, so that an agent whose record is missing is added again by the next start.
    await parts.agents.save({
      id: person.id,
      name: person.name,
      ...agent,
      presence: 'offline',
      presenceAt: at,
      reach: 'absent',
      reachAt: at,
      idleSince: at,
      missedInRow: 0,
    });
  }
}
