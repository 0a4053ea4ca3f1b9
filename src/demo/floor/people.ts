/**
 * The agents who work in the simulated floor, beside Ana, Ben and Chloe, so that a person can still drive those. They are
 * hired once, under fixed identifiers, and stay: with the floor off they are offline.
 */
import type { Parts } from '../../ports.ts';
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

/** Adds whoever is missing; people who are there keep their state. */
export async function hireSimulatedAgents(parts: Parts): Promise<void> {
  const known = new Set((await parts.agents.all()).map(({ id }) => id));
  const missing = SIMULATED_AGENTS.filter(({ id }) => !known.has(id));
  if (missing.length === 0) return;
  const at = parts.clock.now();
  // One hash for all: hashing is slow on purpose, and this password is public.
  const passwordHash = await parts.passwords.hash(DEMO_INFO.password);
  for (const { temperament: _temperament, speaks = [], ...person } of missing) {
    const agent = { teamIds: [], languages: speaks, skills: {}, capacity: 1 };
    await parts.users.add({ ...person, passwordHash, active: true, agent }, at);
    // Last: who has no agent's record yet is hired again by the next start.
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
