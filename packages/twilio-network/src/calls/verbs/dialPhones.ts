/**
 * Dials numbers and clients at the same time. Each one that answers hears its whisper, if any. The first to finish it is
 * connected, and the others stop ringing.
 */
import { whyNoCall } from '../../account.ts';
import type { Verb } from '../../language/document.ts';
import { TwimlFailure } from '../../language/failure.ts';
import { readProgress } from '../call.ts';
import type { Call } from '../records.ts';
import { Interruption, deferred, orInterrupted } from '../interruption.ts';
import { endCall, openCall, ring } from '../lifecycle.ts';
import type { Flow } from '../outcome.ts';
import { resolveUrl, secondsOf, sourceAt } from '../resolve.ts';
import { wordsOf } from '../../language/kinds.ts';
import { converse } from './converse.ts';
import type { DialResult } from './dialResult.ts';

const DEFAULT_TIMEOUT_S = 30;
/** A key, or half a second for `w`. */
const SEND_DIGIT_MS = 500;

export async function dialPhones(flow: Flow, verb: Verb, result: DialResult): Promise<void> {
  const { net, call, signal } = flow;
  const nouns = verb.children.length > 0 ? verb.children : [{ ...verb, name: 'Number', attributes: {}, children: [] }];
  // All are validated before the first is dialed.
  const targets = nouns.map((noun) => ({ noun, address: addressOf(noun) }));
  const legs = targets.map(({ noun, address }) => {
    const leg = openLeg(flow, verb, noun, address);
    return { noun, leg, own: leg.flow };
  });
  result.callSid = legs.at(-1)?.leg.sid ?? null;
  call.device?.hear({ kind: 'tone', tone: 'ringback' });

  // Resolves with the first leg that is ready, or with null once all have failed.
  const winner = deferred<Call | null>();
  const attempts = legs.map(async ({ noun, leg }) => {
    if (await connectLeg(flow, verb, noun, leg)) winner.resolve(leg);
  });
  void Promise.all(attempts).then(() => winner.resolve(null));
  try {
    const connected = await orInterrupted(winner.promise, signal);
    for (const { leg } of legs) if (leg !== connected) endCall(net, leg, 'canceled');
    if (connected === null) result.status = statusOf(legs.map(({ leg }) => leg));
    else await converse(flow, verb, connected, result);
  } finally {
    // A leg that was redirected has a new flow and continues without this call.
    for (const { leg, own } of legs) if (leg.flow === own) endCall(net, leg, 'canceled');
  }
}

function openLeg(flow: Flow, verb: Verb, noun: Verb, address: string): Call {
  const { net, call } = flow;
  const { statusCallback, statusCallbackMethod, statusCallbackEvent } = noun.attributes;
  const progress = statusCallback
    ? readProgress(resolveUrl(flow, statusCallback), statusCallbackMethod, wordsOf(statusCallbackEvent))
    : null;
  return openCall(net, {
    direction: 'outbound-dial',
    parent: call,
    from: verb.attributes['callerId'] ?? call.from,
    to: address,
    progress,
    extra: parametersFor(noun),
  });
}

function addressOf(noun: Verb): string {
  if (noun.name === 'Client') return `client:${noun.text}`;
  const number = noun.text.replace(/[\s().-]/g, '');
  if (!/^\+?\d{3,15}$/.test(number)) throw new TwimlFailure(13223, `Dial: Invalid phone number format: "${noun.text}"`);
  return number;
}

/** The custom parameters of a Client's `Parameter` elements. */
const parametersFor = (noun: Verb) =>
  Object.fromEntries(
    noun.children
      .filter(({ name }) => name === 'Parameter')
      .map(({ attributes }) => [attributes['name'] ?? '', attributes['value'] ?? '']),
  );

/** Rings the leg and plays its whisper. True when it is ready to be connected; otherwise the leg is over. */
async function connectLeg(flow: Flow, verb: Verb, noun: Verb, leg: Call): Promise<boolean> {
  const { net } = flow;
  const denial = whyNoCall(net.account.settings.rules, leg.to, 13227);
  if (denial) {
    net.log.write('error', `${denial.code}: ${denial.message}`, { callSid: leg.sid });
    endCall(net, leg, 'failed');
    return false;
  }
  const answer = await ring(net, leg, secondsOf(verb, 'timeout', DEFAULT_TIMEOUT_S));
  if (answer === 'over') return false;
  if (answer !== 'answered') {
    endCall(net, leg, answer);
    return false;
  }
  const { signal } = leg.flow;
  try {
    const { url, method, sendDigits } = noun.attributes;
    if (sendDigits) {
      leg.device?.hear({ kind: 'digits', digits: sendDigits });
      await net.clock.sleep(sendDigits.length * SEND_DIGIT_MS, signal);
    }
    if (!url) return true;
    const whisper = { net, call: leg, signal, room: 'whisper' as const, url: flow.url, parameters: () => ({}) };
    const ending = await flow.run(whisper, sourceAt(flow, url, method));
    if (ending === 'done') return true;
  } catch (error) {
    if (error instanceof TwimlFailure) {
      net.log.write('error', `${error.code}: ${error.message}`, { callSid: leg.sid, details: { url: error.url } });
    } else if (!(error instanceof Interruption)) throw error;
    else if (error.why === 'redirected') return false;
  }
  endCall(net, leg, 'no-answer');
  return false;
}

/** The status of several failed legs: no-answer outranks busy, busy outranks failed. */
function statusOf(legs: readonly Call[]): DialResult['status'] {
  const statuses = legs.map((leg) => (leg.status === 'completed' ? 'no-answer' : leg.status));
  return (['no-answer', 'busy'] as const).find((status) => statuses.includes(status)) ?? 'failed';
}
