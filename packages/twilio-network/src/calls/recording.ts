/** Recordings without sound. What the phone said is kept as a transcript, in memory. */
import { rfc2822 } from '../dates.ts';
import { newSid } from '../sids.ts';
import { forgetOldest, type Exchange } from './exchange.ts';
import { notify } from './lifecycle.ts';
import type { Recording } from './records.ts';

/** The address of the sound. The network serves a silent WAV file. */
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
  reportRecording(net, recording);
  return recording;
}

/** `lengthMs` if it is shorter than the elapsed time: silence at the end is trimmed. */
export function endRecording(net: Exchange, recording: Recording, lengthMs?: number): void {
  if (recording.endedAt !== null) return;
  recording.endedAt = lengthMs === undefined ? net.clock.now() : recording.startedAt + lengthMs;
  recording.status = recording.endedAt > recording.startedAt ? 'completed' : 'absent';
  reportRecording(net, recording);
}

function reportRecording(net: Exchange, recording: Recording): void {
  const { callback } = recording;
  if (!callback?.events.has(recording.status)) return;
  void notify(
    net,
    'recording',
    callback,
    `Recording ${recording.status}`,
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
