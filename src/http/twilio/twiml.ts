/**
 * Instructions in the network's language, made by Twilio's own builder, which escapes what is said. The addresses are
 * relative to the document, and carry the retry overrides of the network: our answers may be asked for twice.
 *
 * The builder throws at what XML cannot carry. Texts are cleaned where they come in, and once more here: what was stored
 * before that, or came from elsewhere, must not cost a caller the answer.
 */
import twilio from 'twilio';
import { cleanText } from '../../core/capture/cleanText.ts';
import type { Instruction, Prompt } from '../../core/call/instructions.ts';
import { CALL_PATHS, withRetries } from '../../core/call/paths.ts';
import type { Language } from '../../core/campaign.ts';
import { LINE_MUSIC_S } from './lineMusic.ts';
import { wordsIn } from './words.ts';

type Response = InstanceType<typeof twilio.twiml.VoiceResponse>;
type Gather = ReturnType<Response['gather']>;

const VOICES = {
  en: { language: 'en-US', voice: 'Polly.Joanna-Neural' },
  ko: { language: 'ko-KR', voice: 'Polly.Seoyeon-Neural' },
} as const satisfies Record<Language, object>;

/** Who is alone in a conversation hears within this time that another phone rings. */
const SILENCE_S = 3;

export interface RenderContext {
  /** Absent for an answer that refers to nothing. */
  readonly call?: { readonly id: string; readonly step: number };
  readonly where: 'queue' | 'call';
  /** Nothing could be read of the call. */
  readonly isSafe?: boolean;
}

/** One TwiML document. */
export function twimlOf(instructions: readonly Instruction[], context: RenderContext): string {
  const response = new twilio.twiml.VoiceResponse();
  for (const instruction of carriable(instructions)) render(response, instruction, context);
  return response.toString();
}

/** The same with every text in it as XML can carry it. */
function carriable<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T;
  if (Array.isArray(value)) return value.map(carriable) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, carriable<unknown>(item)])) as T;
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
          // Who leaves ends nothing by leaving: the service decides what becomes of the others.
          startConferenceOnEnter: true,
          endConferenceOnExit: false,
          beep: 'false',
          muted: isMuted,
          // The network plays music to whoever is alone in a conference, unless it is given something else.
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

/** Asks once more after some seconds: for an answer that was not ready in time. */
export function laterTwiml(words: readonly Prompt[], path: string, seconds: number): string {
  const response = new twilio.twiml.VoiceResponse();
  for (const each of carriable(words)) prompt(response, each);
  response.pause({ length: seconds });
  response.redirect({ method: 'POST' }, withRetries(path));
  return response.toString();
}

/** What who is alone hears, and that they ask again after it. */
export function aloneTwiml(instructions: readonly Instruction[], callId: string): string {
  const response = new twilio.twiml.VoiceResponse();
  for (const instruction of instructions) render(response, instruction, { where: 'call' });
  if (instructions.length === 0) response.pause({ length: SILENCE_S });
  response.redirect({ method: 'POST' }, withRetries(CALL_PATHS.alone(callId)));
  return response.toString();
}

/** Keys as tones, for one party's ear. */
export function tonesTwiml(keys: string): string {
  const response = new twilio.twiml.VoiceResponse();
  response.play({ digits: keys });
  return response.toString();
}
