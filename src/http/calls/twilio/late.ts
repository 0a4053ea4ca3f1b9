/**
 * What is answered when the work takes too long: the same request again a little later, while the work continues. In
 * the end a safe answer promises nothing.
 */
import type { Request } from 'express';
import type { Instruction, Prompt } from '../../../core/call/hearing.ts';
import { safeInstructions } from '../../../core/call/instructions.ts';
import { CALL_PATHS } from '../../../core/call/paths.ts';
import { LANGUAGES, type Language } from '../../../core/vocabulary/language.ts';
import { callIdOf, field, idOf } from './request.ts';
import { laterTwiml, twimlOf } from './twiml.ts';

interface SafeAnswer {
  /** E.164: dialed when nothing else works. */
  readonly staticNumber?: string;
}

/** How often a late answer is requested again, and after how much silence. */
const PATIENCE = { call: { tries: 5, pauseS: 1 }, queue: { tries: 12, pauseS: 4 } } as const;

/**
 * The work continues, so the same request is repeated a little later. A caller in line loses nothing by that, but would
 * lose their place through a safe answer. After a minute they leave the line for it, because nothing can be recorded
 * inside it.
 */
export function lateAnswer(req: Request, where: 'queue' | 'call', settings: SafeAnswer): string {
  const before = Number(req.query['late']) || 0;
  const { tries, pauseS } = PATIENCE[where];
  // Silence sounds like a dead line, but a caller in line has heard something before.
  const words = before === 0 && where === 'call' ? LANGUAGES.map(oneMoment) : [];
  if (before < tries) return laterTwiml(words, `${pathOf(req, where)}?late=${before + 1}`, pauseS);
  return where === 'queue' ? twimlOf([{ do: 'leaveQueue' }], { where }) : safeAnswer(callIdOf(req), settings);
}

function oneMoment(language: Language): Prompt {
  return { do: 'say', words: { key: 'safe.moment' }, language };
}

/** Where to repeat this request. */
function pathOf(req: Request, where: 'queue' | 'call'): string {
  if (req.params['id'] === undefined) return CALL_PATHS.incoming;
  return where === 'queue' ? CALL_PATHS.wait(idOf(req)) : CALL_PATHS.now(idOf(req));
}

const SAYS_WHAT = [
  'MessageSid',
  'MessageStatus',
  'CallSid',
  'CallStatus',
  'SequenceNumber',
  'Digits',
  'RecordingSid',
  'RecordingStatus',
] as const;

/** Identifies what a request asks or reports, the same for each repetition. */
export function workOf(req: Request): string {
  const { late: _again, ...query } = req.query;
  return JSON.stringify([req.path, query, ...SAYS_WHAT.map((name) => field(req, name))]);
}

/**
 * A request that is repeated while its work is in progress shares that work. Otherwise every late answer would add load
 * at a busy time.
 */
export function shareWork<T>(): { readonly join: (key: string, work: () => Promise<T>) => Promise<T> } {
  const running = new Map<string, Promise<T>>();
  return {
    join(key, work) {
      const known = running.get(key);
      if (known) return known;
      const done = work().finally(() => running.delete(key));
      running.set(key, done);
      return done;
    },
  };
}

/** In every language: nothing is known about the caller. */
function safeAnswer(callId: string, { staticNumber }: SafeAnswer): string {
  const instructions = LANGUAGES.flatMap((language) => safeInstructions(language, staticNumber));
  const isSaid = (one: Instruction) => one.do === 'say';
  return twimlOf(
    [...instructions.filter(isSaid), ...safeInstructions('en', staticNumber).filter((one) => !isSaid(one))],
    { call: { id: callId, step: 0 }, where: 'call', isSafe: true },
  );
}
