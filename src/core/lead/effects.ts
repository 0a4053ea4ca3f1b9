/**
 * What must still be done after a change of a lead. Effects are written with the change (the outbox) and run after it;
 * running one twice is harmless. `usecases/effects/table.ts` says for each kind how and when it runs.
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
  /** The person asked never to be called again. */
  | { readonly kind: 'doNotCall'; readonly tel: string; readonly at?: Moment; readonly agentId?: string }
  /** Acknowledges this inquiry by email, if permitted. */
  | { readonly kind: 'acknowledge'; readonly inquiryId: string }
  /** Emails the customer when we'll call, if permitted. */
  | { readonly kind: 'tellPromise'; readonly promisedFor: Moment }
  /**
   * Emails the calendar entry of an appointment, or that it is over: to its agent and, if permitted, the customer.
   * `promisedFor`: its time.
   */
  | {
      readonly kind: 'tellAppointment';
      readonly appointmentId: string;
      readonly sequence: number;
      readonly promisedFor: Moment;
      readonly agentId?: string;
      readonly isOver?: true;
      /** The merged lead whose appointment it was; absent for the lead's own. */
      readonly fromLeadId?: string;
      /** Only the agent changed: the customer's entry is still right. */
      readonly isForAgent?: true;
    }
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
  // Requests to the phone network. `callId` is the leg; see core/call/call.ts.
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

export type Effect = EffectKind & {
  /** Unique: lead, seq and index within the change. */
  readonly id: string;
  readonly dueAt: Moment;
  /** How often the sweep has taken it, after the try that followed the change. Absent for none. */
  readonly tries?: number;
};
