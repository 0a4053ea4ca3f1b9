/**
 * Learns a model from leads that ended, and says how good it is. Evaluated forward in time: it learns from the oldest
 * 60 % of the leads, calibrates on the next 20 %, and is measured on the newest 20 %, each as far as it had ended by
 * then. If it is good enough, it is learned again from the oldest 80 % and calibrated on the newest 20 %.
 */
import type { Moment } from '../vocabulary/time.ts';
import type { Known } from './known.ts';
import { areaUnderCurve, calibrationOf, meanLogLoss, type CalibrationBin } from './measures.ts';
import { chanceBy, columnKey, columnsFor, type Column, type ScoreModel } from './model.ts';
import { fit, marginOf, sigmoid, type Rows, type Weights, type Working } from './regression.ts';

/** A lead that ended. */
export interface Ended {
  readonly openedAt: Moment;
  readonly closedAt: Moment;
  readonly won: boolean;
  readonly known: readonly Known[];
  /** What the campaign’s declared rules give it; absent if there are none. */
  readonly byRules?: number;
}

export const REFUSALS = ['oneClass', 'tooFewWins', 'tooShort', 'noBetterThanChance', 'worseThanRules'] as const;
/** Why a model isn’t used. `tooShort`: a part of the time has wins only, or none. */
export type Refusal = (typeof REFUSALS)[number];

export interface Figures {
  readonly leads: number;
  readonly wins: number;
  /** Areas under the curve on the newest leads; null if unknown. `rules`: on those that rules score, as `onSame`. */
  readonly area: number | null;
  readonly rules: number | null;
  readonly onSame: number | null;
  readonly calibration: readonly CalibrationBin[];
}

export interface Trained {
  readonly figures: Figures;
  /** Without its version. Absent with a refusal. */
  readonly model?: Omit<ScoreModel, 'version' | 'trainedAt' | 'usesProtected'>;
  readonly refusal?: Refusal;
}

export const LEAST_WINS = 200;
/** A value that fewer leads have says little. */
const LEAST_COUNT = 20;
const MOST_COLUMNS = 400;
const PENALTIES = [1, 10, 100];
const LEAST_AREA = 0.52;
/** Leads between two pauses: their attributes take a few milliseconds. */
const PART = 250;

export function* train(all: readonly Ended[]): Working<Trained> {
  const ended = [...all].sort((a, b) => a.openedAt - b.openedAt);
  const wins = ended.filter(({ won }) => won).length;
  const none: Figures = {
    ...{ leads: ended.length, wins, area: null, rules: null, onSame: null, calibration: [] },
  };
  if (wins === 0 || wins === ended.length) return { figures: none, refusal: 'oneClass' };
  if (wins < LEAST_WINS) return { figures: none, refusal: 'tooFewWins' };
  const [first, second] = [0.6, 0.8].map((share) => ended[Math.floor(ended.length * share)]?.openedAt ?? 0) as [
    number,
    number,
  ];
  const early = ended.filter(({ openedAt, closedAt }) => openedAt < first && closedAt < first);
  const middle = ended.filter(({ openedAt, closedAt }) => openedAt >= first && openedAt < second && closedAt < second);
  const late = ended.filter(({ openedAt }) => openedAt >= second);
  if (![early, middle, late].every(hasBoth)) return { figures: none, refusal: 'tooShort' };

  const { penalty, model } = yield* bestOf(early, middle);
  const predicted = yield* inParts(late, ({ known, won, byRules }) => ({
    ...{ chance: chanceBy(model, known), won, byRules },
  }));
  const ruled = predicted.flatMap(({ byRules, ...one }) => (byRules === undefined ? [] : [{ ...one, byRules }]));
  const figures: Figures = {
    ...none,
    area: areaUnderCurve(predicted),
    rules: areaUnderCurve(ruled.map(({ byRules, won }) => ({ chance: byRules, won }))),
    onSame: areaUnderCurve(ruled),
    calibration: calibrationOf(predicted),
  };
  if ((figures.area ?? 0) < LEAST_AREA) return { figures, refusal: 'noBetterThanChance' };
  if (figures.rules !== null && (figures.onSame ?? 0) < figures.rules) return { figures, refusal: 'worseThanRules' };
  const past = ended.filter(({ openedAt, closedAt }) => openedAt < second && closedAt < second);
  return { figures, model: yield* learn(yield* tableOf(past, late), penalty) };
}

function hasBoth(leads: readonly Ended[]): boolean {
  return leads.some(({ won }) => won) && leads.some(({ won }) => !won);
}

/** The penalty under which the leads to calibrate on are least surprising. */
function* bestOf(early: readonly Ended[], middle: readonly Ended[]) {
  const table = yield* tableOf(early, middle);
  let best: { penalty: number; model: Learned; loss: number } | null = null;
  for (const penalty of PENALTIES) {
    const model: Learned = yield* learn(table, penalty);
    const loss = meanLogLoss(yield* inParts(middle, ({ known, won }) => ({ chance: chanceBy(model, known), won })));
    if (!best || loss < best.loss) best = { penalty, model, loss };
  }
  return best as NonNullable<typeof best>;
}

type Learned = NonNullable<Trained['model']>;

interface Table {
  readonly columns: readonly Unweighed[];
  /** What is learned from, and what is calibrated on. */
  readonly rows: Rows;
  readonly newest: Rows;
}
type Unweighed = Omit<Column, 'weight' | 'mean'>;

function* tableOf(from: readonly Ended[], calibrateOn: readonly Ended[]): Working<Table> {
  const columns = yield* columnsIn(from);
  return { columns, rows: yield* rowsOf(from, columns), newest: yield* rowsOf(calibrateOn, columns) };
}

/** The list mapped, with pauses. */
function* inParts<T>(leads: readonly Ended[], map: (lead: Ended) => T): Working<T[]> {
  const mapped: T[] = [];
  for (const [at, lead] of leads.entries()) {
    if (at % PART === 0) yield;
    mapped.push(map(lead));
  }
  return mapped;
}

function* learn({ columns, rows, newest }: Table, penalty: number): Working<Learned> {
  const weights = yield* fit(rows, penalty);
  const margins = Array.from(newest.labels, (_label, row) => marginOf(newest, row, weights));
  const { slope, shift } = yield* platt(margins, newest.labels);
  const chances = margins.map((margin) => sigmoid(slope * margin + shift)).sort((a, b) => a - b);
  return {
    intercept: weights[rows.width] ?? 0,
    columns: weighed(columns, weights, rows),
    slope,
    shift,
    quantiles: Array.from({ length: 101 }, (_, percent) => {
      return chances[Math.min(chances.length - 1, Math.floor((percent * chances.length) / 100))] ?? 1;
    }),
  };
}

/** Values that enough leads have, the most frequent first, and numbers. */
function* columnsIn(leads: readonly Ended[]): Working<readonly Unweighed[]> {
  const counts = new Map<string, { column: Pick<Column, 'about' | 'scope' | 'value'>; count: number }>();
  const numbers = new Map<string, { column: Pick<Column, 'about' | 'scope'>; seen: number[] }>();
  for (const [at, { known }] of leads.entries()) {
    if (at % PART === 0) yield;
    for (const { about, scope, value } of known) {
      if (typeof value === 'number') {
        const key = columnKey(about, scope);
        const entry = numbers.get(key) ?? { column: { about, scope }, seen: [] };
        entry.seen.push(value);
        numbers.set(key, entry);
        continue;
      }
      for (const one of typeof value === 'string' ? [value] : value) {
        const key = columnKey(about, scope, one);
        const entry = counts.get(key) ?? { column: { about, scope, value: one }, count: 0 };
        entry.count += 1;
        counts.set(key, entry);
      }
    }
  }
  const values = [...counts.values()]
    .filter(({ count }) => count >= LEAST_COUNT && count < leads.length)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_COLUMNS);
  return [
    ...[...numbers.values()]
      .filter(({ seen }) => seen.length >= LEAST_COUNT)
      .map(({ column, seen }) => ({ ...column, ...spreadOf(seen) })),
    ...values.map(({ column }) => column),
  ].slice(0, MOST_COLUMNS);
}

function spreadOf(seen: readonly number[]): { readonly center: number; readonly spread: number } {
  const center = seen.reduce((sum, value) => sum + value, 0) / seen.length;
  const variance = seen.reduce((sum, value) => sum + (value - center) ** 2, 0) / seen.length;
  return { center, spread: Math.sqrt(variance) || 1 };
}

function* rowsOf(leads: readonly Ended[], columns: readonly Unweighed[]): Working<Rows> {
  const index = new Map(
    columns.map((column, at) => [columnKey(column.about, column.scope, column.value), { ...column, at }]),
  );
  const starts = new Int32Array(leads.length + 1);
  const at: number[] = [];
  const values: number[] = [];
  for (const [row, { known }] of leads.entries()) {
    if (row % PART === 0) yield;
    for (const one of known)
      for (const [column, x] of columnsFor(index, one)) {
        at.push(column.at);
        values.push(x);
      }
    starts[row + 1] = at.length;
  }
  return {
    starts,
    columns: Int32Array.from(at),
    values: Float64Array.from(values),
    labels: Uint8Array.from(leads, ({ won }) => (won ? 1 : 0)),
    width: columns.length,
  };
}

function weighed(columns: readonly Unweighed[], weights: Weights, rows: Rows): readonly Column[] {
  const sums = new Float64Array(columns.length);
  rows.columns.forEach((column, at) => {
    sums[column] = (sums[column] ?? 0) + (rows.values[at] ?? 0);
  });
  return columns.map((column, at) => ({
    ...column,
    weight: weights[at] ?? 0,
    mean: (sums[at] ?? 0) / Math.max(1, rows.labels.length),
  }));
}

/** Platt scaling: a logistic regression of the outcome on the margin alone. Never turns the order around. */
function* platt(margins: readonly number[], labels: Uint8Array): Working<{ slope: number; shift: number }> {
  const rows: Rows = {
    starts: Int32Array.from({ length: margins.length + 1 }, (_, at) => at),
    columns: new Int32Array(margins.length),
    values: Float64Array.from(margins),
    labels,
    width: 1,
  };
  const [slope = 1, shift = 0] = yield* fit(rows, 1e-3);
  return { slope: Math.max(1e-3, slope), shift };
}

/** Whether this training's model scores leads. */
export function isInUse(
  last: Pick<Trained, 'model'> & { readonly usesProtected: boolean },
  choice: { readonly isOn: boolean; readonly usesProtected: boolean },
): boolean {
  return choice.isOn && last.model !== undefined && last.usesProtected === choice.usesProtected;
}

/** The result of work in parts, done at once. */
export function finish<T>(working: Working<T>): T {
  for (;;) {
    const step = working.next();
    if (step.done === true) return step.value;
  }
}
