/**
 * The parameters of every request about a call:
 * https://www.twilio.com/docs/voice/twiml#request-parameters. Of the location only the country is set, and only for
 * some countries.
 */
import { rfc2822 } from '../dates.ts';
import { durationOf, isOver } from '../calls/call.ts';
import type { Call } from '../calls/records.ts';
import type { Parameters } from './sign.ts';

export const API_VERSION = '2010-04-01';

const COUNTRIES: readonly (readonly [RegExp, string])[] = [
  [/^\+1\d{10}$/, 'US'],
  [/^\+82\d+$/, 'KR'],
  [/^\+44\d+$/, 'GB'],
  [/^\+49\d+$/, 'DE'],
];

const countryOf = (address: string) => COUNTRIES.find(([pattern]) => pattern.test(address))?.[1] ?? '';

function places(prefix: string, address: string): Parameters {
  if (!address.startsWith('+')) return {};
  return {
    [`${prefix}City`]: '',
    [`${prefix}State`]: '',
    [`${prefix}Zip`]: '',
    [`${prefix}Country`]: countryOf(address),
  };
}

export function callParameters(accountSid: string, call: Call): Parameters {
  return {
    AccountSid: accountSid,
    ApiVersion: API_VERSION,
    CallSid: call.sid,
    CallStatus: call.status,
    Direction: call.direction,
    From: call.from,
    To: call.to,
    Caller: call.from,
    Called: call.to,
    ...places('From', call.from),
    ...places('To', call.to),
    ...places('Caller', call.from),
    ...places('Called', call.to),
    ...(call.parent ? { ParentCallSid: call.parent.sid } : {}),
    ...(call.answeredBy === null ? {} : { AnsweredBy: call.answeredBy }),
    ...call.extra,
  };
}

const SIP_CODES: Readonly<Record<string, string>> = {
  completed: '200',
  busy: '486',
  'no-answer': '480',
  canceled: '487',
  failed: '503',
};

/** The extra parameters of a progress callback: https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent */
export function progressParameters(call: Call, sequenceNumber: number, at: number): Parameters {
  const seconds = durationOf(call, at);
  return {
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(sequenceNumber),
    Timestamp: rfc2822(at),
    ...(isOver(call)
      ? {
          CallDuration: String(seconds),
          // Started minutes, as they are billed.
          Duration: String(Math.ceil(seconds / 60)),
          SipResponseCode: call.nobodysCode ?? SIP_CODES[call.status] ?? '200',
        }
      : {}),
  };
}
