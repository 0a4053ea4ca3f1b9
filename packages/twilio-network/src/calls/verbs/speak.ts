/** Say, Play and Pause: what the call hears, and for how long. */
import type { Verb } from '../../language/document.ts';
import { answerInbound } from '../lifecycle.ts';
import { NEXT, type Flow, type Outcome } from '../outcome.ts';
import { resolveUrl, secondsOf } from '../resolve.ts';

/** `loop="0"` means until the call is over. Twilio stops at 1000, too. */
const ENDLESS = 1000;
/** The length of a key in `digits`. */
const KEY_MS = 250;

const timesOf = (verb: Verb) => Number(verb.attributes['loop'] ?? 1) || ENDLESS;

/** A Hangul syllable takes as long to say as about three letters. */
const LETTERS_OF_SYLLABLE = 3;

function msOfSpeech(text: string, msPerCharacter: number): number {
  const syllables = text.match(/\p{Script=Hangul}/gu)?.length ?? 0;
  return (text.length + syllables * (LETTERS_OF_SYLLABLE - 1)) * msPerCharacter;
}

export async function say({ net, call, signal }: Flow, verb: Verb): Promise<Outcome> {
  answerInbound(net, call);
  const { language = 'en-US', voice = 'man' } = verb.attributes;
  for (let times = timesOf(verb); times > 0; times--) {
    call.device?.hear({ kind: 'say', text: verb.text, language, voice });
    await net.clock.sleep(msOfSpeech(verb.text, net.limits.speechMsPerCharacter), signal);
  }
  return NEXT;
}

export async function play(flow: Flow, verb: Verb): Promise<Outcome> {
  const { net, call, signal } = flow;
  answerInbound(net, call);
  const { digits } = verb.attributes;
  if (digits !== undefined) {
    call.device?.hear({ kind: 'digits', digits });
    await net.clock.sleep(digits.length * KEY_MS, signal);
    return NEXT;
  }
  const url = resolveUrl(flow, verb.text);
  for (let times = timesOf(verb); times > 0; times--) {
    call.device?.hear({ kind: 'play', url });
    await net.clock.sleep(net.limits.playMs, signal);
  }
  return NEXT;
}

/** Does not answer the call, unlike the other verbs: as the first verb it delays the answer. */
export async function pause({ net, signal }: Flow, verb: Verb): Promise<Outcome> {
  await net.clock.sleep(secondsOf(verb, 'length', 1), signal);
  return NEXT;
}
