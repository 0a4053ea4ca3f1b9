/** Repeatable randomness: the same seed gives the same numbers (mulberry32). */
export interface Dice {
  /** An integer from 0 (inclusive) to `limit` (exclusive). */
  upTo(limit: number): number;
  of<T>(choices: readonly T[]): T;
  /** One of the choices, with probability proportional to its weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
}

export function dice(seed: number): Dice {
  let state = (seed + 1) * 0x9e3779b1;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (limit: number) => Math.floor(next() * limit);
  const of = <T>(choices: readonly T[]): T => {
    const chosen = choices[upTo(choices.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
  return {
    upTo,
    of,
    weighted(choices) {
      let left = upTo(choices.reduce((sum, [, weight]) => sum + weight, 0));
      return (choices.find(([, weight]) => (left -= weight) < 0) ?? of(choices))[0];
    },
  };
}
