/**
 * Checks a call flow against its campaign and the numbers of other campaigns before it is saved. Reports every mistake
 * at once, by path.
 */
import { mistake, rangeMistakes, findRepeats, type Mistake } from '../vocabulary/mistake.ts';
import type { Campaign } from './campaign.ts';
import type { Language, Wording } from '../vocabulary/language.ts';
import { FIVE_YEARS } from './retention.ts';
import { LONGEST_SOURCE } from '../vocabulary/touch.ts';
import { HOUR, MINUTE, SECOND } from '../vocabulary/time.ts';
import { missingChoicesOf } from '../call/missingChoices.ts';
import type { CallFlow, KeyChoice, Spoken } from '../call/flow.ts';

export interface FlowContext {
  readonly campaign: Pick<Campaign, 'interests' | 'fields'>;
  /** The campaign country's calling code with its plus, such as +82. */
  readonly callingCode: string;
  /** Used by other campaigns: a number belongs to one campaign. */
  readonly takenNumbers: readonly string[];
  /** Identifiers of the existing skills. */
  readonly skillIds: readonly string[];
}

/** E.164. */
export function isNumber(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

/** Empty when the flow may be saved. Paths begin with `calls`. */
export function checkFlow(flow: CallFlow, around: FlowContext): readonly Mistake[] {
  const { languages, textBack, recording } = flow;
  const mistakes = [
    ...checkNumbers(flow, around),
    ...checkSources(flow),
    ...checkSpoken('greeting', flow.greeting, languages),
    ...(languages.length === 0 ? [mistake('languages', 'languagesMissing')] : []),
    ...flow.questions.flatMap(({ ask, choices }, index) => [
      ...checkSpoken(`questions.${index}.ask`, ask, languages),
      ...(choices.length === 0 ? [mistake(`questions.${index}.choices`, 'choicesMissing')] : []),
      ...choices.flatMap((choice, at) => {
        const path = `questions.${index}.choices.${at}`;
        return [
          ...checkChoice(choice, at, choices, path, around),
          ...checkOffered(`${path}.label`, choice.label, languages),
        ];
      }),
    ]),
    ...checkTimes(flow),
    ...checkMoney(flow, around),
    ...(recording ? rangeMistakes('recording.keepDays', recording.keepDays, [1, FIVE_YEARS]) : []),
    ...(textBack ? checkWords('textBack', textBack) : []),
  ];
  return mistakes.map((each) => ({ ...each, path: `calls.${each.path}` }));
}

function checkNumbers({ numbers }: CallFlow, { takenNumbers }: FlowContext): readonly Mistake[] {
  if (numbers.length === 0) return [mistake('numbers', 'numbersMissing')];
  return [
    ...numbers.flatMap((number, index) =>
      isNumber(number) ? [] : [mistake(`numbers.${index}`, 'numberShape', { example: '+18005550100' })],
    ),
    ...findRepeats(
      numbers,
      (number) => number,
      (index) => `numbers.${index}`,
    ),
    ...numbers.flatMap((number, index) =>
      takenNumbers.includes(number) ? [mistake(`numbers.${index}`, 'numberTaken')] : [],
    ),
  ];
}

function checkSources({ numbers, numberSources }: CallFlow): readonly Mistake[] {
  return [
    ...numberSources.flatMap(({ number, source }, index) => [
      ...(numbers.includes(number) ? [] : [mistake(`numberSources.${index}.number`, 'numberNotListed')]),
      ...(source.trim() === '' || source.length > LONGEST_SOURCE
        ? [mistake(`numberSources.${index}.source`, 'sourceShape', { most: LONGEST_SOURCE })]
        : []),
    ]),
    ...findRepeats(
      numberSources,
      ({ number }) => number,
      (index) => `numberSources.${index}.number`,
    ),
  ];
}

function checkSpoken(path: string, spoken: Spoken, languages: readonly Language[]): readonly Mistake[] {
  if ('text' in spoken) {
    const { text } = spoken;
    return [...checkWords(`${path}.text`, text), ...checkOffered(`${path}.text`, text, languages)];
  }
  const { recording } = spoken;
  const wrong = (['en', 'ko'] as const).filter(
    (language) => recording[language] !== undefined && !isSound(recording[language]),
  );
  return [
    ...wrong.map((language) => mistake(`${path}.recording.${language}`, 'soundAddress')),
    ...checkOffered(`${path}.recording`, recording, languages),
  ];
}

/** A caller who chose Korean would hear English. */
function checkOffered(path: string, { ko = '' }: Wording, languages: readonly Language[]): readonly Mistake[] {
  return languages.includes('ko') && ko.trim() === '' ? [mistake(`${path}.ko`, 'koreanMissing')] : [];
}

function checkWords(path: string, words: Wording): readonly Mistake[] {
  return words.en.trim() === '' ? [mistake(`${path}.en`, 'englishMissing')] : [];
}

function isSound(address: string): boolean {
  return /^https:\/\/[^\s/]+\/\S*$/.test(address);
}

function checkChoice(
  choice: KeyChoice,
  at: number,
  choices: readonly KeyChoice[],
  path: string,
  { campaign, skillIds }: FlowContext,
): readonly Mistake[] {
  const { key, label, skills = [] } = choice;
  const unknown = missingChoicesOf(choice, campaign);
  return [
    ...(/^\d$/.test(key) ? [] : [mistake(`${path}.key`, 'keyShape')]),
    ...(choices.findIndex((other) => other.key === key) < at ? [mistake(`${path}.key`, 'keyTwice')] : []),
    ...checkWords(`${path}.label`, label),
    ...(unknown.interest === undefined ? [] : [mistake(`${path}.interest`, 'interestUnknown')]),
    ...skills.flatMap((id, index) =>
      skillIds.includes(id) ? [] : [mistake(`${path}.skills.${index}`, 'skillUnknown')],
    ),
    ...(unknown.field !== undefined && unknown.value === undefined
      ? [mistake(`${path}.answer.field`, 'fieldUnknown')]
      : []),
    ...(unknown.value === undefined ? [] : [mistake(`${path}.answer.value`, 'answerUnfit')]),
  ];
}

function checkTimes({ line, message, limits, shortHangUp }: CallFlow): readonly Mistake[] {
  return [
    ...rangeMistakes('line.announceEveryMs', line.announceEveryMs, [5 * SECOND, 5 * MINUTE], 'betweenSeconds'),
    ...rangeMistakes('line.offerCallbackAfterMs', line.offerCallbackAfterMs, [0, HOUR], 'betweenSeconds'),
    ...rangeMistakes('line.maxWaitMs', line.maxWaitMs, [30 * SECOND, HOUR], 'betweenSeconds'),
    ...(line.music === null || isSound(line.music) ? [] : [mistake('line.music', 'soundAddress')]),
    // The network's limit is four hours.
    ...rangeMistakes('limits.maxCallMs', limits.maxCallMs, [MINUTE, 4 * HOUR], 'betweenMinutes'),
    ...(message ? rangeMistakes('message.maxMs', message.maxMs, [5 * SECOND, 10 * MINUTE], 'betweenSeconds') : []),
    ...rangeMistakes('shortHangUp.underMs', shortHangUp.underMs, [0, MINUTE], 'betweenSeconds'),
    ...rangeMistakes('shortHangUp.inRow', shortHangUp.inRow, [1, 10]),
  ];
}

function checkMoney({ limits, dialling }: CallFlow, { callingCode }: FlowContext): readonly Mistake[] {
  return [
    ...rangeMistakes('limits.perCallerPerHour', limits.perCallerPerHour, [1, 1000]),
    ...rangeMistakes('limits.perPrefixPerHour', limits.perPrefixPerHour, [1, 10_000]),
    ...rangeMistakes('limits.minutesPerDay', limits.minutesPerDay, [0, 1_000_000]),
    ...limits.blocked.flatMap((beginning, index) => {
      const path = `limits.blocked.${index}`;
      if (!/^\+\d{1,15}$/.test(beginning)) return [mistake(path, 'beginningShape')];
      return isWide(beginning, callingCode) ? [mistake(path, 'beginningWide', { beginning, code: callingCode })] : [];
    }),
    ...(dialling.countries.length === 0 ? [mistake('dialling.countries', 'countriesMissing')] : []),
  ];
}

/** Blocking a prefix of the campaign's country with fewer digits than this rejects most legitimate callers. */
const NARROW_DIGITS = 2;

function isWide(beginning: string, callingCode: string): boolean {
  if (callingCode.startsWith(beginning)) return true;
  return beginning.startsWith(callingCode) && beginning.length < callingCode.length + NARROW_DIGITS;
}
