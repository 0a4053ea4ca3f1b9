/** Repeatable randomness: the same seed and name give the same numbers (mulberry32, by Tommy Ettinger). */
export interface Dice {
  /** From 0 (inclusive) to 1 (exclusive). */
  readonly next: () => number;
  readonly between: (from: number, to: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
  /** One of the rows, with probability proportional to its weight. */
  readonly weigh: <T>(rows: readonly [Weighed<T>, ...Weighed<T>[]]) => T;
  /** The time to the next arrival of a Poisson process. */
  readonly gap: (meanMs: number) => number;
}
export type Weighed<T> = readonly [weight: number, item: T];

/** Everyone has their own dice, so that one person’s rolls don’t change another’s. */
export function diceOf(seed: number, name: string): Dice {
  let state = seed;
  for (const letter of name) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mix = Math.imul(state ^ (state >>> 15), state | 1);
    mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61);
    return ((mix ^ (mix >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (from, to) => from + next() * (to - from),
    chance: (share) => next() < share,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    weigh: (rows) => {
      let left = next() * rows.reduce((sum, [weight]) => sum + weight, 0);
      return (rows.find(([weight]) => (left -= weight) < 0) ?? rows[0])[1];
    },
    gap: (meanMs) => -Math.log(1 - next()) * meanMs,
  };
}
