/** What guides an agent through a conversation, after the opening of the script: steps that branch, and cards. */
import type { Wording } from './language.ts';
import { findRepeats, mistake, type Mistake } from './mistake.ts';

/** The first step of a list is where it begins. One without choices is an end. */
export interface ScriptStep {
  readonly id: string;
  /** What the agent says. */
  readonly text: Wording;
  /** What the customer answers, and the ID of the step that follows. */
  readonly choices: readonly { readonly label: Wording; readonly to: string }[];
}

/** What a customer may object, and what to answer. */
export interface ObjectionCard {
  readonly title: Wording;
  readonly answer: Wording;
}

export const MOST_SCRIPT_STEPS = 40;
export const MOST_STEP_CHOICES = 6;
export const MOST_OBJECTION_CARDS = 12;

/** Every choice must lead to a step, every step be reached from the first, and from each there must be a way to an end. */
export function checkSteps(steps: readonly ScriptStep[]): readonly Mistake[] {
  const places = new Map(steps.map(({ id }, index) => [id, index]));
  const next = steps.map(({ choices }) => choices.flatMap(({ to }) => places.get(to) ?? []));
  const before = steps.map((_step, index) => next.flatMap((to, from) => (to.includes(index) ? [from] : [])));
  const ends = steps.flatMap(({ choices }, index) => (choices.length === 0 ? [index] : []));
  const reached = allFrom([0], next);
  const ending = allFrom(ends, before);
  return [
    ...findRepeats(
      steps,
      ({ id }) => id,
      (index) => `scriptSteps.${index}.id`,
    ),
    ...steps.flatMap(({ choices }, index) => {
      const path = `scriptSteps.${index}`;
      const unknown = choices.flatMap(({ to }, at) =>
        places.has(to) ? [] : [mistake(`${path}.choices.${at}.to`, 'stepUnknown')],
      );
      if (unknown.length > 0) return unknown;
      if (!reached.has(index)) return [mistake(path, 'stepUnreached')];
      return ending.has(index) ? [] : [mistake(path, 'stepEndless')];
    }),
  ];
}

/** These and everything that follows from them. A set that grows while it is read is read to its end. */
function allFrom(start: readonly number[], next: readonly (readonly number[])[]): ReadonlySet<number> {
  const all = new Set(start);
  for (const index of all) for (const one of next[index] ?? []) all.add(one);
  return all;
}
