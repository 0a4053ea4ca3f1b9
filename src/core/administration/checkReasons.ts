/** Whether lists of away and decline reasons may replace those before them. */
import { MOST_OFFERED_AWAY_REASONS, type AwayReasonChoice, type AwayReasonDraft } from '../agent/awayReasons.ts';
import type { Wording } from '../vocabulary/language.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';
import type { DeclineMeaning } from '../vocabulary/presence.ts';
import { checkChoices } from './checkChoices.ts';
import { checkWording } from './checkForm.ts';

export function checkAwayReasons(
  before: readonly AwayReasonChoice[],
  drafts: readonly AwayReasonDraft[],
): readonly Mistake[] {
  const offered = drafts.filter(({ isRetired }) => !isRetired).length;
  return [
    ...checkChoices('awayReasons', before, drafts, 'reasonUnknown'),
    ...(offered === 0 ? [mistake('awayReasons', 'awayReasonMissing')] : []),
    ...(offered > MOST_OFFERED_AWAY_REASONS
      ? [mistake('awayReasons', 'awayReasonsTooMany', { limit: MOST_OFFERED_AWAY_REASONS })]
      : []),
  ];
}

interface DeclineDraft {
  readonly id?: string;
  readonly label: Wording;
  readonly means: DeclineMeaning;
  readonly awayReason?: string;
}

/** `offered`: the IDs of the away reasons in use once this is saved. */
export function checkDeclineReasons(drafts: readonly DeclineDraft[], offered: readonly string[]): readonly Mistake[] {
  const ids = drafts.flatMap(({ id }) => id ?? []);
  return drafts.flatMap(({ id, label, means, awayReason }, index) => [
    ...checkWording(label, `declineReasons.${index}.label`),
    ...(id !== undefined && ids.indexOf(id) !== ids.lastIndexOf(id)
      ? [mistake(`declineReasons.${index}.id`, 'twice', { value: id })]
      : []),
    ...(means === 'away' && awayReason !== undefined && !offered.includes(awayReason)
      ? [mistake(`declineReasons.${index}.awayReason`, 'reasonUnknown')]
      : []),
  ]);
}
