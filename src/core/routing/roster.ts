/**
 * The version of a roster: a digest of the profiles of a choice's agents (teams, site, languages, skills), in any
 * order. A decision names it, so recomputing the decision from the audit log yields the same digest or shows that the
 * agents differ (checkDecision.ts). A sum of hashes, so that one agent's change is one subtraction.
 */
import type { Agent } from '../agent/agent.ts';
import { hashOf } from './draw.ts';

export type Profile = Pick<Agent, 'teamIds' | 'languages' | 'skills' | 'siteId'>;

/** Of one agent, unsigned 32 bits. */
export function profileDigest(id: string, { teamIds, languages, skills, siteId = '' }: Profile): number {
  const levels = Object.entries(skills).map(([skill, level]) => `${skill}=${level}`);
  const lists = [teamIds, languages, levels].map((list) => [...list].sort().join(','));
  return hashOf([id, siteId, ...lists].join('|')) >>> 0;
}

/** The same, known for as long as the agent is: routing asks for thousands each time. */
export function agentDigest(agent: Agent): number {
  const known = DIGESTS.get(agent) ?? profileDigest(agent.id, agent);
  DIGESTS.set(agent, known);
  return known;
}

const DIGESTS = new WeakMap<Agent, number>();

/** The digest with one agent's added, unsigned 32 bits. A negative one takes it away. */
export function plusDigest(sum: number, digest: number): number {
  return (sum + digest) >>> 0;
}

/** As a decision names it. */
export function rosterName(sum: number): string {
  return sum.toString(36);
}
