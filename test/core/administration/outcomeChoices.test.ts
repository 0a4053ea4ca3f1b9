import { describe, expect, test } from '@jest/globals';
import { checkOutcomes } from '../../../src/core/administration/checkOutcomes.ts';
import {
  MOST_OFFERED_OUTCOMES,
  offeredOutcomes,
  outcomeChoicesOf,
  replaceOutcomes,
  wordsFor,
  type OutcomeChoice,
  type OutcomeDraft,
} from '../../../src/core/administration/outcomeChoices.ts';
import { outcomesOf } from '../../../src/core/administration/campaign.ts';
import { AGENT_OUTCOMES, OUTCOMES, outcomeWithId, type AgentOutcome } from '../../../src/core/vocabulary/outcomes.ts';

const BUILT_IN = outcomeChoicesOf(null);
const draftsOf = (choices: readonly OutcomeChoice[]): readonly OutcomeDraft[] =>
  choices.map((choice) => ({
    id: choice.id,
    means: choice.means,
    label: wordsFor(choice),
    isRetired: choice.isRetired ?? false,
  }));
const own = (en: string, means: AgentOutcome = 'won'): OutcomeDraft => ({ means, label: { en } });
let made = 0;
const saved = (before: readonly OutcomeChoice[], drafts: readonly OutcomeDraft[]) =>
  replaceOutcomes(before, drafts, (means) => `${means}_${(made += 1)}`);
const wrong = (drafts: readonly OutcomeDraft[], before = BUILT_IN) =>
  checkOutcomes(before, drafts).map(({ path, code }) => `${path}: ${code}`);
const keyOf = (choices: readonly OutcomeChoice[], label: string) =>
  choices.find((choice) => wordsFor(choice).en === label)?.key;

describe('the outcomes of a business', () => {
  test('[A110] every built-in one is offered until one is retired, with its default text', () => {
    expect(offeredOutcomes(null).map(({ id }) => id)).toEqual(AGENT_OUTCOMES);
    expect(saved(BUILT_IN, draftsOf(BUILT_IN))).toEqual(BUILT_IN);
    const reworded = saved(BUILT_IN, [
      { id: 'won', means: 'won', label: { en: 'Sold' } },
      ...draftsOf(BUILT_IN).slice(1),
    ]);
    expect(reworded[0]).toEqual({ id: 'won', means: 'won', label: { en: 'Sold' }, key: '1' });
  });

  test('[A111] the ID of an own one says what it means, so it’s read without the list', () => {
    const [added] = saved(BUILT_IN, [own('Upsell'), ...draftsOf(BUILT_IN)]);
    expect(outcomeWithId(added?.id ?? '')).toEqual({ outcome: 'won', outcomeId: added?.id });
    for (const outcome of OUTCOMES) expect(outcomeWithId(outcome)).toEqual({ outcome });
    for (const id of ['', 'lovely', 'won_', 'erased_1', 'won_a b', '__proto__', 'wonderful_1'])
      expect(outcomeWithId(id)).toBeNull();
  });

  test('[A111] a saved one keeps its meaning', () => {
    const drafts = draftsOf(BUILT_IN).map((draft) =>
      draft.id === 'won' ? { ...draft, means: 'spam' as const } : draft,
    );
    expect(wrong(drafts)).toEqual(['outcomes.0.means: outcomeMeaning']);
  });

  test('[A112] one that is left out is retired, not removed; do not call can be neither', () => {
    const without = draftsOf(BUILT_IN).filter(({ id }) => id !== 'spam');
    expect(wrong(without)).toEqual([]);
    const after = saved(BUILT_IN, without);
    expect(after.at(-1)).toEqual({ id: 'spam', means: 'spam', isRetired: true });
    expect(offeredOutcomes({ outcomes: after }).map(({ id }) => id)).not.toContain('spam');
    expect(wrong(draftsOf(BUILT_IN).filter(({ id }) => id !== 'doNotCall'))).toEqual(['outcomes: outcomeNeeded']);
    const retired = draftsOf(BUILT_IN).map((draft) => ({ ...draft, isRetired: draft.id === 'doNotCall' }));
    expect(wrong(retired)).toEqual(['outcomes.6.isRetired: outcomeNeeded']);
  });

  test('[A113] a key stays with its outcome when others are moved, added or retired; a retired one frees it', () => {
    const first = saved(BUILT_IN, [own('Upsell'), ...draftsOf(BUILT_IN).toReversed()]);
    expect(first.map(({ key }) => key)).toEqual(['9', '8', '7', '6', '5', '4', '3', '2', '1']);
    const second = saved(first, [own('Renewal'), ...draftsOf(first).filter(({ id }) => id !== 'won')]);
    expect(keyOf(second, 'Upsell')).toBe('9');
    expect(keyOf(second, 'Renewal')).toBe('1');
    expect(keyOf(second, 'Won')).toBeUndefined();
  });

  test('[A113] there are as many in use as there are keys', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => own(`Sold ${index}`));
    const most = MOST_OFFERED_OUTCOMES - BUILT_IN.length;
    expect(wrong([...draftsOf(BUILT_IN), ...many(most)])).toEqual([]);
    const full = saved(BUILT_IN, [...draftsOf(BUILT_IN), ...many(most)]);
    expect(new Set(full.map(({ key }) => key)).size).toBe(MOST_OFFERED_OUTCOMES);
    expect(full.at(-1)?.key).toBe('Shift+0');
    expect(wrong([...draftsOf(BUILT_IN), ...many(most + 1)])).toEqual(['outcomes: outcomesTooMany']);
  });

  test.each([
    ['a blank text', own(' '), 'outcomes.8.label.en: englishMissing'],
    ['a text in use', own('won'), 'outcomes.8.label.en: twice'],
    ['an ID of another list', { ...own('Sold'), id: 'won_9' }, 'outcomes.8.id: outcomeUnknown'],
  ])('[A110] %s is refused where it is', (_what, draft, expected) => {
    expect(wrong([...draftsOf(BUILT_IN), draft])).toEqual([expected]);
  });

  test('[A114] a campaign offers all, also later ones, or those it chose and do not call', () => {
    const outcomes = saved(BUILT_IN, [...draftsOf(BUILT_IN), own('Upsell')]);
    const idsOf = (chosen: readonly string[] | undefined) =>
      outcomesOf(chosen ? { outcomes: chosen } : {}, { outcomes }).map(({ id }) => id);
    expect(idsOf(undefined)).toEqual(outcomes.map(({ id }) => id));
    expect(idsOf(['won', 'gone_1'])).toEqual(['won', 'doNotCall']);
  });
});
