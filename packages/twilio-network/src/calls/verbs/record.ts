/**
 * Record: beeps, then records until a key, silence, the maximum length, or the end of the call. If nothing is said there
 * is no recording, and the document continues. https://www.twilio.com/docs/voice/twiml/record
 */
import type { Verb } from '../../language/document.ts';
import { Interruption } from '../interruption.ts';
import { answerInbound, notify } from '../lifecycle.ts';
import { NEXT, type Flow, type Outcome } from '../outcome.ts';
import { callParameters } from '../../webhooks/parameters.ts';
import { endRecording, recordingUrl, secondsOfRecording, startRecording } from '../recording.ts';
import type { Recording } from '../records.ts';
import { resolveUrl, secondsOf, sourceAt, booleanOf } from '../resolve.ts';
import { wordsOf } from '../../language/kinds.ts';
import { asMethod } from '../call.ts';

const DEFAULT_SILENCE_S = 5;
const DEFAULT_LONGEST_S = 3600;

export async function record(flow: Flow, verb: Verb): Promise<Outcome> {
  const { net, call } = flow;
  answerInbound(net, call);
  if (booleanOf(verb, 'playBeep', true)) call.device?.hear({ kind: 'beep' });
  const recording = startRecording(net, {
    callSid: call.sid,
    source: 'RecordVerb',
    callback: recordingCallback(flow, verb),
  });
  try {
    const { finishedOn, saidMs } = await listen(flow, verb, recording);
    endRecording(net, recording, saidMs);
    if (recording.status === 'absent') {
      net.recordings.delete(recording.sid);
      return NEXT;
    }
    return { kind: 'goto', source: resultOf(flow, verb, recording, finishedOn) };
  } catch (error) {
    if (error instanceof Interruption) finishAfterInterruption(flow, verb, recording, error);
    throw error;
  }
}

/** The recording callback of a verb; null if it has none. */
export function recordingCallback(flow: Flow, verb: Verb): Recording['callback'] {
  const {
    recordingStatusCallback: url,
    recordingStatusCallbackMethod: method,
    recordingStatusCallbackEvent,
  } = verb.attributes;
  if (url === undefined || url === '') return null;
  const events = wordsOf(recordingStatusCallbackEvent);
  return {
    url: resolveUrl(flow, url),
    method: asMethod(method),
    events: new Set(events.length > 0 ? events : ['completed']),
  };
}

/** Waits for the end of the speech. `saidMs` is its length without trailing silence. */
async function listen(flow: Flow, verb: Verb, recording: Recording): Promise<{ finishedOn: string; saidMs: number }> {
  const { net, call } = flow;
  const silenceMs = secondsOf(verb, 'timeout', DEFAULT_SILENCE_S);
  const longestMs = secondsOf(verb, 'maxLength', DEFAULT_LONGEST_S);
  const finishes = verb.attributes['finishOnKey'] ?? '1234567890*#';
  const startedAt = net.clock.now();
  let saidUntil = startedAt;
  let finishedOn = '';
  const stop = new AbortController();
  const onSpeech = (text: string, ms: number) => {
    saidUntil = Math.max(saidUntil, net.clock.now() + ms);
    recording.transcript = `${recording.transcript} ${text}`.trim();
  };
  const onKey = (key: string) => {
    if (!finishes.includes(key)) return;
    finishedOn = key;
    stop.abort(FINISHED);
  };
  call.speechListeners.add(onSpeech);
  call.keyListeners.add(onKey);
  try {
    const signal = AbortSignal.any([flow.signal, stop.signal]);
    for (;;) {
      // An open microphone counts as speech.
      if (call.isTalking) saidUntil = net.clock.now();
      const now = net.clock.now();
      const until = Math.min(startedAt + longestMs, saidUntil + silenceMs);
      if (until <= now) break;
      await net.clock.sleep(Math.min(until - now, 1000), signal);
    }
  } catch (error) {
    if (error !== FINISHED) throw error;
  } finally {
    call.speechListeners.delete(onSpeech);
    call.keyListeners.delete(onKey);
  }
  return { finishedOn, saidMs: Math.min(saidUntil, net.clock.now()) - startedAt };
}

const FINISHED = new Error('a key finished the recording');

const parametersOf = (flow: Flow, recording: Recording, digits: string) => ({
  RecordingUrl: recordingUrl(flow.net.account.sid, recording.sid),
  RecordingSid: recording.sid,
  RecordingDuration: String(secondsOfRecording(recording, flow.net.clock.now())),
  Digits: digits,
});

const resultOf = (flow: Flow, verb: Verb, recording: Recording, digits: string) =>
  sourceAt(flow, verb.attributes['action'] ?? '', verb.attributes['method'], parametersOf(flow, recording, digits));

/** Most messages end with a hangup: the action is requested, but its answer is not executed. */
function finishAfterInterruption(flow: Flow, verb: Verb, recording: Recording, { why }: Interruption): void {
  const { net, call } = flow;
  endRecording(net, recording);
  if (why !== 'ended' || recording.status === 'absent') return;
  const source = resultOf(flow, verb, recording, 'hangup');
  if (source.kind !== 'url') return;
  const parameters = { ...callParameters(net.account.sid, call), ...source.parameters };
  void notify(net, 'voice', source, 'The recording ended with the call', parameters, call.sid);
}
