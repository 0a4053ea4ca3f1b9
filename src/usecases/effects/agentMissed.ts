/** Counts a missed offer, and sets the agent to Away after several in a row. */
import type { Parts } from '../../ports/parts.ts';
import { setAgentAway } from '../agents/agentPresence.ts';
import { BRIEF, type EffectOf, type EffectSpec } from './effect.ts';

export const agentMissed: EffectSpec<EffectOf<'agentMissed'>> = {
  async run(parts, _leadId, { agentId, offerId, missesToAway, callId }) {
    if (await didNotRing(parts, callId)) return;
    const agent = await parts.agents.countMiss(agentId, offerId);
    // R8: an agent who misses several offers in a row isn't there.
    if (agent && agent.missedInRow >= missesToAway && agent.presence === 'available')
      await setAgentAway(parts, agentId, 'missedOffers');
  },
  when: 'withChange',
  retries: BRIEF,
  deadLetter: 'dropped',
};

/** The network never took the order for this leg, or kept it in its queue: no one can miss a phone that never rang. */
async function didNotRing(parts: Parts, callId: string | undefined): Promise<boolean> {
  const call = callId === undefined ? null : await parts.calls.byId(callId);
  if (call?.sid === undefined) return call?.place === 'placing';
  // Only a leg that was never reported as ringing, or that we ended ourselves, is worth asking about.
  const isUnclear = call.place === 'placing' || (call.place === 'ended' && call.how === 'canceled');
  if (!isUnclear) return false;
  const network = await parts.phone?.find(call.sid);
  return network?.isDialed === false;
}
