/**
 * Runs what must still happen because of a change. Each effect is harmless when run twice; one that fails stays on its
 * lead and is tried again by the sweep.
 */
import { assertNever } from '../../core/vocabulary/errors.ts';
import { isBetweenLeads, isStored, type BetweenLeads, type Effect, type TextEffect } from '../../core/lead/effects.ts';
import type { Parts } from '../../ports/parts.ts';
import { runPhoneEffect } from '../calls/runPhoneEffect.ts';
import { setAgentAway } from '../agents/agentPresence.ts';
import { queueAcknowledgement, queueMissedLead, queuePromise } from '../mail/queueForLead.ts';

/** Runs one effect and strikes it off. What changes other leads is left to whoever asked for it, texts to the sweep. */
export async function deliver(parts: Parts, leadId: string, effect: Effect): Promise<void> {
  if (!isBetweenLeads(effect) && effect.kind !== 'textBack')
    await deliverBy(parts, leadId, effect, () => run(parts, leadId, effect));
}

/** A failure is logged, not thrown: the effect waits for the sweep. */
export async function deliverBy(
  parts: Parts,
  leadId: string,
  effect: Effect,
  task: () => Promise<void>,
): Promise<void> {
  try {
    await task();
    if (isStored(effect)) await parts.outbox.delivered(leadId, effect, parts.clock.now());
  } catch (error) {
    parts.log.error({ leadId, effect: effect.kind, err: error }, 'an effect failed; it will be retried');
  }
}

async function run(parts: Parts, leadId: string, effect: Exclude<Effect, BetweenLeads | TextEffect>): Promise<void> {
  switch (effect.kind) {
    case 'agentMissed': {
      if (await neverRang(parts, effect.callId)) return;
      const agent = await parts.agents.countMiss(effect.agentId, effect.offerId);
      // R8: enough missed offers in a row are somebody who is not there.
      if (agent && agent.missedInRow >= effect.missesToAway && agent.presence === 'available') {
        await setAgentAway(parts, effect.agentId, 'missedOffers');
      }
      return;
    }
    case 'agentAway':
      return setAgentAway(parts, effect.agentId, effect.reason);
    case 'deskUnseen':
      await parts.agents.setReach(effect.agentId, 'silent', parts.clock.now());
      return;
    case 'agentServed':
      parts.agents.freed(effect.agentId, effect.at);
      return;
    case 'doNotCall': {
      const by =
        effect.agentId === undefined ? ({ kind: 'system' } as const) : ({ kind: 'agent', id: effect.agentId } as const);
      await parts.doNotCall.add({ id: effect.id, tel: effect.tel, at: effect.dueAt, by, leadId, source: 'outcome' });
      return;
    }
    case 'acknowledge':
      return queueAcknowledgement(parts, leadId, effect.inquiryId);
    case 'tellPromise':
      return queuePromise(parts, leadId, effect);
    case 'tellMissed':
      return queueMissedLead(parts, leadId, effect);
    case 'ringAgent':
    case 'ringPerson':
    case 'bridgePerson':
    case 'personToLine':
    case 'tellCaller':
    case 'setVoice':
    case 'endCall':
      return runPhoneEffect(parts, leadId, effect);
    default:
      return assertNever(effect);
  }
}

/** Whether the network never took the order for this leg, or kept it in its queue: nobody missed a phone that never rang. */
async function neverRang(parts: Parts, callId: string | undefined): Promise<boolean> {
  const call = callId === undefined ? null : await parts.calls.byId(callId);
  if (call?.sid === undefined) return call?.place === 'placing';
  // Only a leg that was never reported as ringing, or that we ended ourselves, is worth a question.
  const isUnclear = call.place === 'placing' || (call.place === 'ended' && call.how === 'canceled');
  if (!isUnclear) return false;
  const network = await parts.phone?.find(call.sid);
  return network?.isDialed === false;
}
