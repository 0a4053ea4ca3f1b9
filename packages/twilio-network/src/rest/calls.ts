/** The Calls resource: https://www.twilio.com/docs/voice/api/call-resource */
import { Router, type Request } from 'express';
import { rfc2822 } from '../dates.ts';
import { friendly } from '../numbers.ts';
import { whyNoCall } from '../account.ts';
import { API_VERSION } from '../webhooks/parameters.ts';
import { durationOf, isOver, readProgress, FINAL } from '../calls/call.ts';
import type { Call, CallStatus, Source } from '../calls/records.ts';
import type { Exchange } from '../calls/exchange.ts';
import { startFlow } from '../calls/flow.ts';
import { endCall } from '../calls/lifecycle.ts';
import { placeCall } from '../calls/place.ts';
import type { RestContext } from './context.ts';
import { RestError, notFound } from './errors.ts';
import { readForm, type Form } from './form.ts';
import { newestFirst, page } from './page.ts';
import { isWithin } from './times.ts';
import { presentRecording } from './recordings.ts';

const LONGEST_TWIML = 4000;
const DEFAULT_TIMEOUT_S = 60;
const DEFAULT_DETECTION_S = 30;
/** Orders beyond a day's queue are refused: https://www.twilio.com/docs/api/errors/22005 */
const LONGEST_QUEUE_MS = 24 * 3600_000;
/** The original's own test numbers: https://www.twilio.com/docs/iam/test-credentials#test-calls */
const REFUSED_TO: Readonly<Record<string, readonly [number, string]>> = {
  '+15005550001': [21217, 'Phone number does not appear to be valid'],
  '+15005550002': [21214, "'To' phone number cannot be reached"],
  '+15005550003': [21215, 'Account not authorized to call this country'],
  '+15005550004': [21216, 'Account not allowed to call this number'],
};

export function callRoutes({ net, root }: RestContext): Router {
  const router = Router();
  const find = (request: Request) => {
    const call = net.calls.get(String(request.params['sid']));
    if (!call) throw notFound(request.originalUrl);
    return call;
  };
  router.post('/Calls.json', (request, response) => {
    response.status(201).json(presentCall(net, root, createCall(net, readForm(request))));
  });
  router.get('/Calls.json', (request, response) => {
    const form = readForm(request);
    const calls = newestFirst(net.calls.values()).filter((call) => matches(call, form));
    response.json(page(request, 'calls', calls, (call) => presentCall(net, root, call)));
  });
  router.get('/Calls/:sid.json', (request, response) => {
    response.json(presentCall(net, root, find(request)));
  });
  router.post('/Calls/:sid.json', (request, response) => {
    const call = find(request);
    updateCall(net, call, readForm(request));
    response.json(presentCall(net, root, call));
  });
  router.delete('/Calls/:sid.json', (request, response) => {
    const call = find(request);
    if (!isOver(call)) throw new RestError(400, 20409, 'The call is in progress and cannot be deleted');
    net.calls.delete(call.sid);
    response.status(204).end();
  });
  router.get('/Calls/:sid/Recordings.json', (request, response) => {
    const { sid } = find(request);
    const recordings = newestFirst(net.recordings.values()).filter(({ callSid }) => callSid === sid);
    response.json(page(request, 'recordings', recordings, (recording) => presentRecording(net, root, recording)));
  });
  return router;
}

/** Reads To and From. Throws the published errors. */
export function readParties(net: Exchange, form: Form): { readonly from: string; readonly to: string } {
  const to = form.text('To') ?? '';
  const from = form.text('From') ?? '';
  if (to === '') throw new RestError(400, 21201, "No 'To' number is specified");
  if (from === '') throw new RestError(400, 21213, "No 'From' number is specified");
  const refused = REFUSED_TO[to];
  if (refused) throw new RestError(400, refused[0], refused[1]);
  if (to.startsWith('sip:')) throw new RestError(400, 21226, 'SIP calling is not enabled for this account');
  if (!/^(\+\d{5,15}|client:.+)$/.test(to))
    throw new RestError(400, 21211, `The phone number you are attempting to call, ${to}, is not valid.`);
  const isOwn = from.startsWith('client:') || net.numbers.at(from) !== null;
  if (!isOwn) {
    throw new RestError(
      400,
      21210,
      `The source phone number provided, ${from}, is not yet verified for your account. You may only make calls from phone numbers that you've verified or purchased from Twilio.`,
    );
  }
  const denial = whyNoCall(net.account.settings.rules, to, 21215);
  if (denial) throw new RestError(400, denial.code, denial.message);
  if (net.account.settings.callDelayMs() > LONGEST_QUEUE_MS) throw new RestError(400, 22005, 'Call Queue Full');
  return { from, to };
}

export function readTimeout(form: Form): number {
  const seconds = form.integer('Timeout') ?? DEFAULT_TIMEOUT_S;
  if (seconds > 600) throw new RestError(400, 21208, 'Timeout is not valid: at most 600 seconds');
  return seconds * 1000;
}

function readDetectionTimeout(form: Form): number {
  const seconds = form.integer('MachineDetectionTimeout') ?? DEFAULT_DETECTION_S;
  if (seconds < 3 || seconds > 59)
    throw new RestError(400, 21234, 'MachineDetectionTimeout must be between 3 and 59 seconds');
  return seconds * 1000;
}

function createCall(net: Exchange, form: Form): Call {
  const parties = readParties(net, form);
  const source = readSource(form);
  if (!source) throw new RestError(400, 21205, "Url parameter is required: give 'Url' or 'Twiml'");
  const wantsDetection = /^(Enable|DetectMessageEnd)$/.test(form.text('MachineDetection') ?? '');
  const timeLimit = form.integer('TimeLimit');
  const recordingCallback = form.target('RecordingStatusCallback');
  const recordingEvents = form.list('RecordingStatusCallbackEvent');
  const callback = form.target('StatusCallback');
  return placeCall(net, {
    ...parties,
    source,
    fallback: form.target('FallbackUrl', 'FallbackMethod'),
    progress: callback ? readProgress(callback.url, callback.method, form.list('StatusCallbackEvent')) : null,
    timeoutMs: readTimeout(form),
    timeLimitMs: timeLimit === undefined ? null : timeLimit * 1000,
    sendDigits: form.text('SendDigits') ?? null,
    detection: wantsDetection
      ? {
          waitsForBeep: form.text('MachineDetection') === 'DetectMessageEnd',
          timeoutMs: readDetectionTimeout(form),
          callback: form.boolean('AsyncAmd') ? form.target('AsyncAmdStatusCallback') : null,
        }
      : null,
    records: form.boolean('Record')
      ? recordingCallback && {
          ...recordingCallback,
          events: new Set(recordingEvents.length > 0 ? recordingEvents : ['completed']),
        }
      : 'no',
  });
}

/** The document to execute; null if none is given. */
function readSource(form: Form): Source | null {
  const twiml = form.text('Twiml');
  if (twiml !== undefined && twiml.length > LONGEST_TWIML) {
    throw new RestError(400, 21218, `Twiml may have ${LONGEST_TWIML} characters`);
  }
  const target = form.target('Url', 'Method');
  if (target) return { kind: 'url', ...target };
  return twiml === undefined ? null : { kind: 'text', twiml };
}

function updateCall(net: Exchange, call: Call, form: Form): void {
  const status = form.text('Status');
  if (status !== undefined && status !== 'completed' && status !== 'canceled') {
    throw new RestError(400, 21220, `Invalid status: ${status}; completed or canceled`);
  }
  const source = readSource(form);
  if (isOver(call)) throw new RestError(400, 21220, 'Call is not in-progress. Cannot redirect.');
  if (status === 'canceled') {
    // Canceling has no effect on an answered call.
    if (call.answeredAt === null) endCall(net, call, 'canceled');
  } else if (status === 'completed') {
    endCall(net, call, call.direction === 'inbound' ? 'no-answer' : 'canceled');
  } else if (source) {
    // This includes an inbound call whose first document has not answered it yet.
    if (call.answeredAt === null) throw new RestError(400, 21220, 'Call is not in-progress. Cannot redirect.');
    call.fallback = form.target('FallbackUrl', 'FallbackMethod') ?? call.fallback;
    startFlow(net, call, source);
  }
}

function matches(call: Call, form: Form): boolean {
  const same = (name: string, value: string | null) => !form.has(name) || form.text(name) === value;
  return (
    same('To', call.to) &&
    same('From', call.from) &&
    same('Status', call.status) &&
    same('ParentCallSid', call.parent?.sid ?? null) &&
    isWithin(call.answeredAt ?? call.dialedAt ?? call.createdAt, 'StartTime', form) &&
    (call.endedAt === null ? !hasTime('EndTime', form) : isWithin(call.endedAt, 'EndTime', form))
  );
}

const hasTime = (name: string, form: Form) => ['', '<', '>'].some((sign) => form.has(`${name}${sign}`));

/** A call with every field that the API documents. */
export function presentCall(net: Exchange, root: string, call: Call): object {
  const uri = `${root}/Calls/${call.sid}`;
  const isFinal = FINAL.has(call.status);
  const startedAt = call.answeredAt ?? call.dialedAt;
  const below = (name: string) => `${uri}/${name}.json`;
  return {
    sid: call.sid,
    account_sid: net.account.sid,
    parent_call_sid: call.parent?.sid ?? null,
    phone_number_sid: call.numberSid,
    direction: call.direction,
    from: call.from,
    from_formatted: friendly(call.from),
    to: call.to,
    to_formatted: friendly(call.to),
    status: call.status satisfies CallStatus,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.endedAt ?? call.answeredAt ?? call.createdAt),
    start_time: startedAt === null ? null : rfc2822(startedAt),
    end_time: call.endedAt === null ? null : rfc2822(call.endedAt),
    duration: isFinal ? String(durationOf(call, net.clock.now())) : null,
    price: null,
    price_unit: 'USD',
    answered_by: call.answeredBy,
    annotation: null,
    api_version: API_VERSION,
    caller_name: null,
    forwarded_from: null,
    group_sid: null,
    queue_time: String(call.queueTimeMs),
    trunk_sid: null,
    uri: `${uri}.json`,
    subresource_uris: {
      events: below('Events'),
      notifications: below('Notifications'),
      payments: below('Payments'),
      recordings: below('Recordings'),
      siprec: below('Siprec'),
      streams: below('Streams'),
      transcriptions: below('Transcriptions'),
      user_defined_message_subscriptions: below('UserDefinedMessageSubscriptions'),
      user_defined_messages: below('UserDefinedMessages'),
    },
  };
}
