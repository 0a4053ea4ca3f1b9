/** Sets an agent who didn't do in time what was due to Away. */
import { setAgentAway } from '../agents/agentPresence.ts';
import { BRIEF, type EffectOf, type EffectSpec } from './effect.ts';

export const agentAway: EffectSpec<EffectOf<'agentAway'>> = {
  run: (parts, _leadId, { agentId, reason }) => setAgentAway(parts, agentId, reason),
  when: 'withChange',
  retries: BRIEF,
  deadLetter: 'dropped',
};
