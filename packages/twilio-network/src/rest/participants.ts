/** Participants of a conference: https://www.twilio.com/docs/voice/api/conference-participant-resource */
import { Router, type Request } from 'express';
import { rfc2822 } from '../dates.ts';
import { asMethod, readProgress } from '../calls/call.ts';
import type { Call, Conference, Participant } from '../calls/records.ts';
import { announce } from '../calls/announce.ts';
import { changeParticipant, kick, openConference, whyNotLabel } from '../calls/conference.ts';
import type { Exchange } from '../calls/exchange.ts';
import { placeCall } from '../calls/place.ts';
import { readParties, readTimeout } from './calls.ts';
import type { RestContext } from './context.ts';
import { RestError, notFound } from './errors.ts';
import { readForm, type Form } from './form.ts';
import { page } from './page.ts';

type Find = (name: string) => Conference | null;

export function participantRoutes({ net, root }: RestContext, findConference: Find): Router {
  const router = Router();
  const conferenceOf = (request: Request): Conference => {
    const conference = findConference(String(request.params['sid']));
    if (!conference || conference.status === 'completed') throw notFound(request.originalUrl);
    return conference;
  };
  const find = (request: Request): { conference: Conference; participant: Participant } => {
    const conference = conferenceOf(request);
    const which = String(request.params['call']);
    const participant = conference.participants.find(({ call, label }) => call.sid === which || label === which);
    if (!participant) throw notFound(request.originalUrl);
    return { conference, participant };
  };

  router.post('/Conferences/:sid/Participants.json', (request, response) => {
    const form = readForm(request);
    const name = request.params.sid;
    const parties = readParties(net, form);
    // A name creates the conference; a SID must exist.
    const found = findConference(name);
    if (!found && name.startsWith('CF')) throw notFound(request.originalUrl);
    const isThere = found !== null && found.status !== 'completed';
    const label = form.text('Label');
    const problem = label === undefined ? null : whyNotLabel(isThere ? found : null, label);
    if (problem !== null)
      throw new RestError(400, problem === 'taken' ? 16026 : 16024, `Participant label is ${problem}`);
    const conference = isThere ? found : openConference(net, found?.friendlyName ?? name, callbackOf(form));
    const call = dialIn(net, conference, parties, form);
    response.status(201).json(presentExpected(net, root, conference, call, form));
  });
  router.get('/Conferences/:sid/Participants.json', (request, response) => {
    const conference = conferenceOf(request);
    const form = readForm(request);
    const matches = (participant: Participant) =>
      (!form.has('Muted') || form.boolean('Muted') === participant.muted) &&
      (!form.has('Hold') || form.boolean('Hold') === participant.hold) &&
      (!form.has('Coaching') || form.boolean('Coaching') === (participant.coaches !== null));
    const participants = conference.participants.filter(matches);
    const present = (participant: Participant) => presentParticipant(net, root, conference, participant);
    response.json(page(request, 'participants', participants, present));
  });
  router.get('/Conferences/:sid/Participants/:call.json', (request, response) => {
    const conference = conferenceOf(request);
    const expected = [...conference.expected].find(({ sid }) => sid === request.params['call']);
    if (expected) return void response.json(presentExpected(net, root, conference, expected, readForm(request)));
    response.json(presentParticipant(net, root, conference, find(request).participant));
  });
  router.post('/Conferences/:sid/Participants/:call.json', (request, response) => {
    const { conference, participant } = find(request);
    const form = readForm(request);
    const announcement = form.target('AnnounceUrl', 'AnnounceMethod');
    changeParticipant(net, conference, participant, readChange(conference, participant, form));
    if (announcement) announce(net, conference, participant, announcement);
    response.json(presentParticipant(net, root, conference, participant));
  });
  router.delete('/Conferences/:sid/Participants/:call.json', (request, response) => {
    kick(find(request).participant);
    response.status(204).end();
  });
  return router;
}

function callbackOf(form: Form): Conference['callback'] {
  const target = form.target('ConferenceStatusCallback');
  return target && { ...target, events: new Set(form.list('ConferenceStatusCallbackEvent')) };
}

function readChange(conference: Conference, participant: Participant, form: Form) {
  const hold = form.boolean('Hold');
  const coaching = form.boolean('Coaching') ?? (form.has('CallSidToCoach') ? true : undefined);
  const coached = form.text('CallSidToCoach') ?? participant.coaches;
  if (coaching && !conference.participants.some(({ call }) => call.sid === coached)) {
    throw new RestError(400, 20001, 'CallSidToCoach must be a participant of the conference');
  }
  return {
    ...(form.has('Muted') ? { muted: form.boolean('Muted') ?? false } : {}),
    ...(hold === undefined ? {} : { hold, holdTarget: hold ? holdTargetOf(form) : null }),
    ...(coaching === undefined ? {} : { coaches: coaching ? coached : null }),
    ...(form.has('EndConferenceOnExit') ? { endsConference: form.boolean('EndConferenceOnExit') ?? false } : {}),
  };
}

/** Hold music is requested with GET by default. */
function holdTargetOf(form: Form) {
  const target = form.target('HoldUrl', 'HoldMethod');
  return target && { url: target.url, method: asMethod(form.text('HoldMethod') ?? 'GET') };
}

/** Dials a phone into the conference: a call whose document dials it. */
function dialIn(
  net: Exchange,
  conference: Conference,
  parties: { readonly from: string; readonly to: string },
  form: Form,
): Call {
  const callback = form.target('StatusCallback');
  const timeLimit = form.integer('TimeLimit');
  const call = placeCall(net, {
    ...parties,
    source: { kind: 'text', twiml: documentFor(conference, form) },
    fallback: null,
    progress: callback ? readProgress(callback.url, callback.method, form.list('StatusCallbackEvent')) : null,
    timeoutMs: readTimeout(form),
    timeLimitMs: timeLimit === undefined ? null : timeLimit * 1000,
    sendDigits: null,
    detection: null,
    records: 'no',
  });
  conference.expected.add(call);
  void call.ended.promise.then(() => conference.expected.delete(call));
  return call;
}

/** Parameter of the request → attribute of Conference. */
const ATTRIBUTES: readonly (readonly [string, string])[] = [
  ['Muted', 'muted'],
  ['Beep', 'beep'],
  ['StartConferenceOnEnter', 'startConferenceOnEnter'],
  ['EndConferenceOnExit', 'endConferenceOnExit'],
  ['WaitUrl', 'waitUrl'],
  ['WaitMethod', 'waitMethod'],
  ['MaxParticipants', 'maxParticipants'],
  ['Label', 'participantLabel'],
  ['CallSidToCoach', 'coach'],
  ['ConferenceStatusCallback', 'statusCallback'],
  ['ConferenceStatusCallbackMethod', 'statusCallbackMethod'],
  ['ConferenceRecord', 'record'],
];

function documentFor(conference: Conference, form: Form): string {
  const attributes = ATTRIBUTES.flatMap(([parameter, attribute]) => {
    const value = form.text(parameter);
    return value === undefined ? [] : [`${attribute}="${escapeXml(value)}"`];
  });
  const events = form.list('ConferenceStatusCallbackEvent');
  if (events.length > 0) attributes.push(`statusCallbackEvent="${escapeXml(events.join(' '))}"`);
  const name = escapeXml(conference.friendlyName);
  return `<Response><Dial><Conference ${attributes.join(' ')}>${name}</Conference></Dial></Response>`;
}

const escapeXml = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const STATUSES: Readonly<Record<string, string>> = { queued: 'queued', initiated: 'connecting', ringing: 'ringing' };

/** A participant that has been called and has not joined yet. */
function presentExpected(net: Exchange, root: string, conference: Conference, call: Call, form: Form): object {
  return {
    ...common(net, root, conference, call),
    label: form.text('Label') ?? null,
    muted: form.boolean('Muted') ?? false,
    hold: false,
    coaching: form.boolean('Coaching') ?? form.has('CallSidToCoach'),
    call_sid_to_coach: form.text('CallSidToCoach') ?? null,
    start_conference_on_enter: form.boolean('StartConferenceOnEnter') ?? true,
    end_conference_on_exit: form.boolean('EndConferenceOnExit') ?? false,
    status: STATUSES[call.status] ?? 'connecting',
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.createdAt),
  };
}

function presentParticipant(net: Exchange, root: string, conference: Conference, participant: Participant): object {
  return {
    ...common(net, root, conference, participant.call),
    label: participant.label,
    muted: participant.muted,
    hold: participant.hold,
    coaching: participant.coaches !== null,
    call_sid_to_coach: participant.coaches,
    start_conference_on_enter: participant.startsConference,
    end_conference_on_exit: participant.endsConference,
    status: 'connected',
    date_created: rfc2822(participant.joinedAt),
    date_updated: rfc2822(participant.updatedAt),
  };
}

const common = (net: Exchange, root: string, conference: Conference, call: Call) => ({
  account_sid: net.account.sid,
  call_sid: call.sid,
  conference_sid: conference.sid,
  queue_time: String(call.queueTimeMs),
  uri: `${root}/Conferences/${conference.sid}/Participants/${call.sid}.json`,
});
