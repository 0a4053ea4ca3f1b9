/**
 * What the party of a call hears and can do, derived from the call's place alone. The instructions are abstract; the
 * edge renders them in the network's format and the caller's language.
 */
import type { Language, Wording } from '../vocabulary/language.ts';
import { MINUTE, SECOND } from '../vocabulary/time.ts';
import { assertNever } from '../vocabulary/errors.ts';
import { spellDigits } from './spellDigits.ts';
import { conferenceOf, voicePartOf, type Call, type CallIn, type RejectReason } from './call.ts';
import { KEYS } from './callStep.ts';
import type { HearingContext, Instruction, Prompt, TimeInWords, Words } from './hearing.ts';
import type { Lead } from '../lead/lead.ts';
import type { Welcome } from './welcome.ts';
import { minutesToSay } from './estimateWait.ts';

const KEY_TIMEOUT_S = 6;
const NUMBER_TIMEOUT_S = 10;
/** The language offer is short so that it doesn't delay callers who don't need it. */
const OFFER_TIMEOUT_S = 2;

export function instructionsFor(call: Call, context: HearingContext): readonly Instruction[] {
  const { flow, where } = context;
  const say = (words: Words): Prompt => ({ do: 'say', words, language: call.language });
  const ask = (
    prompts: readonly Prompt[],
    digits: number | 'untilHash' = 1,
    timeoutS = KEY_TIMEOUT_S,
  ): Instruction => ({
    do: 'ask',
    prompts,
    digits,
    timeoutS,
    silenceIsAnswer: true,
  });
  // The queue can't record or join a conference: leave it first and ask again.
  const outside = (instructions: readonly Instruction[]): readonly Instruction[] =>
    where === 'queue' ? [{ do: 'leaveQueue' }] : instructions;

  // The greeting comes first, unless something was already said or asked.
  const opening = call.step === 1 ? [say(flow.greeting), ...welcome(call.welcome).map(say)] : [];

  switch (call.place) {
    case 'welcome': {
      const others = flow.languages.map(offerLanguage).filter(({ language }) => language !== call.language);
      return [ask([...opening, ...others], 1, OFFER_TIMEOUT_S)];
    }
    case 'language':
      return [ask([say(flow.greeting), ...flow.languages.map(offerLanguage)])];
    case 'question': {
      const question = flow.questions[call.index];
      const choices = question?.choices ?? [];
      return [
        ask([
          ...opening,
          ...(question ? [say(question.ask)] : []),
          ...choices.map(({ label, key }) =>
            say({ key: 'choice', values: { label: labelIn(label, call.language), key } }),
          ),
        ]),
      ];
    }
    case 'code': {
      if (call.ask === 'offer') return [ask([...opening, say({ key: 'code.offer', values: { key: KEYS.code } })])];
      const code = spellDigits(context.code ?? '');
      return [
        ask(
          [
            say({ key: 'code.say', values: { code } }),
            say({ key: 'code.again', values: { code } }),
            say({ key: 'code.keys', values: { again: KEYS.code, talk: KEYS.talk } }),
          ],
          1,
          NUMBER_TIMEOUT_S,
        ),
      ];
    }
    case 'permission':
      return [ask([...opening, say({ key: 'permission', values: { key: KEYS.permit } })])];
    case 'stopCalls':
      return [ask([say({ key: 'stopCalls', values: { key: KEYS.stop } })])];
    case 'line': {
      if (where === 'call' && !call.isLoop) return [...opening, { do: 'queue', name: call.campaignId }];
      const waiting = inLine(call, context, say);
      return call.isLoop ? [waiting, { do: 'again' }] : [waiting];
    }
    case 'keepPlace':
      return [askForNumber(call, say, ask)];
    case 'message':
      return outside([
        ...opening,
        say({ key: 'message.leave' }),
        { do: 'record', maxS: Math.round((flow.message?.maxMs ?? MINUTE) / SECOND) },
      ]);
    case 'told':
      return outside([
        ask([
          ...opening,
          say({ key: `notice.${call.what}` }),
          ...(call.what === 'noNumber' ? [say({ key: 'notice.enterKey', values: { key: KEYS.keepPlace } })] : []),
          ...(context.offersTimes ? [say({ key: 'notice.timeKey', values: { key: KEYS.chooseTime } })] : []),
          ...(flow.message ? [say({ key: 'notice.messageKey', values: { key: KEYS.message } })] : []),
          ...(call.mayStopCalls ? [say({ key: 'stopKey', values: { key: KEYS.stop } })] : []),
        ]),
      ]);
    case 'chooseTime':
      return outside([ask(sayTimes(call, context.times ?? [], say), 1, NUMBER_TIMEOUT_S)]);
    case 'goodbye': {
      const [chosen] = context.times ?? [];
      const values = chosen && { values: { day: chosen.day, time: chosen.time } };
      return [say({ key: `goodbye.${call.what}`, ...values }), { do: 'hangUp' }];
    }
    case 'rejected':
      return [{ do: 'reject', isBusy: isBusy(call.why) }];
    case 'placing':
    case 'ringing':
      // Answered before we were notified: the edge advances the call first, so this is never rendered.
      return [{ do: 'hangUp' }];
    case 'whisper':
      return [ask(whisper(context, call, say))];
    case 'conference':
      return outside([
        ...(flow.recording && call.role !== 'supervisor' ? [say({ key: 'recorded' })] : []),
        {
          do: 'conference',
          name: conferenceOf(call.leadId ?? ''),
          ...voicePartOf(call, context.coachSid),
          record: flow.recording !== null,
          maxS: Math.round(flow.limits.maxCallMs / SECOND),
          asksAlone: call.role === 'agent',
        },
      ]);
    case 'ended':
      return [{ do: 'hangUp' }];
    default:
      return assertNever(call);
  }
}

/**
 * For a party alone in a conversation: ringback while another phone is being called, otherwise silence. Never the
 * network's music.
 */
export function instructionsForSoloAgent(lead: Lead | null): readonly Instruction[] {
  const isCalled = lead?.state === 'connecting' && lead.leg === 'prospect' && lead.dialCallId !== undefined;
  return isCalled ? [{ do: 'ringback' }] : [];
}

/** Spoken when nothing can be looked up or stored. It promises nothing that only we could keep. */
export function safeInstructions(language: Language, staticNumber: string | undefined): readonly Instruction[] {
  const say = (key: string): Prompt => ({ do: 'say', words: { key }, language });
  if (staticNumber !== undefined) return [say('safe.connecting'), { do: 'dial', number: staticNumber }];
  return [say('safe.message'), { do: 'record', maxS: 120 }, { do: 'hangUp' }];
}

type Say = (words: Words) => Prompt;
type Ask = (prompts: readonly Prompt[], digits?: number | 'untilHash', timeoutS?: number) => Instruction;

/** Spoken to known callers after the campaign's greeting. */
function welcome(how: Welcome | undefined): readonly Words[] {
  if (!how) return [];
  if (how.kind === 'back') return [{ key: 'welcome.back' }];
  return [
    { key: 'welcome.back' },
    { key: `welcome.${how.day}` },
    ...(how.next === 'noted' ? [] : [{ key: `welcome.${how.next}` }]),
  ];
}

/** One round in line: position, estimated wait, the key, then music. */
function inLine(call: CallIn<'line'>, context: HearingContext, say: Say): Instruction {
  const { announceEveryMs, music } = context.flow.line;
  const prompts: Prompt[] = context.isConnecting ? [say({ key: 'line.connecting' })] : positionIn(call, context, say);
  prompts.push({ do: 'music', url: music, seconds: Math.round(announceEveryMs / SECOND) });
  return { do: 'ask', prompts, digits: 1, timeoutS: 1, silenceIsAnswer: false };
}

function positionIn(call: CallIn<'line'>, { flow, estimate, now }: HearingContext, say: Say): Prompt[] {
  const { offerCallbackAfterMs, maxWaitMs } = flow.line;
  const waited = now - (call.lineSince ?? now);
  const prompts: Prompt[] = [];
  if (estimate) {
    prompts.push(
      say({ key: estimate.position <= 1 ? 'line.next' : 'line.position', values: { count: estimate.position } }),
    );
    // No time is announced without enough data.
    const minutes = minutesToSay(estimate.waitMs, maxWaitMs - waited);
    if (minutes !== null) prompts.push(say({ key: 'line.wait', values: { count: minutes } }));
  }
  // Position means nothing while no one is on shift, and the caller doesn't need to wait.
  if (!estimate) prompts.push(say({ key: 'line.nobody' }));
  if (!estimate || waited >= offerCallbackAfterMs || (estimate.waitMs ?? 0) >= offerCallbackAfterMs)
    prompts.push(say({ key: 'line.keepPlace', values: { key: KEYS.keepPlace } }));
  // K84: only for people we would call, not for everyone who wants to talk.
  if (call.mayStopCalls && call.welcome?.kind === 'request')
    prompts.push(say({ key: 'stopKey', values: { key: KEYS.stop } }));
  return prompts;
}

function sayTimes({ isTaken }: CallIn<'chooseTime'>, times: readonly TimeInWords[], say: Say): readonly Prompt[] {
  return [
    ...(isTaken ? [say({ key: 'times.taken' })] : []),
    say({ key: 'times.zone', values: { zone: times[0]?.zone ?? '' } }),
    ...times.map(({ day, time }, index) => say({ key: 'times.choice', values: { day, time, key: index + 1 } })),
  ];
}

function askForNumber(call: CallIn<'keepPlace'>, say: Say, ask: Ask): Instruction {
  if (call.ask === 'enter') return ask([say({ key: 'keep.enter' })], 'untilHash', NUMBER_TIMEOUT_S);
  const person = call.typed ?? call.person;
  const number = spellDigits(person?.telShown ?? person?.tel ?? '');
  return ask([
    say({ key: 'keep.confirm', values: { number } }),
    say({ key: 'keep.keys', values: { yes: KEYS.yes, other: KEYS.otherNumber } }),
  ]);
}

function whisper({ whisper: about }: HearingContext, call: CallIn<'whisper'>, say: Say): readonly Prompt[] {
  if (!about) return [say({ key: 'whisper.key', values: { key: KEYS.yes } })];
  const values = {
    label: labelIn(about.label, call.language),
    language: about.personLanguage,
    count: about.waitedS,
    key: KEYS.yes,
  };
  return [
    say({ key: `whisper.${about.personLanguage}`, values }),
    ...(about.waitedS > 0 ? [say({ key: 'whisper.waited', values })] : []),
    say({ key: about.isOnLine ? 'whisper.key' : 'whisper.call', values }),
  ];
}

function offerLanguage(language: Language, index: number): Extract<Prompt, { do: 'say' }> {
  return { do: 'say', words: { key: 'language', values: { key: index + 1 } }, language };
}

function labelIn(label: Wording, language: Language): string {
  return label[language] ?? label.en;
}

function isBusy(why: RejectReason): boolean {
  return why === 'tooMany';
}
