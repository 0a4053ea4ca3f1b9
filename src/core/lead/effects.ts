/**
 * What must still be done after a change of a lead. Effects are written with the change (the outbox) and run after it;
 * running one twice is harmless.
 */
import type { SystemReason } from '../vocabulary/presence.ts';
import type { Moment } from '../vocabulary/time.ts';

export type EffectKind =
  /** The agent missed an offer: counted once per offer. Several in a row set the agent to away. */
  | {
      readonly kind: 'agentMissed';
      readonly agentId: string;
      readonly offerId: string;
      readonly missesToAway: number;
      /** The unanswered leg: one that the network never confirmed isn't a miss. Absent for an offer. */
      readonly callId?: string;
    }
  /** The agent didn't do what was due in time. */
  | { readonly kind: 'agentAway'; readonly agentId: string; readonly reason: SystemReason }
  /** The desk didn't confirm an offer as seen: it counts as silent until it answers a ping. */
  | { readonly kind: 'deskUnseen'; readonly agentId: string }
  /** The agent finished with a lead: moves to the end of the longest-idle order. */
  | { readonly kind: 'agentServed'; readonly agentId: string; readonly at: Moment }
  /** The person asked never to be called again. */
  | { readonly kind: 'doNotCall'; readonly tel: string; readonly agentId?: string }
  /** Acknowledges this inquiry by email, if permitted. */
  | { readonly kind: 'acknowledge'; readonly inquiryId: string }
  /** Emails the customer when we'll call, if permitted. */
  | { readonly kind: 'tellPromise'; readonly promisedFor: Moment }
  /**
   * Texts the campaign's message to a caller who hung up before an agent answered, if the law permits it. At most once
   * per call.
   */
  | { readonly kind: 'textBack'; readonly callId: string; readonly missedAt: Moment }
  /** No one took the lead in time: tells supervisors, with the leads of several minutes in one email. */
  | { readonly kind: 'tellMissed' }
  /** The closed lead wasn't spam: its data moves to a new lead, or to the person's open one. */
  | { readonly kind: 'reopen'; readonly byId?: string }
  /** The closed lead was merged: the other lead takes over its data. */
  | { readonly kind: 'absorb'; readonly intoLeadId: string }
  /** A merge was undone: what that lead contributed moves to a new lead. */
  | { readonly kind: 'restore'; readonly fromLeadId: string; readonly byId?: string }
  | PhoneEffect;

/** Effects that change other leads than the one that stores them. */
export type BetweenLeads = Extract<Effect, { readonly kind: 'reopen' | 'absorb' | 'restore' }>;

export function isBetweenLeads(effect: Effect): effect is BetweenLeads {
  return effect.kind === 'reopen' || effect.kind === 'absorb' || effect.kind === 'restore';
}

/**
 * Whether the effect is stored on the lead until delivered. Idle order isn't: after a crash, an agent is at most
 * offered one lead early.
 */
export function isStored({ kind }: EffectKind): boolean {
  return kind !== 'agentServed';
}

/** Only the sweep sends texts, never a request, with its own retry schedule. */
export type TextEffect = Extract<Effect, { readonly kind: 'textBack' }>;

/** Requests to the telephone network. `callId` is the leg; see core/call/call.ts. */
export type PhoneEffect =
  /** Calls the agent's phone under this leg; at most once, whatever the number of tries. */
  | { readonly kind: 'ringAgent'; readonly callId: string; readonly agentId: string }
  /** Dials the person for the agent, after checking the law once more. */
  | { readonly kind: 'ringPerson'; readonly callId: string; readonly agentId: string }
  /** Moves the waiting person from the line to the owner. */
  | { readonly kind: 'bridgePerson'; readonly callId: string }
  /** Moves the person from a conversation back to the line. */
  | { readonly kind: 'personToLine'; readonly callId: string }
  /** Tells a waiting person that they'll get a callback. */
  | { readonly kind: 'tellCaller'; readonly callId: string }
  /** Puts a leg of a conference on hold or mutes it, or restores its voice. */
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

/** Effects that wait for the network's response, without delaying others. */
export function isPhoneEffect(effect: EffectKind): effect is PhoneEffect {
  return PHONE_EFFECTS.includes(effect.kind);
}

export type Effect = EffectKind & {
  /** Unique: lead, seq and index within the change. */
  readonly id: string;
  readonly dueAt: Moment;
};
