/** What a change of staff leaves to no one: whole campaigns, their rules, or steps. Named, not refused, as people do leave. */
import { missedParts, takersOf, type Part, type Reach, type Taker } from '../core/vocabulary/reach.ts';
import type { adminPeopleText } from './text/adminPeople.ts';
import type { Translate } from './text/index.ts';

/** The campaign as a whole, or a part of its routing. */
export type Left = Part & { readonly isWhole?: true };

/** What reached someone before, and now no one. */
export function leftToNoOne(campaign: Reach, before: readonly Taker[], after: readonly Taker[]): readonly Left[] {
  const were = missedParts(campaign, before);
  if (takersOf(campaign, after).length === 0) return takersOf(campaign, before).length > 0 ? [{ isWhole: true }] : [];
  return missedParts(campaign, after).filter(
    ({ rule, step }) => !were.some((one) => one.rule === rule && (one.step === step || one.step === undefined)),
  );
}

export function sentenceOfLeft(
  { rule, step, isWhole }: Left,
  name: string,
  t: Translate<Extract<keyof typeof adminPeopleText, string>>,
): string {
  if (isWhole) return t('alone.campaign', { name });
  if (rule === undefined) return step === undefined ? t('alone.own', { name }) : t('alone.step', { name, step });
  return step === undefined ? t('alone.rule', { name, rule }) : t('alone.ruleStep', { name, rule, step });
}
