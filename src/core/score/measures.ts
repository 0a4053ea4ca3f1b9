/** How good predictions are: how well they order leads, and whether their chances come true. */

export interface Predicted {
  readonly chance: number;
  readonly won: boolean;
}

/** One tenth of the leads, by predicted chance: what was predicted on average, and what happened. 0–1. */
export interface CalibrationBin {
  readonly predicted: number;
  readonly actual: number;
  readonly count: number;
}

const BINS = 10;

/**
 * The area under the ROC curve: how often a won lead has a higher value than a lost one; ties count half (Hanley &
 * McNeil 1982). null with one class only.
 */
export function areaUnderCurve(all: readonly Predicted[]): number | null {
  const sorted = [...all].sort((a, b) => a.chance - b.chance);
  const wins = all.filter(({ won }) => won).length;
  const losses = all.length - wins;
  if (wins === 0 || losses === 0) return null;
  let ranks = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (to < sorted.length && sorted[to]?.chance === sorted[from]?.chance) to += 1;
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at += 1) if (sorted[at]?.won) ranks += rank;
    from = to;
  }
  return (ranks - (wins * (wins + 1)) / 2) / (wins * losses);
}

export function calibrationOf(all: readonly Predicted[]): readonly CalibrationBin[] {
  const sorted = [...all].sort((a, b) => a.chance - b.chance);
  return Array.from({ length: BINS }, (_, bin) => {
    const some = sorted.slice(Math.floor((bin * sorted.length) / BINS), Math.floor(((bin + 1) * sorted.length) / BINS));
    const count = some.length;
    return {
      predicted: some.reduce((sum, { chance }) => sum + chance, 0) / Math.max(1, count),
      actual: some.filter(({ won }) => won).length / Math.max(1, count),
      count,
    };
  }).filter(({ count }) => count > 0);
}

/** The expected calibration error: the mean distance between predicted and actual, weighted by the leads. */
export function calibrationError(bins: readonly CalibrationBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, { predicted, actual, count }) => sum + Math.abs(predicted - actual) * count, 0) / total;
}

export function meanLogLoss(all: readonly Predicted[]): number {
  const tiny = 1e-12;
  const sum = all.reduce((total, { chance, won }) => total - Math.log(Math.max(tiny, won ? chance : 1 - chance)), 0);
  return sum / Math.max(1, all.length);
}
