/** The conversation of a Dial with another call: until one leaves, the star key, or the time limit. Recorded on request. */
import type { Verb } from '../../language/document.ts';
import { connect, makeBridge } from '../bridge.ts';
import type { Bridge, Call } from '../records.ts';
import { orInterrupted } from '../interruption.ts';
import { answerInbound } from '../lifecycle.ts';
import type { Flow } from '../outcome.ts';
import { endRecording, recordingUrl, secondsOfRecording, startRecording } from '../recording.ts';
import { secondsOf, booleanOf } from '../resolve.ts';
import type { DialResult } from './dialResult.ts';
import { recordingCallback } from './record.ts';

const LONGEST_S = 4 * 3600;

export async function converse(
  flow: Flow,
  verb: Verb,
  other: Call,
  result: DialResult,
  bridge: Bridge = makeBridge(flow.net.clock.now()),
): Promise<void> {
  const { net, call, signal } = flow;
  answerInbound(net, call);
  const connectedAt = net.clock.now();
  let overAt: number | null = null;
  result.status = 'completed';
  result.callSid = other.sid;
  result.bridged = true;
  result.seconds = () => Math.round(((overAt ?? net.clock.now()) - connectedAt) / 1000);
  connect(net, bridge, call, other);

  const wantsRecording = /^(true|record)/.test(verb.attributes['record'] ?? '');
  const channels = verb.attributes['record']?.endsWith('dual') ? 2 : 1;
  const recording = wantsRecording
    ? startRecording(net, { callSid: call.sid, source: 'DialVerb', channels, callback: recordingCallback(flow, verb) })
    : null;
  const cancelLimit = net.clock.after(secondsOf(verb, 'timeLimit', LONGEST_S), () => bridge.over.resolve('time-limit'));
  const onKey = (key: string) => {
    if (key === '*' && booleanOf(verb, 'hangupOnStar', false)) bridge.over.resolve('star');
  };
  call.keyListeners.add(onKey);
  try {
    await orInterrupted(bridge.over.promise, signal);
  } finally {
    overAt = net.clock.now();
    cancelLimit();
    call.keyListeners.delete(onKey);
    if (recording) {
      endRecording(net, recording);
      result.more = {
        RecordingUrl: recordingUrl(net.account.sid, recording.sid),
        RecordingSid: recording.sid,
        RecordingDuration: String(secondsOfRecording(recording, overAt)),
      };
    }
  }
}
