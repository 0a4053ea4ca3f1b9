/** Recordings: https://www.twilio.com/docs/voice/api/recording */
import { Router, type Request } from 'express';
import { rfc2822 } from '../dates.ts';
import type { Exchange } from '../calls/exchange.ts';
import { recordingUrl, secondsOfRecording } from '../calls/recording.ts';
import type { Recording } from '../calls/records.ts';
import { API_VERSION } from '../webhooks/parameters.ts';
import type { RestContext } from './context.ts';
import { notFound } from './errors.ts';
import { readForm } from './form.ts';
import { newestFirst, page } from './page.ts';
import { isWithin } from './times.ts';

export function recordingRoutes({ net, root }: RestContext): Router {
  const router = Router();
  const present = (recording: Recording) => presentRecording(net, root, recording);
  const find = (request: Request): Recording => {
    const recording = net.recordings.get(String(request.params['sid']));
    if (!recording) throw notFound(request.originalUrl);
    return recording;
  };
  router.get('/Recordings.json', (request, response) => {
    const form = readForm(request);
    const recordings = newestFirst(net.recordings.values()).filter(
      ({ callSid, conferenceSid, startedAt }) =>
        (!form.has('CallSid') || form.text('CallSid') === callSid) &&
        (!form.has('ConferenceSid') || form.text('ConferenceSid') === conferenceSid) &&
        isWithin(startedAt, 'DateCreated', form),
    );
    response.json(page(request, 'recordings', recordings, present));
  });
  router.get('/Recordings/:sid.json', (request, response) => {
    response.json(present(find(request)));
  });
  router.delete('/Recordings/:sid.json', (request, response) => {
    net.recordings.delete(find(request).sid);
    response.status(204).end();
  });
  // Silence of the right length, so that a player has something to play.
  router.get(['/Recordings/:sid.wav', '/Recordings/:sid'], (request, response) => {
    response.type('audio/wav').send(silentWav(secondsOfRecording(find(request), net.clock.now())));
  });
  return router;
}

export function presentRecording(net: Exchange, root: string, recording: Recording): object {
  const uri = `${root}/Recordings/${recording.sid}`;
  return {
    sid: recording.sid,
    account_sid: net.account.sid,
    call_sid: recording.callSid,
    conference_sid: recording.conferenceSid,
    channels: recording.channels,
    source: recording.source,
    status: recording.status === 'in-progress' ? 'processing' : recording.status,
    start_time: rfc2822(recording.startedAt),
    duration: String(secondsOfRecording(recording, net.clock.now())),
    date_created: rfc2822(recording.startedAt),
    date_updated: rfc2822(recording.endedAt ?? recording.startedAt),
    media_url: recordingUrl(net.account.sid, recording.sid),
    price: null,
    price_unit: 'USD',
    error_code: null,
    encryption_details: null,
    api_version: API_VERSION,
    uri: `${uri}.json`,
    subresource_uris: { add_on_results: `${uri}/AddOnResults.json`, transcriptions: `${uri}/Transcriptions.json` },
  };
}

const SAMPLES_PER_SECOND = 8000;
/** Longer files would only waste memory. */
const LONGEST_WAV_S = 60;

/** 8 bits, mono; silence is 128. */
function silentWav(seconds: number): Buffer {
  const size = Math.min(seconds, LONGEST_WAV_S) * SAMPLES_PER_SECOND;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + size, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  header.writeUInt32LE(SAMPLES_PER_SECOND, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(size, 40);
  return Buffer.concat([header, Buffer.alloc(size, 128)]);
}
