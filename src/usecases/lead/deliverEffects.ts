/** Runs the effects of a change. Each is idempotent; one that fails stays on its lead and is retried by the sweep. */
import { assertNever } from '../../core/vocabulary/errors.ts';
import { isBetweenLeads, isStored, type BetweenLeads, type Effect, type TextEffect } from '../../core/lead/effects.ts';
import type { Parts } from '../../ports/parts.ts';
import { runPhoneEffect } from '../calls/runPhoneEffect.ts';
import { setAgentAway } from '../agents/agentPresence.ts';
import { queueAcknowledgement, queueMissedLead, queuePromise } from '../mail/queueForLead.ts';

/**
 * Runs one effect and removes it. Effects on other leads are run by the caller that asked for the change, texts by the
 * sweep.
 */
export async function deliver(parts: Parts, leadId: string, effect: Effect): Promise<void> {
  if (!isBetweenLeads(effect) && effect.kind !== 'textBack')
    await deliverOrLog(parts, leadId, effect, () => run(parts, leadId, effect));
}

/** Failures are logged, not thrown: the sweep retries the effect. */
export async function deliverOrLog(
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
      if (await didNotRing(parts, effect.callId)) return;
      const agent = await parts.agents.countMiss(effect.agentId, effect.offerId);
      // R8: after enough missed offers in a row the agent is probably not there.
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

/** Whether the network never took this leg's order or kept it queued: a phone that never rang isn't a missed offer. */
async function didNotRing(parts: Parts, callId: string | undefined): Promise<boolean> {
  const call = callId === undefined ? null : await parts.calls.byId(callId);
  if (call?.sid === undefined) return call?.place === 'placing';
  // Only a leg never reported as ringing, or canceled by us, needs a request.
  const isUnclear = call.place === 'placing' || (call.place === 'ended' && call.how === 'canceled');
  if (!isUnclear) return false;
  const network = await parts.phone?.find(call.sid);
  return network?.isDialed === false;
}
