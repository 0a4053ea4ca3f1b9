/**
 * What callers would hear in a flow, part by part. It’s built from the same instructions that answer a call, so the two
 * can’t differ.
 */
import type { Call, CallPlace } from '../../../core/call/call.ts';
import type { CallFlow } from '../../../core/call/flow.ts';
import type { Instruction, Prompt } from '../../../core/call/hearing.ts';
import { instructionsFor } from '../../../core/call/instructions.ts';
import type { Welcome } from '../../../core/call/welcome.ts';
import type { Language } from '../../../core/vocabulary/language.ts';
import { MINUTE } from '../../../core/vocabulary/time.ts';
import type { CallOutline, OutlinePart } from '../../../shared/admin.ts';
import { wordsIn } from './words.ts';

type Says = CallOutline['parts'][number]['says'];

/** A caller who is third in line and has waited long enough to be offered everything. */
const EXAMPLE = { position: 3, waitMs: 4 * MINUTE, number: '+1 202 555 0143' };
const LANGUAGE: CallPlace = { place: 'language', tries: 0 };

export function outlineOf(flow: CallFlow, language: Language): CallOutline {
  const inCall = (place: CallPlace) =>
    spokenParts(instructionsFor(callAt(place, 2, flow, language), about(flow, 'call')));
  // If there is nothing to choose, the greeting is part of whatever comes first, and the line adds nothing.
  const offersLanguages = flow.languages.length > 1;
  const opening = (welcome?: Welcome) => {
    const place: CallPlace = !offersLanguages ? { place: 'line' } : welcome ? { place: 'welcome' } : LANGUAGE;
    const call = { ...callAt(place, 1, flow, language), ...(welcome && { welcome }) };
    return spokenParts(instructionsFor(call, about(flow, 'call')));
  };
  const parts: [OutlinePart, Says][] = [
    ['greeting', opening()],
    ['returning', opening({ kind: 'back' })],
    ['returningOpen', opening({ kind: 'request', day: 'yesterday', next: 'placeKept' })],
    ...flow.questions.map((_one, index): [OutlinePart, Says] => [
      'question',
      inCall({ place: 'question', index, tries: 0 }),
    ]),
    ['line', spokenParts(instructionsFor(callAt({ place: 'line' }, 2, flow, language), about(flow, 'queue')))],
    ['keepPlace', inCall({ place: 'keepPlace', ask: 'confirm', tries: 0 })],
    ['stopCalls', inCall({ place: 'stopCalls', back: 'line' })],
    ...(flow.message ? [['message', inCall({ place: 'message' })] as [OutlinePart, Says]] : []),
    ...(flow.message ? [] : [['closed', inCall({ place: 'told', what: 'closed' })] as [OutlinePart, Says]]),
    ['promised', inCall({ place: 'told', what: 'promised' })],
    ['noNumber', inCall({ place: 'told', what: 'noNumber' })],
    ...(flow.recording ? [['recorded', inCall({ place: 'conference' })] as [OutlinePart, Says]] : []),
    ...(flow.textBack
      ? [['text', [{ text: flow.textBack[language] ?? flow.textBack.en }]] as [OutlinePart, Says]]
      : []),
  ];
  return { parts: parts.map(([part, says]) => ({ part, says })) };
}

function callAt(place: CallPlace, step: number, flow: CallFlow, language: Language): Call {
  const person = { name: '', telShown: EXAMPLE.number, language, zones: [], zoneFrom: 'number' } as const;
  return {
    id: 'preview',
    role: 'caller',
    campaignId: 'preview',
    from: '',
    to: flow.numbers[0] ?? '',
    person,
    language,
    skills: [],
    answers: {},
    messages: [],
    startedAt: 0,
    lineSince: 0,
    step,
    rev: 0,
    sequence: -1,
    ...place,
  };
}

function about(flow: CallFlow, where: 'queue' | 'call') {
  const { position, waitMs } = EXAMPLE;
  return { flow, where, estimate: { position, waitMs }, now: flow.line.offerCallbackAfterMs };
}

function spokenParts(instructions: readonly Instruction[]): Says {
  return instructions.flatMap((each) => {
    if (each.do === 'ask') return each.prompts.map(spoken);
    return each.do === 'say' || each.do === 'music' ? [spoken(each)] : [];
  });
}

function spoken(prompt: Prompt): Says[number] {
  if (prompt.do === 'music') return { sound: prompt.url };
  const words = wordsIn(prompt.words, prompt.language);
  return 'url' in words ? { sound: words.url } : words;
}
