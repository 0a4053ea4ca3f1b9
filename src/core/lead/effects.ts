/**
 * What must still happen because of a change of a lead. Effects are written with the change (the outbox), run after it,
 * and every one is harmless when run twice.
 */
import type { SystemReason } from '../agent/agent.ts';
import type { Moment } from '../time.ts';

export type EffectKind =
  /** The agent did not answer an offer: counted once per offer; enough in a row set the agent to away. */
  | { readonly kind: 'agentMissed'; readonly agentId: string; readonly offerId: string; readonly missesToAway: number }
  /** The agent did not do what was owed in time. */
  | { readonly kind: 'agentAway'; readonly agentId: string; readonly reason: SystemReason }
  /** The desk did not confirm an offer as seen: it counts as silent until it answers a ping again. */
  | { readonly kind: 'deskUnseen'; readonly agentId: string }
  /** The agent is free again after serving somebody: to the end of the line of the longest idle. */
  | { readonly kind: 'agentServed'; readonly agentId: string; readonly at: Moment }
  /** The person asked never to be called again. */
  | { readonly kind: 'doNotCall'; readonly tel: string; readonly agentId?: string }
  /** A prospect who may be written to is told that this inquiry has come. */
  | { readonly kind: 'acknowledge'; readonly inquiryId: string }
  /** A prospect who may be written to is told when we will ring. */
  | { readonly kind: 'tellPromise'; readonly promisedFor: Moment }
  /** Nobody took the lead in time: supervisors are told, the leads of some minutes in one mail. */
  | { readonly kind: 'tellMissed' }
  /** The closed lead was no spam: what it held lives on in a lead of its own, or in the person's open one. */
  | { readonly kind: 'reopen'; readonly byId?: string }
  /** The closed lead was merged: the other one takes what it held. */
  | { readonly kind: 'absorb'; readonly intoLeadId: string }
  /** A merge was undone: what that lead had brought lives on in a lead of its own. */
  | { readonly kind: 'restore'; readonly fromLeadId: string; readonly byId?: string };

/** Effects that change other leads than the one on which they wait. */
export type BetweenLeads = Extract<Effect, { readonly kind: 'reopen' | 'absorb' | 'restore' }>;

export function isBetweenLeads(effect: Effect): effect is BetweenLeads {
  return effect.kind === 'reopen' || effect.kind === 'absorb' || effect.kind === 'restore';
}

export type Effect = EffectKind & {
  /** Unique: lead, seq and number within the change. */
  readonly id: string;
  readonly dueAt: Moment;
};
