/**
 * The phone legs of a lead, derived from its state. A change that drops a leg ends it: no event needs to hang up
 * explicitly, and no leg keeps ringing for a lead that has moved on.
 */
import type { EffectKind } from './effects.ts';
import type { LeadEvent } from './events.ts';
import type { Lead } from './lead.ts';
import { withEffects, type Step } from './step.ts';

/** Every leg in this lead's state, by its call's identifier. */
export function legsOf(lead: Lead): readonly string[] {
  const legs = [
    lead.liveCall?.callId,
    'owner' in lead ? lead.owner.callId : undefined,
    lead.state === 'connecting' ? lead.dialCallId : undefined,
    lead.state === 'talking' ? lead.consult?.callId : undefined,
  ];
  return legs.filter((leg) => leg !== undefined);
}

/** The step with effects that end dropped legs, and that tell a caller on the line about their callback. */
export function withLegsEnded(before: Lead, cause: LeadEvent['kind'], step: Step): Step {
  if (step.kind !== 'changed') return step;
  const { lead } = step;
  const now = legsOf(lead);
  // A caller who keeps their place or leaves a message still hears goodbye; their call ends after that.
  const isLeaving = cause === 'keepPlace' || cause === 'messageLeft';
  const ended = legsOf(before).filter((leg) => !now.includes(leg) && !(isLeaving && leg === before.liveCall?.callId));
  const effects: EffectKind[] = ended.map((callId) => ({ kind: 'endCall', callId }));
  const isNewPromise = lead.state === 'callback' && before.state !== 'callback';
  if (isNewPromise && lead.liveCall) effects.push({ kind: 'tellCaller', callId: lead.liveCall.callId });
  return withEffects(step, effects);
}
