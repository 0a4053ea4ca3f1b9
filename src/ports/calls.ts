/** Stored calls, and requests to the phone network. */
import type { Call, CallEnd, Sound } from '../core/call/call.ts';
import type { ConnectionFacts, NetworkAnswer, NetworkNumber, Webhook } from '../core/call/connection.ts';
import type { Moment } from '../core/vocabulary/time.ts';

export interface CallStore {
  /** Inserts a call; `known` if its ID is already stored. */
  add(call: Call): Promise<'added' | 'known'>;
  /** One conditional write; null if another writer changed the call first. */
  swap(before: Call, after: Call): Promise<Call | null>;
  byId(id: string): Promise<Call | null>;
  bySid(sid: string): Promise<Call | null>;
  ofLead(leadId: string): Promise<readonly Call[]>;
  /**
   * Calls without news since before their `checkAt`, longest silent first, including ended calls that aren't settled.
   */
  silent(now: Moment, limit: number): Promise<readonly Call[]>;
  /** How many of the campaign's callers joined the line before that time and are still in it. */
  aheadInLine(campaignId: string, lineSince: Moment): Promise<number>;
  /** How many of the campaign's callers went from the line to an agent since that time. */
  answeredSince(campaignId: string, since: Moment): Promise<number>;
  /** Calls received since that time, from this number and from its block. */
  cameFrom(
    tel: string | undefined,
    campaignId: string,
    since: Moment,
  ): Promise<{ readonly ofCaller: number; readonly ofPrefix: number }>;
  /** Durations in ms of the number's last ended calls, newest first. */
  lastLengths(tel: string, before: Moment, limit: number): Promise<readonly number[]>;
  /**
   * Calls of a campaign with a message or a recording from before that time, oldest first, and those of erased persons.
   */
  withSoundsBefore(campaignId: string, at: Moment, limit: number): Promise<readonly Call[]>;
  withSoundsToErase(limit: number): Promise<readonly Call[]>;
  /** Minutes of all the campaign's legs that began since that time and have ended. */
  minutesSince(campaignId: string, since: Moment): Promise<number>;
}

/** A call as the network reports it. Without an end it is in progress. */
export interface NetworkCall {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly isInbound: boolean;
  readonly startedAt: Moment;
  /** False while it is in the network's queue, and after it was canceled there. */
  readonly isDialed: boolean;
  readonly end: CallEnd | null;
}

export interface Leg {
  readonly callId: string;
  /** E.164 or `client:…`. */
  readonly to: string;
  readonly from: string;
  readonly ringS: number;
  readonly detectsVoicemail: boolean;
}

/** `sent`: accepted by the network, nothing more. `isStopped`: this person opted out of our texts at the network. */
export type TextOrder =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly reason: string; readonly isStopped?: boolean }
  | { readonly kind: 'unknown' };

export type Placing =
  | { readonly kind: 'placed'; readonly sid: string }
  /** `isOurs`: because of our account or the network itself, not because of the called number. */
  | { readonly kind: 'refused'; readonly reason: string; readonly isOurs: boolean }
  | { readonly kind: 'unknown' };

/**
 * Orders to the phone network. `unknown`: there was no answer and the order may have been carried out, so it isn't
 * repeated; the deadline decides.
 */
export interface Phone {
  place(leg: Leg): Promise<Placing>;
  /** Makes a call fetch its instructions again. `gone`: it has ended. */
  refresh(call: { readonly id: string; readonly sid: string }): Promise<'done' | 'gone'>;
  end(sid: string): Promise<'done' | 'gone'>;
  /** `coachSid`: the only leg that hears this one; null for everyone. */
  setVoice(
    conference: string,
    sid: string,
    voice: { readonly onHold?: boolean; readonly muted?: boolean; readonly coachSid?: string | null },
  ): Promise<'done' | 'gone'>;
  /** Sends keys into a conference, heard by this leg. */
  sendKeys(conference: string, sid: string, callId: string, keys: string): Promise<'done' | 'gone'>;
  /** Null if the network doesn't know the call. */
  find(sid: string): Promise<NetworkCall | null>;
  startedSince(since: Moment): Promise<readonly NetworkCall[]>;
  /** `callId`: the ID under which delivery is reported. */
  sendText(text: {
    readonly callId: string;
    readonly to: string;
    readonly from: string;
    readonly body: string;
    /** A path of ours: as a link, it takes the place of `PAGE_MARK` in the body. */
    readonly pagePath?: string;
  }): Promise<TextOrder>;
  /** Whether the network has a text between these numbers since that time. Used for orders without an answer. */
  hasText(text: { readonly to: string; readonly from: string; readonly since: Moment }): Promise<boolean>;
  /** The recordings made in a call. */
  recordingsOf(sid: string): Promise<readonly Sound[]>;
  /** Its audio as the network sends it; null if the network no longer has it. */
  openRecording(sid: string): Promise<{ readonly type: string; readonly sound: ReadableStream<Uint8Array> } | null>;
  /** Idempotent. */
  deleteRecording(sid: string): Promise<void>;
  /** What a browser needs to be a phone with this identity. */
  softphone(identity: string): Softphone;
}

/** The account and its numbers at the phone network, for the setup check. Failures are results; nothing throws. */
export interface PhoneSetup {
  facts(): Pick<ConnectionFacts, 'accountSid' | 'publicUrl' | 'isLocal'>;
  account(): Promise<ConnectionFacts['account']>;
  /** The other region in which the token is accepted; null if none. */
  otherRegion(): Promise<string | null>;
  key(): Promise<ConnectionFacts['key']>;
  /** Null if the account doesn't own it. */
  number(tel: string): Promise<NetworkAnswer<NetworkNumber | null>>;
  /** Sets the given webhooks, with POST. */
  setWebhooks(sid: string, webhooks: Partial<Readonly<Record<Webhook, string>>>): Promise<NetworkAnswer<NetworkNumber>>;
}

/** What the server offers to the desk's softphone; see shared/desk.ts. */
export type Softphone =
  | { readonly kind: 'twilio'; readonly identity: string; readonly token: string; readonly expiresInS: number }
  | { readonly kind: 'simulated'; readonly identity: string; readonly url: string }
  | { readonly kind: 'none' };
