/**
 * What must still happen because of a change of a lead. Effects are written with the change (the outbox), run after it,
 * and every one is harmless when run twice.
 */
import type { SystemReason } from '../agent/agent.ts';
import type { Moment } from '../time.ts';

export type EffectKind =
  /** The agent did not answer an offer: counted once per offer; enough in a row set the agent to away. */
  | {
      readonly kind: 'agentMissed';
      readonly agentId: string;
      readonly offerId: string;
      readonly missesToAway: number;
      /** The leg that was not answered: one that the network never confirmed is no miss. Absent for an offer. */
      readonly callId?: string;
    }
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
  /** Who hung up unserved is sent the campaign's text, if the law permits it. At most one for a call. */
  | { readonly kind: 'textBack'; readonly callId: string; readonly missedAt: Moment }
  /** Nobody took the lead in time: supervisors are told, the leads of some minutes in one mail. */
  | { readonly kind: 'tellMissed' }
  /** The closed lead was no spam: what it held lives on in a lead of its own, or in the person's open one. */
  | { readonly kind: 'reopen'; readonly byId?: string }
  /** The closed lead was merged: the other one takes what it held. */
  | { readonly kind: 'absorb'; readonly intoLeadId: string }
  /** A merge was undone: what that lead had brought lives on in a lead of its own. */
  | { readonly kind: 'restore'; readonly fromLeadId: string; readonly byId?: string }
  | PhoneEffect;

/** Effects that change other leads than the one on which they wait. */
export type BetweenLeads = Extract<Effect, { readonly kind: 'reopen' | 'absorb' | 'restore' }>;

export function isBetweenLeads(effect: Effect): effect is BetweenLeads {
  return effect.kind === 'reopen' || effect.kind === 'absorb' || effect.kind === 'restore';
}

/**
 * Whether the effect is kept on the lead until it was delivered. Whose turn it is can be lost with the process: the agent
 * then has theirs a little earlier, once.
 */
export function isStored({ kind }: EffectKind): boolean {
  return kind !== 'agentServed';
}

/** A text is sent by the sweep alone, never from a request, and is tried again on a schedule of its own. */
export type TextEffect = Extract<Effect, { readonly kind: 'textBack' }>;

/** What the telephone network is asked for. `callId` is the leg; see core/call/call.ts. */
export type PhoneEffect =
  /** Rings the agent's telephone under this leg; at most once, however often it is tried. */
  | { readonly kind: 'ringAgent'; readonly callId: string; readonly agentId: string }
  /** Dials the person for the agent; the law is asked once more at that moment. */
  | { readonly kind: 'ringPerson'; readonly callId: string; readonly agentId: string }
  /** Takes the waiting person out of the line and to the owner. */
  | { readonly kind: 'bridgePerson'; readonly callId: string }
  /** Takes the person back into the line, out of a conversation. */
  | { readonly kind: 'personToLine'; readonly callId: string }
  /** Tells a waiting person that they will be called back. */
  | { readonly kind: 'tellCaller'; readonly callId: string }
  /** Holds or mutes a leg in its conference, or gives it back its voice. */
  | { readonly kind: 'setVoice'; readonly callId: string; readonly onHold?: boolean; readonly muted?: boolean }
  | { readonly kind: 'endCall'; readonly callId: string };

const PHONE_EFFECTS: readonly string[] = [
  'ringAgent',
  'ringPerson',
  'bridgePerson',
  'personToLine',
  'tellCaller',
  'setVoice',
  'endCall',
] satisfies readonly PhoneEffect['kind'][];

/** Effects that wait for the network's answer: nobody else waits with them. */
export function isPhoneEffect(effect: EffectKind): effect is PhoneEffect {
  return PHONE_EFFECTS.includes(effect.kind);
}

export type Effect = EffectKind & {
  /** Unique: lead, seq and number within the change. */
  readonly id: string;
  readonly dueAt: Moment;
};
