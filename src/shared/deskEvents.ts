/**
 * The desk's socket contract, compiled on both sides: namespace `/desk`. Every request, in both directions, has an
 * acknowledgement. Times are milliseconds since 1970 on the server's clock; `remainingMs` counts from `serverNow`.
 *
 * Events only speed things up: on every connect the desk gets a full `snapshot`, so a missed event does no harm.
 */
import type { ProfileChanges } from '../core/lead/profile.ts';
import type { Failure } from '../core/vocabulary/errors.ts';
import type { Presence, AwayReason } from '../core/vocabulary/presence.ts';
import type { DeskMe, DeskPresence, DeskOffer, DeskLead, DeskPromise, DeskDay } from './desk.ts';
import type { DeskConsult, Colleague } from './deskCall.ts';

/**
 * Socket.IO's reconnect options (milliseconds). The first attempt is spread over more than a second, so that a thousand
 * desks that lost the connection together do not reconnect at once; later attempts are spread further.
 */
export const RECONNECTION = { reconnectionDelay: 700, randomizationFactor: 0.9, reconnectionDelayMax: 4000 } as const;

export type Reply<T = object> = ({ readonly ok: true } & T) | Failure;

export interface Snapshot {
  readonly serverNow: number;
  readonly me: DeskMe;
  readonly presence: DeskPresence;
  readonly offer: DeskOffer | null;
  readonly lead: DeskLead | null;
  readonly consult: DeskConsult | null;
  readonly promises: readonly DeskPromise[];
  readonly day: DeskDay;
  readonly demo: boolean;
}

export type OfferEndReason =
  | 'accepted-elsewhere'
  | 'expired'
  | 'withdrawn'
  /** A callback is scheduled; or none is, because the caller left no number or declined. */
  | 'caller-gone'
  | 'caller-gone-closed';

export interface ServerToDesk {
  snapshot: (snapshot: Snapshot, ack: (reply: Reply) => void) => void;
  offer: (offer: DeskOffer, ack: (reply: Reply) => void) => void;
  'offer:ended': (ended: { offerId: string; reason: OfferEndReason; by?: string }, ack: (reply: Reply) => void) => void;
  /**
   * The lead that I own changed; `null` when I no longer own one, with a reason if it was taken from me. With a lead,
   * `consultMissed` means that the teammate did not answer.
   */
  lead: (payload: { lead: DeskLead | null; why?: string }, ack: (reply: Reply) => void) => void;
  /** A teammate calls me, or no longer does. */
  consult: (payload: { consult: DeskConsult | null }, ack: (reply: Reply) => void) => void;
  presence: (presence: DeskPresence, ack: (reply: Reply) => void) => void;
  /** The agent's day changed, but not their callbacks. */
  day: (payload: { day: DeskDay }, ack: (reply: Reply) => void) => void;
  promises: (payload: { promises: readonly DeskPromise[]; day: DeskDay }, ack: (reply: Reply) => void) => void;
  /** Acknowledged at once, with the lead that the desk shows as in conversation. */
  ping: (ack: (reply: Reply<{ talkingLeadId?: string }>) => void) => void;
}

export interface DeskToServer {
  'presence:set': (
    body: { presence: Presence; reason?: AwayReason },
    ack: (reply: Reply<{ presence: DeskPresence }>) => void,
  ) => void;
  'offer:seen': (body: { offerId: string }, ack: (reply: Reply) => void) => void;
  'offer:accept': (body: { offerId: string }, ack: (reply: Reply<{ lead: DeskLead }>) => void) => void;
  'offer:decline': (body: { offerId: string; reason?: string }, ack: (reply: Reply) => void) => void;
  'lead:talking': (body: { leadId: string }, ack: (reply: Reply<{ lead: DeskLead }>) => void) => void;
  /** The customer was not reached: counts the attempt and schedules the callback. */
  'lead:unreached': (
    body: {
      leadId: string;
      /** `notThere`: didn't come to an appointment at a place. `notFound`: only what the network said. */
      result: 'noAnswer' | 'busy' | 'voicemail' | 'failed' | 'notInService' | 'notFound' | 'notThere';
      note?: string;
      /** Whether a voicemail message was left. */
      leftMessage?: boolean;
      /** When to try next, instead of the campaign's schedule. */
      callback?: { at: number; owner: 'me' | 'anyone' };
    },
    ack: (reply: Reply<{ dueAt: number | null }>) => void,
  ) => void;
  /** The conversation is over: starts wrap-up. */
  'lead:ended': (body: { leadId: string }, ack: (reply: Reply<{ lead: DeskLead }>) => void) => void;
  /** Extends wrap-up until then, or as far as `deadlineMost` allows. */
  'lead:more-time': (body: { leadId: string; until: number }, ack: (reply: Reply<{ lead: DeskLead }>) => void) => void;
  'lead:note': (body: { leadId: string; note: string }, ack: (reply: Reply) => void) => void;
  /** Corrects or completes the customer's details: only the fields to change. */
  'lead:profile': (
    body: { leadId: string; changes: ProfileChanges },
    ack: (reply: Reply<{ lead: DeskLead }>) => void,
  ) => void;
  'lead:close': (
    body: {
      leadId: string;
      /**
       * An ID from the lead's list. With a callback, one that means appointment makes it one, which this agent keeps; others
       * don't count then.
       */
      outcome: string | null;
      /** Of a sale, in `DeskLead.currency`. */
      saleValue?: number;
      note?: string;
      /** `place`: where an appointment is, unless it is a call. */
      callback?: { at: number; owner: 'me' | 'anyone'; place?: string };
    },
    /** With a callback: its due time, which is the requested time or the first allowed one after it. */
    ack: (reply: Reply<{ dueAt?: number }>) => void,
  ) => void;
}

type LeadRequest<B = object> = (body: { leadId: string } & B, ack: (reply: Reply<{ lead: DeskLead }>) => void) => void;

/** Phone and call-control requests; next to DeskToServer on the same socket. */
export interface DeskCalls {
  /** This desk's softphone is registered, or no longer is. The network rings it only in between. */
  'phone:ready': (body: object, ack: (reply: Reply) => void) => void;
  /** `microphone`: it has no usable microphone. A call ringing here then rings on the agent's other phone. */
  'phone:gone': (body: { why?: 'microphone' }, ack: (reply: Reply) => void) => void;
  /** Ends the conversation, or cancels connecting. */
  'call:hangup': LeadRequest;
  'call:hold': LeadRequest<{ on: boolean }>;
  'call:mute': LeadRequest<{ on: boolean }>;
  /** 0 to 9, * and #, sent to the customer's side. */
  'call:keys': (body: { leadId: string; keys: string }, ack: (reply: Reply) => void) => void;
  /** Calls again after no answer. */
  'call:again': LeadRequest;
  /** Reports that voicemail answered. */
  'call:voicemail': LeadRequest;
  'call:colleagues': (body: object, ack: (reply: Reply<{ colleagues: readonly Colleague[] }>) => void) => void;
  /** `warm`: talk with the teammate first while the customer hears music; otherwise transfer at once. */
  'call:transfer': LeadRequest<{ to: string; warm: boolean }>;
  'call:complete-transfer': LeadRequest;
  'call:cancel-transfer': LeadRequest;
}
