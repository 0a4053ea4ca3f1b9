/** A learned model: its weights, and the score that it gives with its reasons. Versioned; a lead keeps what scored it. */
import type { Answer } from '../vocabulary/form.ts';
import { MOST_REASONS, type LeadScore, type ScoreReason } from '../vocabulary/score.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { Known } from './known.ts';
import { sigmoid } from './regression.ts';

/** One value of an attribute (1 or 0), or a number, whose `center` is subtracted before it is divided by `spread`. */
export interface Column {
  readonly about: string;
  readonly scope: string;
  /** Absent for a number. */
  readonly value?: string;
  readonly center?: number;
  readonly spread?: number;
  readonly weight: number;
  /** Over the leads that it learned from. */
  readonly mean: number;
}

export interface ScoreModel {
  readonly version: number;
  readonly trainedAt: Moment;
  readonly usesProtected: boolean;
  readonly intercept: number;
  readonly columns: readonly Column[];
  /** Platt’s calibration of the margin: chance = σ(slope × margin + shift). */
  readonly slope: number;
  readonly shift: number;
  /** 101 chances: what share of the newest leads has a lower one. The score is this share. */
  readonly quantiles: readonly number[];
}

/** The attribute whose scope is the lead's campaign (known.ts). */
const CAMPAIGN = 'campaign';
/** Smaller effects than this are no reason. */
const LEAST_EFFECT = 0.03;

interface Reader {
  readonly index: ReadonlyMap<string, Column>;
  /** What the average lead has from each attribute that all campaigns share. */
  readonly everyone: ReadonlyMap<string, number>;
  /** What the average lead of a campaign has from each of its own. */
  readonly ofCampaign: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** What the average lead has from its campaign and everything that belongs to one. */
  readonly usualOfCampaigns: number;
}
/** Derived from a model, which never changes. */
const readers = new WeakMap<Weighed, Reader>();

/** What a chance depends on. */
export type Weighed = Pick<ScoreModel, 'intercept' | 'columns' | 'slope' | 'shift'>;

/** The calibrated chance of a win, 0–1. */
export function chanceBy(model: Weighed, known: readonly Known[]): number {
  const { index } = readerOf(model);
  let margin = model.intercept;
  for (const one of known) for (const [{ weight }, x] of columnsFor(index, one)) margin += weight * x;
  return sigmoid(model.slope * margin + model.shift);
}

export function scoreByModel(model: ScoreModel, known: readonly Known[]): LeadScore {
  const { index, everyone, ofCampaign, usualOfCampaigns } = readerOf(model);
  const own = ofCampaign.get(known.find(({ about }) => about === CAMPAIGN)?.scope ?? '') ?? new Map<string, number>();
  const effects = new Map([...everyone, ...own].map(([about, average]) => [about, -average]));
  // Other campaigns' fields and interests say nothing about this lead. That it's one of this campaign does.
  effects.set(CAMPAIGN, sumOf(own) - usualOfCampaigns);
  for (const one of known) {
    for (const [column, x] of columnsFor(index, one)) {
      effects.set(column.about, (effects.get(column.about) ?? 0) + column.weight * x);
    }
  }
  const chance = chanceBy(model, known);
  const values = new Map(known.map(({ about, value }) => [about, value]));
  const reasons = [...effects]
    .map(([about, effect]) => reasonOf(about, model.slope * effect, values.get(about)))
    .filter(({ effect }) => Math.abs(effect) >= LEAST_EFFECT)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, MOST_REASONS);
  return { points: rankOf(chance, model.quantiles), reasons, model: model.version, chance };
}

function reasonOf(about: string, effect: number, value: Answer | undefined) {
  const rounded = Math.round(effect * 100) / 100;
  return { kind: 'known', about, effect: rounded, ...(value !== undefined && { value }) } satisfies ScoreReason;
}

/** The columns that one attribute fills, with what is in them. A value that the model doesn’t know fills none. */
export function columnsFor<C extends Pick<Column, 'center' | 'spread'>>(
  index: ReadonlyMap<string, C>,
  { about, scope, value }: Known,
): readonly (readonly [C, number])[] {
  if (typeof value === 'number') {
    const column = index.get(columnKey(about, scope));
    // Beyond what is usual, more says no more.
    const x = column ? (value - (column.center ?? 0)) / (column.spread ?? 1) : 0;
    return column ? [[column, Math.max(-4, Math.min(4, x))]] : [];
  }
  const values = typeof value === 'string' ? [value] : value;
  return values.flatMap((one) => {
    const column = index.get(columnKey(about, scope, one));
    return column ? [[column, 1] as const] : [];
  });
}

export function columnKey(about: string, scope: string, value?: string): string {
  return JSON.stringify([about, scope, value]);
}

function readerOf(model: Weighed): Reader {
  const known = readers.get(model);
  if (known) return known;
  const { columns } = model;
  const index = new Map(columns.map((column) => [columnKey(column.about, column.scope, column.value), column]));
  const everyone = new Map<string, number>();
  const ofCampaign = new Map<string, Map<string, number>>();
  let usualOfCampaigns = 0;
  for (const { about, scope, weight, mean } of columns) {
    if (scope !== '') usualOfCampaigns += weight * mean;
    if (about === CAMPAIGN) continue;
    const usual = scope === '' ? everyone : (ofCampaign.get(scope) ?? new Map<string, number>());
    if (scope !== '') ofCampaign.set(scope, usual);
    // What all leads are of is no attribute: then this campaign is the only one.
    const share = scope === '' ? 1 : (index.get(columnKey(CAMPAIGN, scope, scope))?.mean ?? 1);
    usual.set(about, (usual.get(about) ?? 0) + (weight * mean) / share);
  }
  const reader = { index, everyone, ofCampaign, usualOfCampaigns };
  readers.set(model, reader);
  return reader;
}

function sumOf(usual: ReadonlyMap<string, number>): number {
  return [...usual.values()].reduce((sum, value) => sum + value, 0);
}

/** 0–100: the percent of the newest leads that have a lower chance. */
function rankOf(chance: number, quantiles: readonly number[]): number {
  let [from, to] = [0, quantiles.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((quantiles[middle] ?? 1) < chance) from = middle + 1;
    else to = middle;
  }
  return Math.min(100, from);
}
