/** Calls as they are stored, and what is asked of the phone network. */
import type { Call, CallEnd, Sound } from '../core/call/call.ts';
import type { ConnectionFacts, NetworkAnswer, NetworkNumber, Webhook } from '../core/call/connection.ts';
import type { Campaign } from '../core/administration/campaign.ts';
import type { Language } from '../core/vocabulary/language.ts';
import type { Person } from '../core/vocabulary/people.ts';
import type { Moment } from '../core/vocabulary/time.ts';

export interface CallStore {
  /** Inserts a call; `known` when there is one of that identifier. */
  add(call: Call): Promise<'added' | 'known'>;
  /** One conditional write; null when somebody else changed the call in between. */
  swap(before: Call, after: Call): Promise<Call | null>;
  byId(id: string): Promise<Call | null>;
  bySid(sid: string): Promise<Call | null>;
  ofLead(leadId: string): Promise<readonly Call[]>;
  /** Calls about which nothing was heard until `checkAt`, longest silent first; what is over and not settled is among them. */
  silent(now: Moment, limit: number): Promise<readonly Call[]>;
  /** How many of the campaign's callers joined the line before then and are still in it. */
  aheadInLine(campaignId: string, lineSince: Moment): Promise<number>;
  /** How many of the campaign's callers came from the line to an agent since then. */
  answeredSince(campaignId: string, since: Moment): Promise<number>;
  /** Calls that came in since then: of this number, and of its block. */
  cameFrom(
    tel: string | undefined,
    campaignId: string,
    since: Moment,
  ): Promise<{ readonly ofCaller: number; readonly ofPrefix: number }>;
  /** The last calls of a number that are over, newest first: how long each was, in ms. */
  lastLengths(tel: string, before: Moment, limit: number): Promise<readonly number[]>;
  /** Calls of a campaign with a message or a recording from before then, oldest first; and those of persons who were erased. */
  withSoundsBefore(campaignId: string, at: Moment, limit: number): Promise<readonly Call[]>;
  withSoundsToErase(limit: number): Promise<readonly Call[]>;
  /** Minutes of all the campaign's legs that began since then and are over. */
  minutesSince(campaignId: string, since: Moment): Promise<number>;
}

/** What the network says of a call. `null` as its end: it is still going on. */
export interface NetworkCall {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly isInbound: boolean;
  readonly startedAt: Moment;
  /** False while it is in the queue of the network, and for good if it was canceled there. */
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

/** `sent`: taken, and no more than that. `isStopped`: this person has told the network to let nothing of ours through. */
export type TextOrder =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly reason: string; readonly isStopped?: boolean }
  | { readonly kind: 'unknown' };

export type Placing =
  | { readonly kind: 'placed'; readonly sid: string }
  /** `isOurs`: for a reason of our account or of the network's own, which says nothing of whom it was to ring. */
  | { readonly kind: 'refused'; readonly reason: string; readonly isOurs: boolean }
  | { readonly kind: 'unknown' };

/**
 * The telephone network, by the orders that it takes. `unknown`: no answer came, and the order may have been carried
 * out; whoever gave it does not give it again, and lets the deadline decide.
 */
export interface Phone {
  place(leg: Leg): Promise<Placing>;
  /** Makes a call ask again what it hears now. `gone`: it is over. */
  refresh(call: { readonly id: string; readonly sid: string }): Promise<'done' | 'gone'>;
  end(sid: string): Promise<'done' | 'gone'>;
  /** `coachSid`: the one leg that hears this one; null for everybody. */
  setVoice(
    conference: string,
    sid: string,
    voice: { readonly onHold?: boolean; readonly muted?: boolean; readonly coachSid?: string | null },
  ): Promise<'done' | 'gone'>;
  /** Sends keys into a conference, heard by this leg. */
  sendKeys(conference: string, sid: string, callId: string, keys: string): Promise<'done' | 'gone'>;
  /** Null when the network knows no such call. */
  find(sid: string): Promise<NetworkCall | null>;
  startedSince(since: Moment): Promise<readonly NetworkCall[]>;
  /** `callId`: under which its delivery is told. */
  sendText(text: {
    readonly callId: string;
    readonly to: string;
    readonly from: string;
    readonly body: string;
  }): Promise<TextOrder>;
  /** Whether the network has a text between these numbers from then on: for one whose order had no answer. */
  hasText(text: { readonly to: string; readonly from: string; readonly since: Moment }): Promise<boolean>;
  /** What was recorded in a call. */
  recordingsOf(sid: string): Promise<readonly Sound[]>;
  /** Its sound, as it comes from the network; null when the network has it no more. */
  openRecording(sid: string): Promise<{ readonly type: string; readonly sound: ReadableStream<Uint8Array> } | null>;
  /** Deleting what is not there is done already. */
  deleteRecording(sid: string): Promise<void>;
  /** What a browser needs to be a telephone under this identity. */
  softphone(identity: string): Softphone;
}

/**
 * What the phone network says of our account and numbers, for the setup check. Failures are answers too: nothing here
 * throws.
 */
export interface PhoneSetup {
  facts(): Pick<ConnectionFacts, 'accountSid' | 'publicUrl' | 'isLocal'>;
  account(): Promise<ConnectionFacts['account']>;
  /** Where else the token is accepted; null when nowhere. */
  otherRegion(): Promise<string | null>;
  key(): Promise<ConnectionFacts['key']>;
  /** Null when the account does not own it. */
  number(tel: string): Promise<NetworkAnswer<NetworkNumber | null>>;
  /** Sets the webhooks that are given, with POST. */
  setWebhooks(sid: string, webhooks: Partial<Readonly<Record<Webhook, string>>>): Promise<NetworkAnswer<NetworkNumber>>;
}

/** What the server offers to the desk's softphone; see shared/desk.ts. */
export type Softphone =
  | { readonly kind: 'twilio'; readonly identity: string; readonly token: string; readonly expiresInS: number }
  | { readonly kind: 'simulated'; readonly identity: string; readonly url: string }
  | { readonly kind: 'none' };

/** Reads a telephone number as people or networks write it; null when it is no number that can be rung back. */
export type ReadPerson = (tel: string, campaign: Campaign, language: Language) => Person | null;
