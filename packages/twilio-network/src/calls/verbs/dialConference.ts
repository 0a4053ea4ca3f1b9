/**
 * Puts the call into a conference until it leaves: by the star key, over the API, when the conference ends, or by hanging
 * up. Meanwhile the network plays wait music or hold music as needed.
 */
import type { Verb } from '../../language/document.ts';
import { TwimlFailure } from '../../language/failure.ts';
import { asMethod } from '../call.ts';
import { conferenceNamed, join, leave, openConference, signalChange, whyNotLabel } from '../conference.ts';
import type { Conference, Participant } from '../records.ts';
import { Interruption, deferred, orInterrupted, unlessStopped } from '../interruption.ts';
import { answerInbound } from '../lifecycle.ts';
import type { Flow } from '../outcome.ts';
import { resolveUrl, sourceAt, booleanOf } from '../resolve.ts';
import { wordsOf } from '../../language/kinds.ts';
import type { Target } from '../../webhooks/webhooks.ts';
import type { DialResult } from './dialResult.ts';
import { recordingCallback } from './record.ts';

const MAX_PARTICIPANTS = 250;
/** The minimum time between two requests for a document that takes no time. */
const BETWEEN_DOCUMENTS_MS = 1000;

export async function dialConference(flow: Flow, verb: Verb, noun: Verb, result: DialResult): Promise<void> {
  const { net, call } = flow;
  answerInbound(net, call);
  const conference = conferenceNamed(net, noun.text) ?? openConference(net, noun.text, callbackOf(flow, noun));
  const mostParticipants = Number(noun.attributes['maxParticipants'] ?? MAX_PARTICIPANTS);
  if (conference.participants.length >= mostParticipants) {
    result.status = 'failed';
    return;
  }
  const participant = makeParticipant(flow, noun);
  const { coaches, label } = participant;
  if (coaches !== null && !conference.participants.some((other) => other.call.sid === coaches))
    throw new TwimlFailure(13240, `Dial->Conference: Invalid Whisper SID: ${coaches} is not in the conference`);
  const problem = label === null ? null : whyNotLabel(conference, label);
  if (problem !== null) {
    // The call does not join, and the document continues: https://www.twilio.com/docs/api/errors/16025
    net.log.write('error', `${problem === 'taken' ? 16025 : 16023}: Participant label ${label} is ${problem}`, {
      callSid: call.sid,
    });
    result.status = 'failed';
    return;
  }
  result.status = 'answered';
  result.bridged = true;
  result.seconds = () => Math.round((net.clock.now() - participant.joinedAt) / 1000);
  const onKey = (key: string) => {
    if (key !== '*' || !booleanOf(verb, 'hangupOnStar', false)) return;
    participant.leaveReason = 'star';
    signalChange(participant);
  };
  call.keyListeners.add(onKey);
  join(
    net,
    conference,
    participant,
    noun.attributes['record'] === 'record-from-start' ? recordingCallback(flow, noun) : 'no',
  );
  try {
    while (!mustLeave(participant)) await playUntilChange(flow, noun, conference, participant);
  } finally {
    call.keyListeners.delete(onKey);
    leave(net, conference, participant);
  }
}

/** A function, because the participant changes while we wait. */
const mustLeave = (participant: Participant): boolean => participant.leaveReason !== null;

function makeParticipant({ net, call }: Flow, noun: Verb): Participant {
  return {
    call,
    label: noun.attributes['participantLabel'] ?? null,
    startsConference: booleanOf(noun, 'startConferenceOnEnter', true),
    endsConference: booleanOf(noun, 'endConferenceOnExit', false),
    beep: (noun.attributes['beep'] ?? 'true') as Participant['beep'],
    joinedAt: net.clock.now(),
    updatedAt: net.clock.now(),
    muted: booleanOf(noun, 'muted', false),
    hold: false,
    holdTarget: null,
    coaches: noun.attributes['coach'] ?? null,
    leaveReason: null,
    change: deferred(),
    gone: new AbortController(),
    announced: Promise.resolve(),
  };
}

function callbackOf(flow: Flow, noun: Verb): Conference['callback'] {
  const { statusCallback, statusCallbackMethod, statusCallbackEvent } = noun.attributes;
  if (!statusCallback) return null;
  const url = resolveUrl(flow, statusCallback);
  return { url, method: asMethod(statusCallbackMethod), events: new Set(wordsOf(statusCallbackEvent)) };
}

/** Plays what the participant hears from the network until that changes. */
async function playUntilChange(
  flow: Flow,
  noun: Verb,
  conference: Conference,
  participant: Participant,
): Promise<void> {
  const change = participant.change.promise;
  if (participant.hold) return playUntil(change, flow, participant.holdTarget, true);
  if (conference.status === 'init') {
    const { waitUrl, waitMethod } = noun.attributes;
    const target = waitUrl ? { url: resolveUrl(flow, waitUrl), method: asMethod(waitMethod) } : null;
    return playUntil(change, flow, target, waitUrl !== '');
  }
  await orInterrupted(change, flow.signal);
}

/** Repeats the document at the target; without one, plays the network's music or silence. */
async function playUntil(change: Promise<void>, flow: Flow, target: Target | null, hasMusic: boolean): Promise<void> {
  const { net, call } = flow;
  const stop = new AbortController();
  void change.then(() => stop.abort(new Interruption('stopped')));
  const signal = AbortSignal.any([flow.signal, stop.signal]);
  if (!target) {
    if (hasMusic) call.device?.hear({ kind: 'music', url: null });
    await orInterrupted(change, flow.signal);
    return;
  }
  const playing = async () => {
    for (;;) {
      const startedAt = net.clock.now();
      const source = sourceAt(flow, target.url, target.method);
      await flow.run({ net, call, signal, room: 'conference-wait', url: flow.url, parameters: () => ({}) }, source);
      if (net.clock.now() - startedAt < BETWEEN_DOCUMENTS_MS) await net.clock.sleep(BETWEEN_DOCUMENTS_MS, signal);
    }
  };
  await unlessStopped(playing(), flow.signal);
}
