/**
 * Conferences: rooms by name, in one of these states:
 *
 * - init         fewer than two participants, or none that starts it. They hear wait music.
 * - in-progress  participants hear each other, subject to mute, hold and coaching.
 * - completed    the last participant, or one that ends it, left. Final; the name can be used again.
 *
 * https://www.twilio.com/docs/voice/twiml/conference, https://www.twilio.com/docs/voice/api/conference-participant-resource
 */
import { rfc2822 } from '../dates.ts';
import { newSid } from '../sids.ts';
import type { Parameters } from '../webhooks/sign.ts';
import type { Target } from '../webhooks/webhooks.ts';
import type { Recording } from './records.ts';
import { forgetOldest, type Exchange } from './exchange.ts';
import { Interruption, deferred } from './interruption.ts';
import { notify } from './lifecycle.ts';
import { conferenceScope } from './conferenceScope.ts';
import { setScope, updateAudio } from './media.ts';
import { endRecording, startRecording } from './recording.ts';
import type { Conference, EndReason, Participant } from './records.ts';

/** The conference of that name that is not completed; null if there is none. */
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
    scope: conferenceScope(participants, () => conference.status === 'in-progress'),
    status: 'init',
    endedBecause: null,
    endedByCall: null,
    nextSequence: 1,
    reports: Promise.resolve(),
    recording: null,
    records: null,
  };
  net.conferences.set(conference.sid, conference);
  forgetOldest(net.conferences, net.limits.keptRecords, ({ status }) => status === 'completed');
  return conference;
}

/** A label is unique in its conference and must not look like a call: https://www.twilio.com/docs/api/errors/16023 */
export function whyNotLabel(conference: Conference | null, label: string): 'invalid' | 'taken' | null {
  if (label.length > 128 || /^CA[0-9a-f]{32}$|\/|%2F/i.test(label)) return 'invalid';
  return conference?.participants.some((participant) => participant.label === label) ? 'taken' : null;
}

/** A single participant waits with music: the conference has not started. */
const MEMBERS_TO_START = 2;

/** Adds a participant. Starts the conference once there are two, at least one of which starts it. */
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
    reportConference(net, conference, 'start', 'conference-start', null);
    if (recordsFor) {
      const { sid: conferenceSid } = conference;
      conference.recording = startRecording(net, { ...recordsFor, conferenceSid, source: 'Conference' });
    }
  }
  reportConference(net, conference, 'join', 'participant-join', participant);
  if (conference.status === 'in-progress' && (participant.beep === 'true' || participant.beep === 'onEnter'))
    beep(conference);
  net.log.write('call', `${participant.call.from} is in the conference ${conference.friendlyName}`, {
    callSid: participant.call.sid,
  });
  if (starts) for (const other of conference.participants) signalChange(other);
  updateAudio(conference.scope.members());
}

/** Removes a participant. The conference ends if this one ends it, or if it was the last. */
export function leave(net: Exchange, conference: Conference, participant: Participant): void {
  const place = conference.participants.indexOf(participant);
  if (place === -1) return;
  participant.gone.abort(new Interruption('stopped'));
  conference.participants.splice(place, 1);
  if (participant.call.scope === conference.scope) setScope(null, [participant.call]);
  updateAudio(conference.scope.members());
  reportConference(net, conference, 'leave', 'participant-leave', participant);
  if (conference.status === 'completed') return;
  const wasKicked = participant.leaveReason === 'kicked';
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
    participant.leaveReason ??= 'ended';
    signalChange(participant);
  }
  reportConference(net, conference, 'end', 'conference-end', null);
}

export function signalChange(participant: Participant): void {
  const { change } = participant;
  participant.change = deferred();
  change.resolve();
}

/** What the API may change about a participant. It takes effect at once. */
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
    reportConference(
      net,
      conference,
      'mute',
      participant.muted ? 'participant-mute' : 'participant-unmute',
      participant,
    );
  }
  if (participant.hold !== wasHeld) {
    reportConference(
      net,
      conference,
      'hold',
      participant.hold ? 'participant-hold' : 'participant-unhold',
      participant,
    );
    signalChange(participant);
  }
  if (participant.coaches !== coached) reportConference(net, conference, 'modify', 'participant-modify', participant);
  updateAudio(conference.scope.members());
}

export function kick(participant: Participant): void {
  participant.leaveReason = 'kicked';
  signalChange(participant);
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

/** `group` is what the callback subscribes to, `event` the name it receives, `more` the extra parameters. */
export function reportConference(
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
  conference.reports = conference.reports.then(() =>
    notify(net, 'conference', callback, `Conference event: ${event}`, parameters, participant?.call.sid),
  );
}

function reasonLeft({ leaveReason, call }: Participant): string {
  if (leaveReason === 'kicked') return 'participant_updated_via_api';
  if (leaveReason === 'ended') return 'conference_ended';
  return call.endedAt === null ? 'participant_updated_via_api' : 'participant_hung_up';
}
