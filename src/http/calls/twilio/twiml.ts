/**
 * Instructions as TwiML, written with Twilio’s own builder, which escapes text. URLs are relative to the document and
 * carry the network’s retry overrides, so our answers may be requested twice.
 *
 * The builder throws on characters that XML can’t carry. Texts are cleaned on entry and once more here: older texts, or
 * texts from elsewhere, must not cost a caller the answer.
 */
import twilio from 'twilio';
import { cleanText } from '../../../core/capture/cleanText.ts';
import type { Instruction, Prompt } from '../../../core/call/hearing.ts';
import { CALL_PATHS, withRetries } from '../../../core/call/paths.ts';
import type { Language } from '../../../core/vocabulary/language.ts';
import { LINE_MUSIC_S } from './lineMusic.ts';
import { wordsIn } from './words.ts';

type Response = InstanceType<typeof twilio.twiml.VoiceResponse>;
type Gather = ReturnType<Response['gather']>;

const VOICES = {
  en: { language: 'en-US', voice: 'Polly.Joanna-Neural' },
  ko: { language: 'ko-KR', voice: 'Polly.Seoyeon-Neural' },
} as const satisfies Record<Language, object>;

/** A lone participant hears within this time that another phone is ringing. */
const SILENCE_S = 3;

export interface RenderContext {
  /** Absent for an answer that refers to no call. */
  readonly call?: { readonly id: string; readonly step: number };
  readonly where: 'queue' | 'call';
  /** The call couldn’t be read. */
  readonly isSafe?: boolean;
}

/** One TwiML document. */
export function twimlOf(instructions: readonly Instruction[], context: RenderContext): string {
  const response = new twilio.twiml.VoiceResponse();
  for (const instruction of toXmlText(instructions)) render(response, instruction, context);
  return response.toString();
}

/** The same, with every text reduced to what XML can carry. */
function toXmlText<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T;
  if (Array.isArray(value)) return value.map(toXmlText) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toXmlText<unknown>(item)])) as T;
}

function render(response: Response, instruction: Instruction, { call, where, isSafe = false }: RenderContext): void {
  const id = call?.id ?? '';
  switch (instruction.do) {
    case 'say':
    case 'music':
      return prompt(response, instruction);
    case 'ask': {
      const gather = response.gather({
        input: ['dtmf'],
        action: withRetries(CALL_PATHS.keys(id, call?.step ?? 0, where)),
        timeout: instruction.timeoutS,
        actionOnEmptyResult: instruction.silenceIsAnswer,
        ...(instruction.digits === 'untilHash'
          ? { finishOnKey: '#' }
          : { numDigits: instruction.digits, finishOnKey: '' }),
      });
      for (const each of instruction.prompts) prompt(gather, each);
      return;
    }
    case 'queue':
      response.enqueue(
        { waitUrl: withRetries(CALL_PATHS.wait(id)), action: withRetries(CALL_PATHS.left(id)) },
        instruction.name,
      );
      return;
    case 'leaveQueue':
      response.leave();
      return;
    case 'ringback':
      response.play({ loop: 1 }, CALL_PATHS.ringback);
      return;
    case 'again':
      response.redirect({ method: 'POST' }, withRetries(CALL_PATHS.now(id)));
      return;
    case 'record':
      response.record({
        action: withRetries(isSafe ? CALL_PATHS.safeRecorded(id) : CALL_PATHS.recorded(id)),
        maxLength: instruction.maxS,
        finishOnKey: '#',
        playBeep: true,
        timeout: 5,
      });
      return;
    case 'conference': {
      const { name, isMuted, coachSid, record, maxS, asksAlone } = instruction;
      const dial = response.dial({ timeLimit: maxS });
      dial.conference(
        {
          // Leaving never ends the conference: the service decides what happens to the others.
          startConferenceOnEnter: true,
          endConferenceOnExit: false,
          beep: 'false',
          muted: isMuted,
          // The network plays music to a lone participant unless it’s given something else.
          waitUrl: asksAlone ? withRetries(CALL_PATHS.alone(id)) : '',
          ...(coachSid !== undefined && { coach: coachSid }),
          ...(record && {
            record: 'record-from-start',
            recordingStatusCallback: withRetries(CALL_PATHS.recordingStatus(id)),
            recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
          }),
        },
        name,
      );
      return;
    }
    case 'dial':
      response.dial({ timeout: 30 }, instruction.number);
      return;
    case 'reject':
      response.reject({ reason: instruction.isBusy ? 'busy' : 'rejected' });
      return;
    case 'hangUp':
      response.hangup();
  }
}

function prompt(into: Response | Gather, each: Prompt): void {
  if (each.do === 'music') {
    if (each.url !== null) into.play({ loop: 1 }, each.url);
    else into.play({ loop: Math.max(1, Math.round(each.seconds / LINE_MUSIC_S)) }, CALL_PATHS.lineMusic);
    return;
  }
  const words = wordsIn(each.words, each.language);
  if ('url' in words) into.play({}, words.url);
  else into.say(VOICES[each.language], words.text);
}

/** Repeats the request after some seconds, for an answer that wasn’t ready in time. */
export function laterTwiml(words: readonly Prompt[], path: string, seconds: number): string {
  const response = new twilio.twiml.VoiceResponse();
  for (const each of toXmlText(words)) prompt(response, each);
  response.pause({ length: seconds });
  response.redirect({ method: 'POST' }, withRetries(path));
  return response.toString();
}

/** What a lone participant hears, followed by a repeated request. */
export function aloneTwiml(instructions: readonly Instruction[], callId: string): string {
  const response = new twilio.twiml.VoiceResponse();
  for (const instruction of instructions) render(response, instruction, { where: 'call' });
  if (instructions.length === 0) response.pause({ length: SILENCE_S });
  response.redirect({ method: 'POST' }, withRetries(CALL_PATHS.alone(callId)));
  return response.toString();
}

/** Keys as tones, heard by one party. */
export function tonesTwiml(keys: string): string {
  const response = new twilio.twiml.VoiceResponse();
  response.play({ digits: keys });
  return response.toString();
}
