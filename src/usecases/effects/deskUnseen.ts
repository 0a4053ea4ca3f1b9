/** Counts a desk that didn't confirm an offer as silent, until it answers a ping. */
import { BRIEF, type EffectOf, type EffectSpec } from './effect.ts';

export const deskUnseen: EffectSpec<EffectOf<'deskUnseen'>> = {
  async run(parts, _leadId, { agentId }) {
    await parts.agents.setReach(agentId, 'silent', parts.clock.now());
  },
  when: 'withChange',
  retries: BRIEF,
  deadLetter: 'dropped',
};
