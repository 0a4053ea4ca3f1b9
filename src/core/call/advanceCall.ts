/**
 * The next state of a call: given the call, an event and the context, returns the next call and what must be done about
 * its lead before the network gets an answer (law 1). An event that doesn't match the current place changes nothing, so
 * duplicate and late webhooks get the call's current answer.
 */
import { SECOND } from '../vocabulary/time.ts';
import { assertNever } from '../vocabulary/errors.ts';
import { isInLine, withPlace, type Call, type CallIn, type CallPlace } from './call.ts';
import {
  KEYS,
  MAX_TRIES,
  repeatPrompt,
  sayGoodbye,
  stay,
  type CallContext,
  type CallerEvent,
  type CallStep,
} from './callStep.ts';
import { chooseTime } from './chooseTime.ts';

/** A caller who hasn't written the code down by then can call again. */
const MAX_CODES_SAID = 5;
/** A call without news for this long is checked with the network. Longer than any prompt. */
export const SILENT_CALL_MS = 90 * SECOND;

/**
 * The first place of a call that will be answered. Known callers are greeted in the language they last used instead of
 * being asked. `isExpected`: an agent is working on their lead right now, so no questions are needed.
 */
export function beginCall(
  call: Call,
  context: CallContext,
  { isExpected }: { readonly isExpected: boolean },
): CallStep {
  if (isExpected) return joinLine(call, context);
  if (context.flow.languages.length <= 1) return askFirst(call, context);
  return stay(withPlace(call, call.welcome ? { place: 'welcome' } : { place: 'language', tries: 0 }));
}

export function advanceCall(call: Call, event: CallerEvent, context: CallContext): CallStep {
  if (call.place === 'ended' || call.place === 'rejected') return stay(call);
  switch (event.kind) {
    case 'keys':
      return event.step === call.step ? answerKeys(call, event, context) : stay(call);
    case 'leftQueue':
      if (call.place !== 'line' && call.place !== 'keepPlace' && call.place !== 'stopCalls') return stay(call);
      return event.isRefused && isInLine(call) && !call.isLoop
        ? stay(withPlace(call, { ...call, isLoop: true }))
        : stay(call);
    case 'message':
      return storeMessage(call, event, context);
    case 'bridged':
      return call.place === 'conference'
        ? stay(call)
        : stay(withPlace(call, { place: 'conference' }, { lineSince: undefined, talkingAt: context.now }));
    case 'backToLine':
      return call.place === 'line'
        ? stay(call)
        : stay(withPlace(call, { place: 'line' }, { lineSince: call.lineSince ?? context.now, talkingAt: undefined }));
    case 'promised':
      return promiseCallback(call);
    case 'over': {
      const ended = { place: 'ended', how: event.how, endedAt: context.now, isSettled: false } as const;
      return stay(withPlace(call, ended, { lineSince: undefined, sequence: event.sequence }));
    }
    default:
      return assertNever(event);
  }
}

function answerKeys(call: Call, event: Extract<CallerEvent, { kind: 'keys' }>, context: CallContext): CallStep {
  const { keys } = event;
  switch (call.place) {
    case 'welcome': {
      // No question was asked, so no key is invalid: anything but a language choice moves on at once.
      const language = context.flow.languages[Number(keys) - 1];
      return askFirst(language ? withLanguage(call, language) : call, context);
    }
    case 'language': {
      const language = context.flow.languages[Number(keys) - 1];
      if (language) return askFirst(withLanguage(call, language), context);
      return call.tries + 1 < MAX_TRIES ? repeatPrompt(call) : askFirst(call, context);
    }
    case 'code':
      return call.ask === 'offer' ? offerCode(call, keys, context) : afterCode(call, keys, context);
    case 'permission': {
      const next = ask(call, 0, context);
      return keys === KEYS.permit ? { ...next, duties: ['permitCalls', ...next.duties] } : next;
    }
    case 'question':
      return answerChoice(call, keys, context);
    case 'line':
      if (asksToStop(call, keys)) return askToStop(call, { back: 'line', ...(call.isLoop && { isLoop: true }) });
      if (keys === KEYS.keepPlace) return askNumber(call);
      return keys === KEYS.message && context.flow.message ? leaveMessage(call) : stay(call);
    case 'keepPlace':
      return acceptNumber(call, event);
    case 'stopCalls':
      return keys === KEYS.stop ? stopCalls(call) : goBack(call);
    case 'told':
      if (asksToStop(call, keys)) return askToStop(call, { back: 'told', what: call.what });
      if (keys === KEYS.keepPlace && call.what === 'noNumber') return askNumber(call);
      if (keys === KEYS.message && context.flow.message) return leaveMessage(call);
      if (keys === KEYS.chooseTime && call.what !== 'noNumber' && event.times && event.times.length > 0)
        return stay(withPlace(call, { place: 'chooseTime', times: event.times, tries: 0, what: call.what }));
      return sayGoodbye(call);
    case 'chooseTime':
      return chooseTime(call, event);
    case 'message':
    case 'goodbye':
    case 'conference':
    case 'placing':
    case 'ringing':
    case 'whisper':
    case 'rejected':
    case 'ended':
      return stay(call);
    default:
      return assertNever(call);
  }
}

/** The step after the language choice. */
function askFirst(call: Call, context: CallContext): CallStep {
  return call.awaitsCode
    ? stay(withPlace(call, { place: 'code', ask: 'offer', tries: 0 }))
    : askPermission(call, context);
}

/** The code is stored before it is said. */
function offerCode(call: CallIn<'code'>, keys: string, context: CallContext): CallStep {
  if (keys !== KEYS.code) return askPermission(call, context);
  return { call: withPlace(call, { place: 'code', ask: 'said', tries: 0 }, { onlyCode: true }), duties: ['tellCode'] };
}

function afterCode(call: CallIn<'code'>, keys: string, context: CallContext): CallStep {
  if (keys === KEYS.talk) return askPermission({ ...call, onlyCode: undefined }, context);
  if (keys === KEYS.code && call.tries + 1 < MAX_CODES_SAID) return repeatPrompt(call);
  return sayGoodbye(call);
}

function askPermission(call: Call, context: CallContext): CallStep {
  return call.isListed ? stay(withPlace(call, { place: 'permission' })) : ask(call, 0, context);
}

/** The next question; after the last one, the line, or the closed message. */
function ask(call: Call, index: number, context: CallContext): CallStep {
  if (!context.isOpen) {
    // The lead is created before anything is promised; a recorded message is added to it later. If there are times to
    // choose from, they hear the keys for both first.
    const mayChoose = context.offersTimes === true && call.person?.tel !== undefined;
    const asksMessage = context.flow.message !== null && !mayChoose;
    const place = asksMessage ? ({ place: 'message' } as const) : ({ place: 'told', what: 'closed' } as const);
    return { call: withPlace(call, place), duties: ['openLead'] };
  }
  if (context.flow.questions[index]) return stay(withPlace(call, { place: 'question', index, tries: 0 }));
  return joinLine(call, context);
}

function joinLine(call: Call, { now }: CallContext): CallStep {
  return { call: withPlace(call, { place: 'line' }, { lineSince: now }), duties: ['joinLine'] };
}

function answerChoice(call: CallIn<'question'>, keys: string, context: CallContext): CallStep {
  const choice = context.flow.questions[call.index]?.choices.find(({ key }) => key === keys);
  // K84: a choice of the campaign comes first.
  if (!choice && asksToStop(call, keys)) return askToStop(call, { back: 'question', index: call.index });
  if (!choice) return call.tries + 1 < MAX_TRIES ? repeatPrompt(call) : ask(call, call.index + 1, context);
  const { interest, skills = [], answer } = choice;
  const answered: Call = {
    ...call,
    ...(interest !== undefined && { interest }),
    skills: [...new Set([...call.skills, ...skills])],
    answers: answer ? { ...call.answers, [answer.field]: answer.value } : call.answers,
  };
  return ask(answered, call.index + 1, context);
}

function asksToStop({ mayStopCalls }: Call, keys: string): boolean {
  return mayStopCalls === true && keys === KEYS.stop;
}

function askToStop(call: Call, from: Omit<Extract<CallPlace, { place: 'stopCalls' }>, 'place'>): CallStep {
  return stay(withPlace(call, { place: 'stopCalls', ...from }));
}

function stopCalls(call: Call): CallStep {
  const place = { place: 'goodbye', what: 'stopped' } as const;
  return { call: withPlace(call, place, { lineSince: undefined, saidGoodbye: true }), duties: ['stopCalls'] };
}

function goBack(call: CallIn<'stopCalls'>): CallStep {
  const { back, index = 0, isLoop, what = 'promised' } = call;
  switch (back) {
    case 'question':
      return stay(withPlace(call, { place: 'question', index, tries: 0 }));
    case 'line':
      return stay(withPlace(call, { place: 'line', ...(isLoop && { isLoop }) }));
    case 'told':
      return stay(withPlace(call, { place: 'told', what }));
    default:
      return assertNever(back);
  }
}

function askNumber(call: CallIn<'line' | 'told'>): CallStep {
  const isLoop = call.place === 'told' || call.isLoop;
  const how = call.person?.tel === undefined ? 'enter' : 'confirm';
  return stay(withPlace(call, { place: 'keepPlace', ask: how, tries: 0, ...(isLoop && { isLoop }) }));
}

function acceptNumber(call: CallIn<'keepPlace'>, event: Extract<CallerEvent, { kind: 'keys' }>): CallStep {
  const { keys, typed } = event;
  // A caller who changes their mind returns to where they were, or hears what happened in the meantime.
  const before: CallPlace = call.isGivenUp
    ? { place: 'told', what: 'noNumber' }
    : { place: 'line', ...(call.isLoop && { isLoop: true }) };
  if (keys === KEYS.back) return stay(withPlace(call, before, { typed: undefined }));
  if (call.ask === 'enter') {
    if (typed) return stay(withPlace(call, { ...call, ask: 'confirm', tries: 0 }, { typed }));
  } else {
    if (keys === KEYS.yes) return confirmKeptPlace(call);
    if (keys === KEYS.otherNumber)
      return stay(withPlace(call, { ...call, ask: 'enter', tries: 0 }, { typed: undefined }));
  }
  if (call.tries + 1 < MAX_TRIES) return repeatPrompt(call);
  return stay(withPlace(call, before, { typed: undefined }));
}

function confirmKeptPlace(call: CallIn<'keepPlace'>): CallStep {
  const place = { place: 'goodbye', what: 'placeKept' } as const;
  // The caller stays the same person; the typed number is only where to call back.
  return { call: withPlace(call, place, { lineSince: undefined }), duties: ['keepPlace'] };
}

function leaveMessage(call: Call): CallStep {
  return stay(withPlace(call, { place: 'message' }, { lineSince: undefined }));
}

/** The network may report the same recording twice. */
function storeMessage(
  call: Call,
  { recordingSid, seconds }: Extract<CallerEvent, { kind: 'message' }>,
  { now }: CallContext,
): CallStep {
  if (call.messages.some((known) => known.recordingSid === recordingSid)) return stay(call);
  const messages = [...call.messages, { recordingSid, seconds, at: now }];
  return { call: withPlace(call, { place: 'goodbye', what: 'messageLeft' }, { messages }), duties: ['messageLeft'] };
}

function promiseCallback(call: Call): CallStep {
  // A caller who is asked whether to stop our calls hears about the promise if they don't.
  if (call.place === 'stopCalls' && call.back === 'line')
    return stay({ ...call, back: 'told', what: 'promised', lineSince: undefined });
  if (call.place !== 'line' && call.place !== 'keepPlace') return stay(call);
  const hasNumber = call.person?.tel !== undefined;
  // Don't interrupt a caller who is entering or confirming a number: that number is what we need.
  if (!hasNumber && call.place === 'keepPlace') return stay({ ...call, isGivenUp: true });
  // A caller without a callback number stays in line while we ask for one.
  if (!hasNumber) return stay(withPlace(call, { place: 'told', what: 'noNumber' }));
  return stay(withPlace(call, { place: 'told', what: 'promised' }, { lineSince: undefined }));
}

function withLanguage(call: Call, language: Call['language']): Call {
  return { ...call, language, ...(call.person && { person: { ...call.person, language } }) };
}
