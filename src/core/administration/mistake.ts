/**
 * What is wrong with something that an administrator wants to save: where, why, and the figures that the sentence
 * needs. The sentences themselves, which say how to mend it, are in shared/text/mistakes.ts under the same codes.
 */
export const MISTAKE_CODES = [
  'englishMissing',
  'zoneUnknown',
  'timeOutside',
  'timeBackwards',
  'timesOverlap',
  'dateImpossible',
  'dateTwice',
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
  'choicesMissing',
  'minAboveMax',
  'teamUnknown',
  'teamEmpty',
  'skillUnknown',
  'skillLevel',
  'placeholderUnknown',
  'stepsMissing',
  'firstStepLate',
  'stepsUnsorted',
  'stepAfterGiveUp',
  'between',
  'seenTooLong',
  'nobodyTooLong',
  'attemptsADay',
  'attemptsTooDense',
  'lifeTooShort',
  'delaysMissing',
  'outcomesMissing',
  'agentLanguages',
  'numberShape',
  'numberTaken',
  'numbersMissing',
  'beginningShape',
  'countryShape',
  'countriesMissing',
  'soundAddress',
  'languagesMissing',
  'keyShape',
  'keyTwice',
  'interestUnknown',
  'fieldUnknown',
] as const;
export type MistakeCode = (typeof MISTAKE_CODES)[number];

export interface Mistake {
  /** Where in the thing, such as `policy.steps.1.afterMs`. */
  readonly path: string;
  readonly code: MistakeCode;
  readonly values?: Readonly<Record<string, string | number>>;
}

export function mistake(path: string, code: MistakeCode, values?: Mistake['values']): Mistake {
  return { path, code, ...(values && { values }) };
}

/** A mistake at every value of `list` that was there before, by what `keyOf` says of it. */
export function repeated<T>(
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

/** A mistake when the figure is not within the bounds, themselves included; the sentence names them in `unit`. */
export function outside(
  path: string,
  value: number,
  [least, most]: readonly [number, number],
  unit: { readonly size: number; readonly name: string } = { size: 1, name: '' },
): readonly Mistake[] {
  if (value >= least && value <= most) return [];
  const values = { least: least / unit.size, most: most / unit.size, unit: unit.name };
  return [mistake(path, 'between', values)];
}
