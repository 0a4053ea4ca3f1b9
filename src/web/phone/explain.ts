/**
 * Explains an entry of the network log to beginners: who sends the request, one sentence, and the relevant parameters. Pure.
 * Entries that are neither requests nor problems have no explanation here.
 */
import type { LogEntry } from '../../shared/phone.ts';
import type { phoneText } from '../../shared/text/phone.ts';
import { showNumber } from '../base/format.ts';

type Key = Extract<keyof typeof phoneText, string>;

export interface Explained {
  readonly n: number;
  readonly at: number;
  readonly to: 'app' | 'network' | 'trouble';
  readonly sentence: Key;
  readonly values: Readonly<Record<string, string>>;
  /** `POST /twilio/voice/incoming → 200`; empty for a problem. */
  readonly request: string;
  readonly isRefused: boolean;
  readonly parameters: readonly (readonly [string, string])[];
  /** The response if it is TwiML. */
  readonly twiml: string | null;
}

type Parameters = Readonly<Record<string, string>>;
interface Request {
  readonly method: string;
  /** Without host and query string. */
  readonly path: string;
  readonly status: number;
  readonly parameters: Parameters;
}

/** All other parameters are the same in every request or not useful to beginners. */
const SHOWN_PARAMETERS = [
  'From',
  'To',
  'CallStatus',
  'Digits',
  'QueuePosition',
  'QueueTime',
  'QueueResult',
  'CallDuration',
  'AnsweredBy',
  'RecordingDuration',
  'ErrorCode',
  'DialCallStatus',
  'StatusCallbackEvent',
  'SequenceNumber',
  'Url',
  'Status',
  'Timeout',
  'Hold',
  'Muted',
  'AnnounceUrl',
  'Body',
  'PhoneNumber',
  'VoiceUrl',
  'FriendlyName',
];

export function explain(entry: LogEntry): Explained | null {
  const { n, at, kind, text, details = {} } = entry;
  if (kind === 'error' || kind === 'fault') {
    return {
      n,
      at,
      to: 'trouble',
      sentence: 'trouble',
      values: { text },
      request: '',
      isRefused: true,
      parameters: [],
      twiml: null,
    };
  }
  if (kind !== 'webhook' && kind !== 'rest') return null;
  const request = readRequest(text, details['parameters']);
  if (!request) return null;
  const answer = typeof details['answer'] === 'string' ? details['answer'] : '';
  const [sentence, values] = kind === 'webhook' ? explainWebhook(request) : explainApiRequest(request);
  return {
    n,
    at,
    to: kind === 'webhook' ? 'app' : 'network',
    sentence,
    values,
    request: `${request.method} ${request.path} → ${request.status}`,
    isRefused: request.status >= 400,
    parameters: SHOWN_PARAMETERS.flatMap((name) => {
      const value = request.parameters[name];
      return value === undefined || value === '' ? [] : [[name, value] as const];
    }),
    twiml: answer.includes('<Response') ? answer : null,
  };
}

function readRequest(text: string, parameters: unknown): Request | null {
  const [, method, address, status] = /: (GET|POST|DELETE) (\S+) → (\d{3})$/.exec(text) ?? [];
  if (method === undefined || address === undefined) return null;
  const { pathname, searchParams } = new URL(address, 'http://network.invalid');
  return {
    method,
    path: pathname.replace(/^\/2010-04-01\/Accounts\/AC[0-9a-f]{32}/, ''),
    status: Number(status),
    parameters: { ...Object.fromEntries(searchParams), ...stringsOf(parameters) },
  };
}

function stringsOf(parameters: unknown): Parameters {
  if (typeof parameters !== 'object' || parameters === null) return {};
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
}

type Meaning = readonly [Key, Readonly<Record<string, string>>];

const WEBHOOK_TEXTS: readonly (readonly [RegExp, (parameters: Parameters) => Meaning])[] = [
  [/^\/twilio\/voice\/incoming$/, () => ['asks.incoming', {}]],
  [/\/now$/, () => ['asks.now', {}]],
  [/\/keys$/, explainKeys],
  [/\/wait$/, ({ QueuePosition = '?' }) => ['asks.wait', { place: QueuePosition }]],
  [/\/left$/, ({ QueueResult = '?' }) => ['asks.left', { result: QueueResult }]],
  [/recorded$/, ({ RecordingDuration = '0' }) => ['asks.recorded', { seconds: RecordingDuration }]],
  [/\/tones$/, () => ['asks.tones', {}]],
  [/\/alone$/, () => ['asks.alone', {}]],
  [/\/fallback$/, () => ['asks.fallback', {}]],
  [/^\/twilio\/message\/incoming$/, () => ['tells.text', {}]],
  [/^\/twilio\/status\/texts\//, explainTextStatus],
  [/^\/twilio\/status\/.*\/recording$/, () => ['tells.recording', {}]],
  [/^\/twilio\/status\//, explainCallStatus],
];

/** On an outbound call, such as an agent's, the keys are those of the phone that was called. */
function explainKeys({ Digits = '', Direction = '', To = '' }: Parameters): Meaning {
  const sentence = Digits === '' ? 'asks.noKeys' : 'asks.keys';
  const isOutbound = Direction.startsWith('outbound');
  return [isOutbound ? `${sentence}Called` : sentence, { digits: Digits, to: showNumber(To) }];
}

const STATUSES = ['ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled'] as const;

function explainCallStatus({ CallStatus, To = '', CallDuration = '0' }: Parameters): Meaning {
  const status = STATUSES.find((one) => one === CallStatus);
  return [status ? `tells.${status}` : 'tells.other', { to: showNumber(To), seconds: CallDuration }];
}

function explainTextStatus({ MessageStatus, To = '' }: Parameters): Meaning {
  const how =
    MessageStatus === 'delivered' ? 'delivered' : MessageStatus === 'undelivered' ? 'undelivered' : 'onItsWay';
  return [`tells.text.${how}`, { to: showNumber(To) }];
}

function explainWebhook({ path, parameters }: Request): Meaning {
  return WEBHOOK_TEXTS.find(([pattern]) => pattern.test(path))?.[1](parameters) ?? ['asks.other', {}];
}

function explainApiRequest({ method, path, parameters }: Request): Meaning {
  const { To = '', Status, Hold, Muted, PhoneNumber = '' } = parameters;
  const isRead = method === 'GET';
  if (path === '/Calls.json') return isRead ? ['orders.list', {}] : ['orders.place', { to: showNumber(To) }];
  if (path.startsWith('/Calls/')) {
    if (isRead) return ['orders.look', {}];
    return [Status === 'completed' ? 'orders.hangUp' : 'orders.refresh', {}];
  }
  if (path === '/Conferences.json') return ['orders.room', {}];
  if (path.includes('/Participants/') && !isRead) {
    if (Hold !== undefined) return [Hold === 'true' ? 'orders.hold' : 'orders.unhold', {}];
    if (Muted !== undefined) return [Muted === 'true' ? 'orders.mute' : 'orders.unmute', {}];
    if (parameters['AnnounceUrl'] !== undefined) return ['orders.announce', {}];
  }
  if (path.startsWith('/Recordings/') && method === 'DELETE') return ['orders.forget', {}];
  if (path === '/Messages.json' && !isRead) return ['orders.text', { to: showNumber(To) }];
  if (path === '/IncomingPhoneNumbers.json' && !isRead) return ['orders.number', { number: showNumber(PhoneNumber) }];
  return ['orders.other', {}];
}

/** Whether the call is in a queue: the last TwiML document that places it decides. */
export function isInLine(entries: readonly LogEntry[], callSid: string | null): boolean {
  const placing = entries.findLast(
    (entry) =>
      entry.kind === 'twiml' &&
      entry.callSid === callSid &&
      /<(Enqueue|Dial|Record|Hangup|Leave)\b/.test(twimlOf(entry)),
  );
  return placing !== undefined && twimlOf(placing).includes('<Enqueue');
}

const twimlOf = ({ details = {} }: LogEntry): string => (typeof details['twiml'] === 'string' ? details['twiml'] : '');
