/**
 * What the network keeps: calls, whom they hear, bridges, queues, conferences, recordings and messages. The files named
 * after them say what happens to each.
 */
import type { Device } from '../handsets/device.ts';
import type { Parameters } from '../webhooks/sign.ts';
import type { Method, Target } from '../webhooks/webhooks.ts';
import type { Deferred, Interruption } from './interruption.ts';

export type CallStatus =
  'queued' | 'initiated' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';

export type ProgressEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/** Where the call's progress is reported. */
export interface Progress extends Target {
  readonly events: ReadonlySet<ProgressEvent>;
}

export interface Call {
  readonly sid: string;
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly parent: Call | null;
  /** The account's number that was called or is shown as the caller. */
  readonly numberSid: string | null;
  readonly createdAt: number;
  readonly progress: Progress | null;
  /** Requested when a document fails. A redirect may change it. */
  fallback: Target | null;
  /** Extra webhook parameters: what a client sent, or `StirVerstat`. */
  readonly extra: Readonly<Record<string, string>>;
  status: CallStatus;
  /** Null while queued. Stays null if the call is canceled there. */
  dialedAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  /** `human`, `machine_…`, `fax` or `unknown`, once requested detection is done. */
  answeredBy: string | null;
  /** Milliseconds until the call is placed; later, milliseconds spent in the last queue. */
  queueTimeMs: number;
  device: Device | null;
  /** Aborting it ends what the call does now. */
  flow: AbortController;
  /** Settles once the previous flow has cleaned up: flows of one call never overlap. */
  running: Promise<void>;
  /** Called with each key the phone presses. */
  readonly keyListeners: Set<(key: string) => void>;
  /** Called with speech from the phone. */
  readonly speechListeners: Set<(text: string, ms: number) => void>;
  /** The phone calls this while it rings. */
  onAnswer: ((how: 'answered' | 'busy' | 'no-answer' | 'failed') => void) | null;
  /** The SIP code with which it failed because nobody has the number; null otherwise. */
  nobodysCode: string | null;
  readonly ended: Deferred<void>;
  /** The bridge or conference the call is in; null while it hears a document. */
  scope: Scope | null;
  nextSequence: number;
  /** Progress reports are sent in order: each waits for the previous one. */
  reports: Promise<unknown>;
  isTalking: boolean;
  /** A trial account's notice is played once, before the first document. */
  hasHeardTrialNotice: boolean;
}

export interface Scope {
  readonly members: () => readonly Call[];
  /** Whether `listener` hears `speaker`, two different members. */
  readonly hears: (listener: Call, speaker: Call) => boolean;
}

/** A document's source. */
export type Source =
  | { readonly kind: 'url'; readonly url: string; readonly method: Method; readonly parameters?: Parameters }
  | { readonly kind: 'text'; readonly twiml: string };

export interface Bridge {
  readonly connectedAt: number;
  /** Resolves with the reason when either call leaves. */
  readonly over: Deferred<Interruption['why'] | 'star' | 'time-limit'>;
}

export interface Member {
  readonly call: Call;
  readonly enqueuedAt: number;
  /** Resolved when a call that dials the queue picks up the member. */
  readonly pickup: Deferred<Pickup>;
  isPickedUp: boolean;
}

export interface Pickup {
  readonly bridge: Bridge;
  /** Played to the member before it is connected. */
  readonly whisper: Source | null;
  /** Resolve when the whisper is over. */
  readonly ready: Deferred<boolean>;
}

export interface Queue {
  readonly sid: string;
  readonly createdAt: number;
  friendlyName: string;
  updatedAt: number;
  maxSize: number;
  readonly members: Member[];
  /** Wait times of the last hundred members that left, in seconds. */
  readonly waits: number[];
  /** Calls waiting for the next member. */
  readonly dialers: ((member: Member) => void)[];
}

export type RecordingSource = 'RecordVerb' | 'DialVerb' | 'Conference' | 'OutboundAPI';

export interface Recording {
  readonly sid: string;
  readonly callSid: string;
  readonly conferenceSid: string | null;
  readonly source: RecordingSource;
  readonly startedAt: number;
  readonly channels: number;
  readonly callback: (Target & { readonly events: ReadonlySet<string> }) | null;
  status: 'in-progress' | 'completed' | 'absent';
  endedAt: number | null;
  transcript: string;
}

export type EndReason =
  | 'conference-ended-via-api'
  | 'participant-with-end-conference-on-exit-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'last-participant-kicked'
  | 'last-participant-left';

export interface Participant {
  readonly call: Call;
  readonly label: string | null;
  readonly startsConference: boolean;
  readonly joinedAt: number;
  readonly beep: 'true' | 'false' | 'onEnter' | 'onExit';
  endsConference: boolean;
  updatedAt: number;
  muted: boolean;
  hold: boolean;
  /** Played on hold; null is the network's own music. */
  holdTarget: Target | null;
  /** The only call that hears this one. */
  coaches: string | null;
  /** Set when the participant must leave. The Dial then continues. */
  leaveReason: 'kicked' | 'ended' | 'star' | null;
  /** Resolved and replaced whenever what the network plays to the participant may have changed. */
  change: Deferred<void>;
  /** Aborted when the participant leaves; stops its announcements. */
  readonly gone: AbortController;
  /** Announcements play one after another, so that no key is lost. */
  announced: Promise<void>;
}

export interface Conference {
  readonly sid: string;
  readonly friendlyName: string;
  readonly createdAt: number;
  readonly participants: Participant[];
  /** Called over the API, not joined yet. */
  readonly expected: Set<Call>;
  readonly callback: (Target & { readonly events: ReadonlySet<string> }) | null;
  readonly scope: Scope;
  updatedAt: number;
  status: 'init' | 'in-progress' | 'completed';
  endedBecause: EndReason | null;
  endedByCall: string | null;
  nextSequence: number;
  reports: Promise<unknown>;
  recording: Recording | null;
  /** The first call that requested a recording, and its callback; null if no call has. */
  records: { readonly callSid: string; readonly callback: Recording['callback'] } | null;
}

export interface Message {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly createdAt: number;
  readonly callback: Target | null;
  status: 'queued' | 'sent' | 'delivered' | 'undelivered';
  sentAt: number | null;
  updatedAt: number;
  /** Why it was not delivered: a published error code. */
  errorCode: number | null;
}
