/**
 * The outcomes of a business: the built-in ones as it words them, and its own. Each has a meaning that never changes,
 * and a key on the desk that it keeps. A retired one is never offered, and stays readable wherever it was used.
 */
import type { Wording } from '../vocabulary/language.ts';
import {
  AGENT_OUTCOMES,
  idOfOutcome,
  isSale,
  OUTCOME_LABELS,
  type AgentOutcome,
  type ChosenOutcome,
} from '../vocabulary/outcomes.ts';
import type { AsksValue } from '../vocabulary/sales.ts';

export interface OutcomeChoice {
  /** Of a built-in one: its meaning. */
  readonly id: string;
  readonly means: AgentOutcome;
  /** Absent from a built-in one with its default text. */
  readonly label?: Wording;
  /** On the desk, such as `1` or `Shift+1`. Absent once retired. */
  readonly key?: string;
  readonly isRetired?: true;
  /** Only where it means a sale; absent for never. */
  readonly asksValue?: Exclude<AsksValue, 'never'>;
}

/** As an administrator sends it. A new one has no `id`. */
export interface OutcomeDraft {
  readonly id?: string;
  readonly means: AgentOutcome;
  readonly label: Wording;
  readonly isRetired?: boolean;
  /** Counts only where it means a sale. */
  readonly asksValue?: AsksValue;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];
/** Every key that chooses an outcome on the desk. */
export const OUTCOME_KEYS: readonly string[] = [...DIGITS, ...DIGITS.map((digit) => `Shift+${digit}`)];
/** One for each key. */
export const MOST_OFFERED_OUTCOMES = OUTCOME_KEYS.length;
/** Retired ones included. */
export const MOST_OUTCOMES = 100;

const DEFAULT_CHOICES: readonly OutcomeChoice[] = withKeys(AGENT_OUTCOMES.map((id) => ({ id, means: id })));

type WithOutcomes = { readonly outcomes?: readonly OutcomeChoice[] } | null;

/** All of them in display order, retired ones included. */
export function outcomeChoicesOf(business: WithOutcomes): readonly OutcomeChoice[] {
  return business?.outcomes ?? DEFAULT_CHOICES;
}

export function offeredOutcomes(business: WithOutcomes): readonly OutcomeChoice[] {
  return outcomeChoicesOf(business).filter(({ isRetired }) => !isRetired);
}

/** The business's own words for an outcome, also a retired one; undefined where the default text is right. */
export function ownWordsFor(business: WithOutcomes, chosen: ChosenOutcome): Wording | undefined {
  return outcomeChoicesOf(business).find(({ id }) => id === idOfOutcome(chosen))?.label;
}

/** Whether it asks for the sale value, even once it is retired. */
export function asksValueOf(business: WithOutcomes, chosen: ChosenOutcome): AsksValue {
  return outcomeChoicesOf(business).find(({ id }) => id === idOfOutcome(chosen))?.asksValue ?? 'never';
}

export function wordsFor({ label, means }: Pick<OutcomeChoice, 'label' | 'means'>): Wording {
  return label ?? OUTCOME_LABELS[means];
}

/**
 * The list to store. One that is left out is retired, because leads may have it. `newId` creates the ID of a custom
 * one.
 */
export function replaceOutcomes(
  before: readonly OutcomeChoice[],
  drafts: readonly OutcomeDraft[],
  newId: (means: AgentOutcome) => string,
): readonly OutcomeChoice[] {
  const kept = drafts.map(({ id, means, label, isRetired = false, asksValue = 'never' }): OutcomeChoice => {
    const was = before.find((one) => one.id === id);
    const isDefault = id === means && isSameText(label, OUTCOME_LABELS[means]);
    return {
      id: id ?? newId(means),
      means,
      ...(!isDefault && { label }),
      ...(isSale(means) && asksValue !== 'never' && { asksValue }),
      ...(isRetired ? { isRetired } : was?.key !== undefined && { key: was.key }),
    };
  });
  const leftOut = before.filter(({ id }) => !drafts.some((draft) => draft.id === id));
  return withKeys([...kept, ...leftOut.map(({ key: _free, ...one }) => ({ ...one, isRetired: true as const }))]);
}

/** Each outcome in use that has no key yet gets the first free one. */
function withKeys(choices: readonly OutcomeChoice[]): readonly OutcomeChoice[] {
  const taken = new Set(choices.flatMap(({ key }) => key ?? []));
  return choices.map((choice) => {
    if (choice.isRetired || choice.key !== undefined) return choice;
    const key = OUTCOME_KEYS.find((each) => !taken.has(each));
    if (key === undefined) return choice;
    taken.add(key);
    return { ...choice, key };
  });
}

function isSameText(one: Wording, other: Wording): boolean {
  return one.en === other.en && one.ko === other.ko;
}
