/**
 * Gather: speaks its prompts until the first key, and collects keys until there are enough, the finish key, or the timeout.
 * Without a key the document continues, unless `actionOnEmptyResult` is set.
 * https://www.twilio.com/docs/voice/twiml/gather
 */
import type { Verb } from '../../language/document.ts';
import { Interruption, unlessStopped } from '../interruption.ts';
import { answerInbound } from '../lifecycle.ts';
import { NEXT, type Flow, type Outcome } from '../outcome.ts';
import { secondsOf, sourceAt, booleanOf } from '../resolve.ts';
import { listenToKeys, type Keys } from './keys.ts';

const DEFAULT_TIMEOUT_S = 5;

export async function gather(flow: Flow, verb: Verb): Promise<Outcome> {
  const { net, call } = flow;
  answerInbound(net, call);
  const bargeIn = new AbortController();
  const keys = listenToKeys(call, net.clock, () => bargeIn.abort(new Interruption('stopped')));
  try {
    await unlessStopped(speakPrompts(flow, verb, bargeIn.signal), flow.signal);
    const { digits, finishedOn } = await collect(flow, verb, keys);
    if (digits === '' && !booleanOf(verb, 'actionOnEmptyResult', false)) return NEXT;
    const parameters = {
      Digits: digits,
      msg: 'Gather End',
      ...(finishedOn === null ? {} : { FinishedOnKey: finishedOn }),
    };
    return {
      kind: 'goto',
      source: sourceAt(flow, verb.attributes['action'] ?? '', verb.attributes['method'], parameters),
    };
  } finally {
    keys.stop();
  }
}

async function speakPrompts(flow: Flow, verb: Verb, bargeIn: AbortSignal): Promise<void> {
  const prompts = { ...flow, signal: AbortSignal.any([flow.signal, bargeIn]) };
  for (const child of verb.children) {
    prompts.signal.throwIfAborted();
    await flow.perform(prompts, child);
  }
}

async function collect(flow: Flow, verb: Verb, keys: Keys): Promise<{ digits: string; finishedOn: string | null }> {
  const timeoutMs = secondsOf(verb, 'timeout', DEFAULT_TIMEOUT_S);
  const enough = Number(verb.attributes['numDigits'] ?? Infinity);
  const finishes = verb.attributes['finishOnKey'] ?? '#';
  let digits = '';
  while (digits.length < enough) {
    const key = await keys.next(timeoutMs, flow.signal);
    if (key === null) break;
    if (finishes.includes(key)) return { digits, finishedOn: key };
    digits += key;
  }
  return { digits, finishedOn: null };
}
