/**
 * Logistic regression with an L2 penalty, fitted with L-BFGS (Nocedal & Wright, Numerical Optimization, algorithm 7.5)
 * over sparse rows. No maintained library on npm does this without a runtime for neural networks
 * (docs/decisions/0009-the-score-model.md). Work is done in parts, so that the caller can let other work run between.
 */

/** Rows in one sparse matrix: row r has the entries from `starts[r]` to `starts[r + 1]`. */
export interface Rows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
  /** 1: won. */
  readonly labels: Uint8Array;
  readonly width: number;
}

/** The weights by column, and last the intercept. */
export type Weights = Float64Array;
/** Yields between parts of the work, each of a few milliseconds at most. */
export type Working<T> = Generator<undefined, T, undefined>;

const MEMORY = 8;
const MOST_ROUNDS = 60;
const CLOSE_ENOUGH = 1e-5;
const PART = 4000;

/** `penalty`: the strength of the prior, in rows. The intercept is free. */
export function* fit(rows: Rows, penalty: number): Working<Weights> {
  const size = rows.width + 1;
  let weights: Weights = new Float64Array(size);
  let { loss, slope } = yield* lossOf(rows, weights, penalty);
  const steps: { readonly move: Float64Array; readonly turn: Float64Array; readonly rho: number }[] = [];
  for (let round = 0; round < MOST_ROUNDS && Math.sqrt(dot(slope, slope)) > CLOSE_ENOUGH; round += 1) {
    const direction = directionOf(slope, steps);
    const gain = dot(direction, slope);
    let next: Weights = weights;
    let tried = { loss: Infinity, slope };
    // Halves the step until it gains enough (Armijo); the first is almost always right.
    for (let length = 1; length > 1e-8 && !(tried.loss <= loss + 1e-4 * length * gain); length /= 2) {
      next = weights.map((weight, at) => weight + length * (direction[at] ?? 0));
      tried = yield* lossOf(rows, next, penalty);
    }
    if (!(tried.loss < loss)) break;
    const move = next.map((weight, at) => weight - (weights[at] ?? 0));
    const turn = tried.slope.map((value, at) => value - (slope[at] ?? 0));
    const curve = dot(move, turn);
    if (curve > 1e-12) steps.push({ move, turn, rho: 1 / curve });
    if (steps.length > MEMORY) steps.shift();
    weights = next;
    ({ loss, slope } = tried);
  }
  return weights;
}

/** Mean log loss with the penalty, and its gradient. */
function* lossOf(rows: Rows, weights: Weights, penalty: number): Working<{ loss: number; slope: Float64Array }> {
  const count = rows.labels.length;
  const slope = new Float64Array(weights.length);
  let loss = 0;
  for (let from = 0; from < count; from += PART) {
    for (let row = from; row < Math.min(count, from + PART); row += 1) {
      const margin = marginOf(rows, row, weights);
      const label = rows.labels[row] ?? 0;
      loss += Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(margin, 0) - label * margin;
      const miss = sigmoid(margin) - label;
      slope[rows.width] = (slope[rows.width] ?? 0) + miss;
      for (let at = rows.starts[row] ?? 0; at < (rows.starts[row + 1] ?? 0); at += 1) {
        const column = rows.columns[at] ?? 0;
        slope[column] = (slope[column] ?? 0) + miss * (rows.values[at] ?? 0);
      }
    }
    yield;
  }
  for (let column = 0; column < rows.width; column += 1) {
    const weight = weights[column] ?? 0;
    loss += (penalty / 2) * weight * weight;
    slope[column] = (slope[column] ?? 0) + penalty * weight;
  }
  return { loss: loss / count, slope: slope.map((value) => value / count) };
}

/** The logarithm of the odds that these weights give a row. */
export function marginOf({ starts, columns, values, width }: Rows, row: number, weights: Weights): number {
  let margin = weights[width] ?? 0;
  for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1)
    margin += (weights[columns[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return margin;
}

function directionOf(
  slope: Float64Array,
  steps: readonly { readonly move: Float64Array; readonly turn: Float64Array; readonly rho: number }[],
): Float64Array {
  const direction = slope.map((value) => -value);
  const shares = steps.map(() => 0);
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    const step = steps[at];
    if (!step) continue;
    const share = step.rho * dot(step.move, direction);
    shares[at] = share;
    add(direction, step.turn, -share);
  }
  const last = steps.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.turn, last.turn));
    for (let at = 0; at < direction.length; at += 1) direction[at] = (direction[at] ?? 0) * scale;
  }
  for (const [at, { move, turn, rho }] of steps.entries())
    add(direction, move, (shares[at] ?? 0) - rho * dot(turn, direction));
  return direction;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let at = 0; at < to.length; at += 1) to[at] = (to[at] ?? 0) + times * (what[at] ?? 0);
}

export function sigmoid(margin: number): number {
  return margin >= 0 ? 1 / (1 + Math.exp(-margin)) : Math.exp(margin) / (1 + Math.exp(margin));
}
