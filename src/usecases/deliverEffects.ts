/**
 * Runs what must still happen because of a change. Each effect is harmless when run twice; one that fails stays on its
 * lead and is tried again by the sweep.
 */
import { assertNever } from '../core/errors.ts';
import type { Effect } from '../core/lead/effects.ts';
import { SECOND } from '../core/time.ts';
import type { Parts } from '../ports.ts';
import { setAgentAway } from './agentPresence.ts';

const LEASE_MS = 30 * SECOND;
const RETRY_MS = 5 * SECOND;
const BATCH = 100;

/** Runs one effect and strikes it off. A failure is logged, not thrown: the effect waits for the sweep. */
export async function deliver(parts: Parts, leadId: string, effect: Effect): Promise<void> {
  try {
    await run(parts, leadId, effect);
    await parts.outbox.delivered(leadId, effect, parts.clock.now());
  } catch (error) {
    parts.log.error({ leadId, effect: effect.kind, err: error }, 'an effect failed and will be tried again');
  }
}

/** Runs the effects that a crash or a failure left behind. Returns how many there were. */
export async function deliverDueEffects(parts: Parts): Promise<number> {
  const now = parts.clock.now();
  // An effect is first tried with its change; what is still there a little later was left behind.
  const leased = await parts.outbox.lease(now - RETRY_MS, now + LEASE_MS, BATCH);
  for (const { leadId, effect } of leased) await deliver(parts, leadId, effect);
  return leased.length;
}

async function run(parts: Parts, leadId: string, effect: Effect): Promise<void> {
  switch (effect.kind) {
    case 'agentMissed': {
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
      return parts.agents.freed(effect.agentId, effect.at);
    case 'doNotCall': {
      const by =
        effect.agentId === undefined ? ({ kind: 'system' } as const) : ({ kind: 'agent', id: effect.agentId } as const);
      return parts.doNotCall.add({ tel: effect.tel, at: effect.dueAt, by, leadId, reason: 'outcome' });
    }
    default:
      return assertNever(effect);
  }
}
