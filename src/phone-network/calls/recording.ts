/** Recordings: their facts, not their sound. What a telephone said while one ran is kept as its transcript, in memory. */
import { rfc2822 } from '../dates.ts';
import { newSid } from '../sids.ts';
import type { Target } from '../webhooks/webhooks.ts';
import { forgetOldest, type Exchange } from './exchange.ts';
import { tell } from './lifecycle.ts';

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

/** Where its sound would be; the network answers there with a silent WAV file. */
export const recordingUrl = (accountSid: string, sid: string): string =>
  `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`;

export const secondsOfRecording = (recording: Recording, now: number): number =>
  Math.round(((recording.endedAt ?? now) - recording.startedAt) / 1000);

export function startRecording(
  net: Exchange,
  given: Pick<Recording, 'callSid' | 'source' | 'callback'> & { conferenceSid?: string; channels?: number },
): Recording {
  const recording: Recording = {
    sid: newSid('RE'),
    startedAt: net.clock.now(),
    status: 'in-progress',
    endedAt: null,
    transcript: '',
    ...given,
    conferenceSid: given.conferenceSid ?? null,
    channels: given.channels ?? 1,
  };
  net.recordings.set(recording.sid, recording);
  forgetOldest(net.recordings, net.limits.keptRecords, ({ endedAt }) => endedAt !== null);
  tellRecording(net, recording);
  return recording;
}

/** `lengthMs` where it is shorter than the time that passed: silence at the end is cut off. */
export function endRecording(net: Exchange, recording: Recording, lengthMs?: number): void {
  if (recording.endedAt !== null) return;
  recording.endedAt = lengthMs === undefined ? net.clock.now() : recording.startedAt + lengthMs;
  recording.status = recording.endedAt > recording.startedAt ? 'completed' : 'absent';
  tellRecording(net, recording);
}

function tellRecording(net: Exchange, recording: Recording): void {
  const { callback } = recording;
  if (!callback?.events.has(recording.status)) return;
  void tell(
    net,
    'recording',
    callback,
    `The recording is ${recording.status}`,
    {
      AccountSid: net.account.sid,
      CallSid: recording.callSid,
      ...(recording.conferenceSid === null ? {} : { ConferenceSid: recording.conferenceSid }),
      RecordingSid: recording.sid,
      RecordingUrl: recordingUrl(net.account.sid, recording.sid),
      RecordingStatus: recording.status,
      RecordingDuration: String(secondsOfRecording(recording, net.clock.now())),
      RecordingChannels: String(recording.channels),
      RecordingStartTime: rfc2822(recording.startedAt),
      RecordingSource: recording.source,
      RecordingTrack: 'both',
    },
    recording.callSid,
  );
}
