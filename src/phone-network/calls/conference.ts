/**
 * Conferences: rooms by name, in one of these states:
 *
 * - init         fewer than two are there, or nobody yet with whom it starts; they hear wait music.
 * - in-progress  those who are there hear each other, as far as mute, hold and coaching allow.
 * - completed    over, because the last one, or one with whom it ends, left. Final; the name makes a new room.
 *
 * https://www.twilio.com/docs/voice/twiml/conference, https://www.twilio.com/docs/voice/api/conference-participant-resource
 */
import { rfc2822 } from '../dates.ts';
import { newSid } from '../sids.ts';
import type { Parameters } from '../webhooks/sign.ts';
import type { Target } from '../webhooks/webhooks.ts';
import type { Call } from './call.ts';
import { forgetOldest, type Exchange } from './exchange.ts';
import { Interruption, deferred, type Deferred } from './interruption.ts';
import { tell } from './lifecycle.ts';
import { setScope, tellAudio, type Scope } from './media.ts';
import { endRecording, startRecording, type Recording } from './recording.ts';

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
  /** What is heard on hold; null is the network's music. */
  holdTarget: Target | null;
  /** The call that alone hears this one. */
  coaches: string | null;
  /** Set when the participant has to go; the Dial then goes on. */
  goesBecause: 'kicked' | 'ended' | 'star' | null;
  /** Resolved, and made anew, whenever what the participant hears from the network may have changed. */
  change: Deferred<void>;
  /** Aborted when it leaves: what is being announced to it stops. */
  readonly gone: AbortController;
  /** What is announced to it comes one after the other, so that no key of two is lost. */
  announced: Promise<void>;
}

export interface Conference {
  readonly sid: string;
  readonly friendlyName: string;
  readonly createdAt: number;
  readonly participants: Participant[];
  /** Dialled by the API and not there yet. */
  readonly expected: Set<Call>;
  readonly callback: (Target & { readonly events: ReadonlySet<string> }) | null;
  readonly scope: Scope;
  updatedAt: number;
  status: 'init' | 'in-progress' | 'completed';
  endedBecause: EndReason | null;
  endedByCall: string | null;
  nextSequence: number;
  told: Promise<unknown>;
  recording: Recording | null;
  /** Who is told of its recording, and in whose call it was asked for first; null while nobody asked for one. */
  records: { readonly callSid: string; readonly callback: Recording['callback'] } | null;
}

/** The room of that name which is not over; null when there is none. */
export const conferenceNamed = (net: Exchange, name: string): Conference | null =>
  [...net.conferences.values()].find(({ friendlyName, status }) => friendlyName === name && status !== 'completed') ??
  null;

export function openConference(net: Exchange, friendlyName: string, callback: Conference['callback']): Conference {
  const now = net.clock.now();
  const participants: Participant[] = [];
  const conference: Conference = {
    sid: newSid('CF'),
    friendlyName,
    createdAt: now,
    updatedAt: now,
    participants,
    expected: new Set(),
    callback,
    scope: scopeOf(participants, () => conference.status === 'in-progress'),
    status: 'init',
    endedBecause: null,
    endedByCall: null,
    nextSequence: 1,
    told: Promise.resolve(),
    recording: null,
    records: null,
  };
  net.conferences.set(conference.sid, conference);
  forgetOldest(net.conferences, net.limits.keptRecords, ({ status }) => status === 'completed');
  return conference;
}

function scopeOf(participants: readonly Participant[], isStarted: () => boolean): Scope {
  const of = (call: Call) => participants.find((participant) => participant.call === call);
  return {
    members: () => participants.map(({ call }) => call),
    hears(listener, speaker) {
      const ear = of(listener);
      const mouth = of(speaker);
      if (!isStarted() || !ear || !mouth || ear.hold || mouth.hold || mouth.muted) return false;
      return mouth.coaches === null || mouth.coaches === listener.sid;
    },
  };
}

/** A label is unique in its conference, and cannot be mistaken for a call: https://www.twilio.com/docs/api/errors/16023 */
export function whyNotLabel(conference: Conference | null, label: string): 'invalid' | 'taken' | null {
  if (label.length > 128 || /^CA[0-9a-f]{32}$|\/|%2F/i.test(label)) return 'invalid';
  return conference?.participants.some((participant) => participant.label === label) ? 'taken' : null;
}

/** A conference of one has not begun: who is alone in it hears the wait music. */
const MEMBERS_TO_START = 2;

/** Lets a call in, and starts the conference once two are there, one of them somebody with whom it starts. */
export function join(
  net: Exchange,
  conference: Conference,
  participant: Participant,
  records: Recording['callback'] | 'no',
): void {
  conference.expected.delete(participant.call);
  conference.participants.push(participant);
  setScope(conference.scope, [participant.call]);
  if (records !== 'no') conference.records ??= { callSid: participant.call.sid, callback: records };
  const { participants, records: recordsFor } = conference;
  const isEnough = participants.length >= MEMBERS_TO_START && participants.some((one) => one.startsConference);
  const starts = conference.status === 'init' && isEnough;
  if (starts) {
    conference.status = 'in-progress';
    tellConference(net, conference, 'start', 'conference-start', null);
    if (recordsFor) {
      const { sid: conferenceSid } = conference;
      conference.recording = startRecording(net, { ...recordsFor, conferenceSid, source: 'Conference' });
    }
  }
  tellConference(net, conference, 'join', 'participant-join', participant);
  if (conference.status === 'in-progress' && (participant.beep === 'true' || participant.beep === 'onEnter'))
    beep(conference);
  net.log.write('call', `${participant.call.from} is in the conference ${conference.friendlyName}`, {
    callSid: participant.call.sid,
  });
  if (starts) for (const other of conference.participants) touch(other);
  tellAudio(conference.scope.members());
}

/** Takes a call out; the conference ends when it ends with this one, or when nobody is left. */
export function leave(net: Exchange, conference: Conference, participant: Participant): void {
  const place = conference.participants.indexOf(participant);
  if (place === -1) return;
  participant.gone.abort(new Interruption('stopped'));
  conference.participants.splice(place, 1);
  if (participant.call.scope === conference.scope) setScope(null, [participant.call]);
  tellAudio(conference.scope.members());
  tellConference(net, conference, 'leave', 'participant-leave', participant);
  if (conference.status === 'completed') return;
  const wasKicked = participant.goesBecause === 'kicked';
  if (participant.beep === 'true' || participant.beep === 'onExit') beep(conference);
  if (participant.endsConference) {
    const reason = `participant-with-end-conference-on-exit-${wasKicked ? 'kicked' : 'left'}` as const;
    endConference(net, conference, reason, participant.call.sid);
  } else if (conference.participants.length === 0) {
    endConference(net, conference, `last-participant-${wasKicked ? 'kicked' : 'left'}`, participant.call.sid);
  }
}

export function endConference(net: Exchange, conference: Conference, reason: EndReason, byCall: string | null): void {
  if (conference.status === 'completed') return;
  conference.status = 'completed';
  conference.updatedAt = net.clock.now();
  conference.endedBecause = reason;
  conference.endedByCall = byCall;
  if (conference.recording) endRecording(net, conference.recording);
  for (const participant of [...conference.participants]) {
    participant.goesBecause ??= 'ended';
    touch(participant);
  }
  tellConference(net, conference, 'end', 'conference-end', null);
}

export function touch(participant: Participant): void {
  const { change } = participant;
  participant.change = deferred();
  change.resolve();
}

/** What the API may change about a participant; everybody concerned hears it at once. */
export interface ParticipantChange {
  readonly muted?: boolean;
  readonly hold?: boolean;
  readonly holdTarget?: Target | null;
  readonly coaches?: string | null;
  readonly endsConference?: boolean;
}

export function changeParticipant(
  net: Exchange,
  conference: Conference,
  participant: Participant,
  change: ParticipantChange,
): void {
  const { muted: wasMuted, hold: wasHeld, coaches: coached } = participant;
  Object.assign(participant, change, { updatedAt: net.clock.now() });
  if (participant.muted !== wasMuted) {
    tellConference(net, conference, 'mute', participant.muted ? 'participant-mute' : 'participant-unmute', participant);
  }
  if (participant.hold !== wasHeld) {
    tellConference(net, conference, 'hold', participant.hold ? 'participant-hold' : 'participant-unhold', participant);
    touch(participant);
  }
  if (participant.coaches !== coached) tellConference(net, conference, 'modify', 'participant-modify', participant);
  tellAudio(conference.scope.members());
}

export function kick(participant: Participant): void {
  participant.goesBecause = 'kicked';
  touch(participant);
}

function beep(conference: Conference): void {
  for (const { call, hold } of conference.participants) if (!hold) call.device?.hear({ kind: 'beep' });
}

function participantParameters({
  call,
  muted,
  hold,
  coaches,
  label,
  startsConference,
  endsConference,
}: Participant): Parameters {
  return {
    CallSid: call.sid,
    Muted: String(muted),
    Hold: String(hold),
    Coaching: String(coaches !== null),
    ...(coaches === null ? {} : { CallSidToCoach: coaches }),
    ...(label === null ? {} : { ParticipantLabel: label }),
    StartConferenceOnEnter: String(startsConference),
    EndConferenceOnExit: String(endsConference),
  };
}

/** `group` is what the callback subscribes to, `event` what it is told, `more` what this event says besides. */
export function tellConference(
  net: Exchange,
  conference: Conference,
  group: string,
  event: string,
  participant: Participant | null,
  more: Parameters = {},
): void {
  conference.updatedAt = net.clock.now();
  const { callback } = conference;
  const sequenceNumber = conference.nextSequence++;
  if (!callback?.events.has(group)) return;
  const parameters = {
    AccountSid: net.account.sid,
    ConferenceSid: conference.sid,
    FriendlyName: conference.friendlyName,
    StatusCallbackEvent: event,
    SequenceNumber: String(sequenceNumber),
    Timestamp: rfc2822(net.clock.now()),
    ...(participant ? participantParameters(participant) : {}),
    ...more,
    ...(event === 'participant-leave' && participant
      ? { ParticipantCallStatus: participant.call.status, ReasonParticipantLeft: reasonLeft(participant) }
      : {}),
    ...(conference.endedBecause === null || event !== 'conference-end'
      ? {}
      : {
          ReasonConferenceEnded: conference.endedBecause,
          ...(conference.endedByCall === null ? {} : { CallSidEndingConference: conference.endedByCall }),
        }),
  };
  conference.told = conference.told.then(() =>
    tell(net, 'conference', callback, `The conference tells: ${event}`, parameters, participant?.call.sid),
  );
}

function reasonLeft({ goesBecause, call }: Participant): string {
  if (goesBecause === 'kicked') return 'participant_updated_via_api';
  if (goesBecause === 'ended') return 'conference_ended';
  return call.endedAt === null ? 'participant_updated_via_api' : 'participant_hung_up';
}
