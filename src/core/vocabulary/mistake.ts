/**
 * What is wrong with something submitted for saving: where, why, and the figures for the message. The messages, which
 * say how to fix it, are in shared/text/mistakes.ts and adminMistakes.ts under the same codes.
 */
import { HOUR, MINUTE, SECOND } from './time.ts';

/** On any page. */
const COMMON_CODES = [
  // Shape: any field (intake/validate.ts).
  'missing',
  'notText',
  'tagEmpty',
  'notNumber',
  'notWhole',
  'numberTooGreat',
  'notYesOrNo',
  'notList',
  'notObject',
  'atLeast',
  'atMost',
  'tooShort',
  'tooLong',
  'spacesAround',
  'tooFew',
  'tooMany',
  'listedTwice',
  'oneOf',
  'mailShape',
  'countryUnknown',
  'shape',
  'notAccepted',
  // Conflicts with existing data.
  'nameTaken',
  'mailTaken',
  'mailOfOtherLead',
  'changedMeanwhile',
  'agentUnknown',
  'agentRetired',
  'agentRefused',
  'colleagueUnknown',
  'colleagueBusy',
  'colleagueConsulted',
  'formUnknown',
  'campaignUnknown',
  'sameLead',
  'endsBefore',
  'dateImpossible',
  'periodTooLong',
  'saleMissing',
  'saleUnread',
  'saleCurrency',
  'saleElsewhere',
] as const;

/** Settings that have no effect because of another one (shared/idleSettings.ts). They are saved anyway. */
const IDLE_CODES = [
  'patienceIdle',
  'thenIdle',
  'weightsIdle',
  'weightsEven',
  'weightElsewhere',
  'orderNoSkills',
  'orderEveryone',
  'skillsWaived',
  'sitesWaived',
  'siteEmpty',
  'stepTeamsIdle',
  'stepTeamsOwn',
  'preferNoSkills',
  'preferNoSites',
  'preferNoTeams',
  'preferNobody',
  'stepSame',
  'limitHourIdle',
  'nobodySame',
  'speedAlone',
  'scoreNone',
  'scoreNever',
  'conditionAll',
  'ruleNothing',
] as const;
export type IdleCode = (typeof IDLE_CODES)[number];

/** In settings. */
const SETTING_CODES = [
  ...IDLE_CODES,
  'englishMissing',
  'koreanMissing',
  'zoneUnknown',
  'timeOutside',
  'timeBackwards',
  'hoursNone',
  'timesOverlap',
  'dateTwice',
  'scheduleEmpty',
  'dateFar',
  'neverOpen',
  'neverPermitted',
  'hoursMissing',
  'hoursNeeded',
  'formKeyShape',
  'formKeyTaken',
  'formKeyInUse',
  'originShape',
  'twice',
  'fieldNameShape',
  'fieldNameReserved',
  'choiceCode',
  'choicesMissing',
  'minAboveMax',
  'teamUnknown',
  'teamEmpty',
  'siteUnknown',
  'siteNobody',
  'skillUnknown',
  'skillLevel',
  'skillNobody',
  'skillsNobody',
  'placeholderUnknown',
  'stepUnknown',
  'stepUnreached',
  'stepEndless',
  'surveyTooMany',
  'surveyTooManyChoices',
  'surveyFull',
  'surveyKind',
  'stepsMissing',
  'firstStepLate',
  'stepsUnsorted',
  'stepAfterGiveUp',
  'stepNobody',
  'between',
  'betweenSeconds',
  'betweenMinutes',
  'betweenHours',
  'seenTooLong',
  'nobodyTooLong',
  'patienceTooLong',
  'preferWaived',
  'preferTeamsAlone',
  'ruleAlways',
  'ruleHidden',
  'ruleNobody',
  'ruleStepNobody',
  'languageNobody',
  'pointsNone',
  'scoreRuleTwice',
  'fieldNoNumber',
  'rangeEmpty',
  'rangeAbove',
  'rangeBelow',
  'answerNever',
  'placeUnknown',
  'attemptsADay',
  'attemptsTooDense',
  'lifeTooShort',
  'delaysMissing',
  'reasonUnknown',
  'awayReasonMissing',
  'awayReasonsTooMany',
  'outcomesMissing',
  'outcomesTooMany',
  'outcomeUnknown',
  'outcomeMeaning',
  'outcomeNeeded',
  'agentLanguages',
  'phoneUnread',
  'numberShape',
  'numberTaken',
  'numbersMissing',
  'numberNotListed',
  'costRow',
  'costTable',
  'costLines',
  'costCurrency',
  'costTitle',
  'costAbove',
  'costAboveCurrency',
  'costColumns',
  'sourceShape',
  'registryLine',
  'registryIsChanges',
  'registryIsFull',
  'registryNoList',
  'registryCut',
  'registryCutLine',
  'registryPacked',
  'registryEmpty',
  'registryFuture',
  'registryOld',
  'registryOlder',
  'registryGap',
  'registryFewer',
  'registryMeanwhile',
  'beginningShape',
  'beginningWide',
  'countriesMissing',
  'soundAddress',
  'languagesMissing',
  'keyShape',
  'keyTwice',
  'outcomeNone',
  'detailNone',
  'onlyOwnLeads',
  'actorUnknown',
  'interestUnknown',
  'fieldUnknown',
  'answerUnfit',
  'waitOver',
  'interestAsked',
  'fieldAsked',
  'fileEmpty',
  'fileImporting',
  'fileNoTable',
  'fileOldExcel',
  'fileBadExcel',
  'fileTooMuch',
  'fileTooManyRows',
  'fileTooManyColumns',
  'fileCellTooLong',
  'fileOpenQuote',
  'fileTooLarge',
  'columnOfPhone',
  'columnOfEmail',
  'columnTwice',
  'dateAhead',
  'hoursText',
  'hoursBeyond',
  'dayBeyond',
  'capBeyond',
  'unaskedBeyond',
  'holidaysBeyond',
  'holidaysUnknown',
] as const;

export const MISTAKE_CODES = [...COMMON_CODES, ...SETTING_CODES] as const;
export type SettingMistakeCode = (typeof SETTING_CODES)[number];
export type MistakeCode = (typeof MISTAKE_CODES)[number];

export interface Mistake {
  /** Path within the object, such as `policy.steps.1.afterMs`. */
  readonly path: string;
  readonly code: MistakeCode;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Whether it says that a setting has no effect, and not that it's wrong. */
export function isIdle({ code }: Pick<Mistake, 'code'>): boolean {
  return IDLE_CODES.some((one) => one === code);
}

export function mistake(path: string, code: MistakeCode, values?: Mistake['values']): Mistake {
  return { path, code, ...(values && { values }) };
}

/** A mistake for each value of `list` whose `keyOf` already occurred. */
export function findRepeats<T>(
  list: readonly T[],
  keyOf: (item: T) => string,
  pathOf: (index: number) => string,
): readonly Mistake[] {
  return list.flatMap((item, index) => {
    const key = keyOf(item);
    return list.findIndex((other) => keyOf(other) === key) < index
      ? [mistake(pathOf(index), 'twice', { value: key })]
      : [];
  });
}

const UNITS = {
  betweenSeconds: SECOND,
  betweenMinutes: MINUTE,
  betweenHours: HOUR,
  between: 1,
} as const satisfies Partial<Record<MistakeCode, number>>;

/** A mistake when the value is outside the inclusive bounds; the message shows them in the code's unit. */
export function rangeMistakes(
  path: string,
  value: number,
  [least, most]: readonly [number, number],
  code: keyof typeof UNITS = 'between',
): readonly Mistake[] {
  if (value >= least && value <= most) return [];
  return [mistake(path, code, { least: least / UNITS[code], most: most / UNITS[code] })];
}
