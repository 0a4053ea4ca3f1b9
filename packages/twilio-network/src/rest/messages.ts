/** Text messages: accepted, sent and delivered, each step reported: https://www.twilio.com/docs/messaging/api/message-resource */
import { Router } from 'express';
import { whyNoText } from '../account.ts';
import { rfc2822 } from '../dates.ts';
import { newSid } from '../sids.ts';
import { forgetOldest, type Exchange } from '../calls/exchange.ts';
import { notify } from '../calls/lifecycle.ts';
import { API_VERSION } from '../webhooks/parameters.ts';
import type { RestContext } from './context.ts';
import { RestError, notFound } from './errors.ts';
import { readForm, type Form } from './form.ts';
import { newestFirst, page } from './page.ts';
import { isWithin } from './times.ts';
import type { Message } from '../calls/records.ts';

const LONGEST_BODY = 1600;
/** Characters per segment if all are in the basic alphabet; otherwise 70. */
const SEGMENT = 160;
const SEGMENT_UCS2 = 70;
/** How long each step takes. */
const STEP_MS = 500;
/** Twilio's test number of a phone that takes calls but no messages. */
const UNREACHABLE = '+15005550009';
const LANDLINE = 30006;
const UNKNOWN_ERROR = 30008;
/** https://www.twilio.com/docs/api/errors */
const REASONS: Readonly<Record<number, string>> = {
  30003: 'Unreachable destination handset',
  30005: 'Unknown destination handset',
  30006: 'Landline or unreachable carrier',
  30007: 'Message filtered',
  30032: 'Toll-Free Number Has Not Been Verified',
  30034: 'US A2P 10DLC - Message from an Unregistered Number',
};

export function messageRoutes({ net, root }: RestContext): Router {
  const router = Router();
  const present = (message: Message) => presentMessage(net, root, message);
  router.post('/Messages.json', (request, response) => {
    response.status(201).json(present(sendMessage(net, readForm(request))));
  });
  router.get('/Messages.json', (request, response) => {
    const form = readForm(request);
    const messages = newestFirst(net.messages.values()).filter(
      (message) =>
        (!form.has('To') || form.text('To') === message.to) &&
        (!form.has('From') || form.text('From') === message.from) &&
        isWithin(message.sentAt ?? message.createdAt, 'DateSent', form),
    );
    response.json(page(request, 'messages', messages, present));
  });
  router.get('/Messages/:sid.json', (request, response) => {
    const message = net.messages.get(request.params.sid);
    if (!message) throw notFound(request.originalUrl);
    response.json(present(message));
  });
  router.delete('/Messages/:sid.json', (request, response) => {
    if (!net.messages.delete(request.params.sid)) throw notFound(request.originalUrl);
    response.status(204).end();
  });
  return router;
}

const STOPS = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'];
const STARTS = ['START', 'YES', 'UNSTOP'];
const HELPS = ['HELP', 'INFO'];

export interface IncomingText {
  readonly from: string;
  readonly to: string;
  readonly body: string;
}

/** A person texts a number of the account. After STOP, texts from that number to them are refused until START. */
export async function receiveMessage(net: Exchange, { from, to, body }: IncomingText): Promise<void> {
  const word = body.trim().toUpperCase();
  const pair = `${to} ${from}`;
  if (STOPS.includes(word)) net.stopped.add(pair);
  if (STARTS.includes(word)) net.stopped.delete(pair);
  const type = STOPS.includes(word) ? 'STOP' : STARTS.includes(word) ? 'START' : HELPS.includes(word) ? 'HELP' : null;
  net.log.write('call', `${from} texts ${to}`);
  const number = net.numbers.at(to);
  const target = number?.smsApplicationSid === '' ? number.sms : null;
  if (!target) return;
  const sid = newSid('SM');
  await notify(net, 'message', target, 'A message comes in', {
    AccountSid: net.account.sid,
    ApiVersion: API_VERSION,
    MessageSid: sid,
    SmsSid: sid,
    SmsMessageSid: sid,
    From: from,
    To: to,
    Body: body,
    NumMedia: '0',
    NumSegments: '1',
    SmsStatus: 'received',
    ...(type !== null && { OptOutType: type }),
  });
}

function sendMessage(net: Exchange, form: Form): Message {
  const to = form.text('To') ?? '';
  const from = form.text('From') ?? '';
  const body = form.text('Body') ?? '';
  if (to === '') throw new RestError(400, 21604, "A 'To' phone number is required.");
  if (from === '') throw new RestError(400, 21603, "A 'From' phone number is required.");
  if (body === '') throw new RestError(400, 21602, 'Message body is required.');
  if (body.length > LONGEST_BODY)
    throw new RestError(400, 21617, 'The concatenated message body exceeds the 1600 character limit');
  if (!/^\+\d{5,15}$/.test(to)) throw new RestError(400, 21211, `The 'To' number ${to} is not a valid phone number.`);
  if (to === from) throw new RestError(400, 21266, "'To' and 'From' number cannot be the same.");
  if (!net.numbers.at(from))
    throw new RestError(400, 21606, `The From phone number ${from} is not a number of this account.`);
  if (net.stopped.has(`${from} ${to}`)) throw new RestError(400, 21610, 'Attempt to send to unsubscribed recipient');
  const denial = whyNoText(net.account.settings.rules, to);
  if (denial) throw new RestError(400, denial.code, denial.message);
  const now = net.clock.now();
  const message: Message = {
    sid: newSid('SM'),
    from,
    to,
    body,
    createdAt: now,
    callback: form.target('StatusCallback'),
    status: 'queued',
    sentAt: null,
    updatedAt: now,
    errorCode: null,
  };
  net.messages.set(message.sid, message);
  forgetOldest(
    net.messages,
    net.limits.keptRecords,
    ({ status }) => status === 'delivered' || status === 'undelivered',
  );
  net.clock.after(STEP_MS, () => advance(net, message, 'sent'));
  net.clock.after(2 * STEP_MS, () => deliver(net, message));
  return message;
}

/** The last step. A fault on texts decides how it ends, or that it is never reported. */
function deliver(net: Exchange, message: Message): void {
  const { from, to, body } = message;
  const fault = net.faults.take('text', `From=${from} To=${to} Body=${body}`);
  if (fault?.do === 'drop') return;
  if (fault?.do === 'fail') message.errorCode = fault.code ?? UNKNOWN_ERROR;
  else if (isUnreachable(net, to)) message.errorCode = LANDLINE;
  const finish = () => advance(net, message, message.errorCode === null ? 'delivered' : 'undelivered');
  if (fault?.do === 'delay') net.clock.after(fault.ms ?? 1000, finish);
  else finish();
}

function isUnreachable(net: Exchange, to: string): boolean {
  return to === UNREACHABLE || net.deviceAt(to)?.takesTexts === false;
}

function advance(net: Exchange, message: Message, status: Message['status']): void {
  const now = net.clock.now();
  message.status = status;
  message.updatedAt = now;
  message.sentAt ??= now;
  net.log.write('call', `The message from ${message.from} to ${message.to} is ${status}`);
  if (!message.callback) return;
  void notify(net, 'message', message.callback, `The message is ${status}`, {
    AccountSid: net.account.sid,
    ApiVersion: API_VERSION,
    From: message.from,
    To: message.to,
    MessageSid: message.sid,
    MessageStatus: status,
    SmsSid: message.sid,
    SmsStatus: status,
    ...(message.errorCode === null ? {} : { ErrorCode: String(message.errorCode) }),
  });
}

function presentMessage(net: Exchange, root: string, message: Message): object {
  const uri = `${root}/Messages/${message.sid}`;
  // eslint-disable-next-line no-control-regex -- the basic alphabet, roughly: what needs no UCS-2
  const isBasic = /^[\u0000-\u007f]*$/.test(message.body);
  return {
    sid: message.sid,
    account_sid: net.account.sid,
    api_version: API_VERSION,
    body: message.body,
    from: message.from,
    to: message.to,
    direction: 'outbound-api',
    status: message.status,
    num_media: '0',
    num_segments: String(Math.ceil(message.body.length / (isBasic ? SEGMENT : SEGMENT_UCS2))),
    messaging_service_sid: null,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : (REASONS[message.errorCode] ?? 'Unknown error'),
    price: null,
    price_unit: 'USD',
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}
