/** One lead scored by rules and by a model, and the training of that model, in this process over a filled database. */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Campaign } from '../../src/core/administration/campaign.ts';
import { withScore } from '../../src/core/lead/score.ts';
import type { Figures, Refusal } from '../../src/core/score/train.ts';
import type { Scoring } from '../../src/core/score/rules.ts';
import { MOST_SCORE_RULES } from '../../src/core/vocabulary/score.ts';
import type { Moment } from '../../src/core/vocabulary/time.ts';
import type { Stores } from '../../src/store/index.ts';
import { MOST_LEADS, trainModel } from '../../src/usecases/score/scoreModel.ts';
import { PAST_CAMPAIGNS } from '../many/invent.ts';
import { quantiles, type Quantiles } from '../measure.ts';
import { systemParts } from '../systemParts.ts';
import { promisingLead } from './promising.ts';

export interface Learning {
  readonly figures: Figures;
  readonly refusal?: Refusal;
  /** Seconds to read the newest `read` leads that it learns from, and for the whole training with that. */
  readonly read: number;
  readonly reading: number;
  readonly training: number;
  /** Bytes of heap and of the whole process: before, and the most during training. */
  readonly heap: readonly [before: number, most: number];
  readonly process: readonly [before: number, most: number];
  /** How late the event loop was meanwhile, in milliseconds. */
  readonly late: Quantiles;
  /** Microseconds to score one lead. `model` is absent if training was refused. */
  readonly byRules: Quantiles;
  readonly byModel?: Quantiles;
}

const SCORED = 20_000;
const LOOK_MS = 50;

export async function learning({ parts: outside }: Stores, now: Moment): Promise<Learning> {
  const parts = systemParts(outside);
  const readFrom = performance.now();
  let read = 0;
  for await (const some of parts.scores.ended(0, MOST_LEADS, [])) read += some.length;
  const reading = secondsSince(readFrom);
  const before = process.memoryUsage();
  let [mostHeap, mostProcess] = [before.heapUsed, before.rss];
  const looking = setInterval(() => {
    const { heapUsed, rss } = process.memoryUsage();
    [mostHeap, mostProcess] = [Math.max(mostHeap, heapUsed), Math.max(mostProcess, rss)];
  }, LOOK_MS);
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const began = performance.now();
  const trained = await trainModel(parts);
  const training = secondsSince(began);
  delays.disable();
  clearInterval(looking);
  if ('code' in trained) throw new Error(trained.message);
  const { model, refusal, figures, version, trainedAt, usesProtected } = trained;
  const milliseconds = (nanoseconds: number) => Math.round(nanoseconds / 1e5) / 10;
  return {
    figures,
    ...(refusal && { refusal }),
    read,
    reading,
    training,
    heap: [before.heapUsed, mostHeap],
    process: [before.rss, mostProcess],
    late: { p50: milliseconds(delays.percentile(50)), p99: milliseconds(delays.percentile(99)) },
    byRules: scored(now, { scoring: RULES }),
    ...(model && {
      byModel: scored(now, {
        model: { learned: { ...model, version, trainedAt, usesProtected }, fields: CAMPAIGN.fields },
      }),
    }),
  };
}

const CAMPAIGN = PAST_CAMPAIGNS[0] as Campaign;

/** As many as a campaign can have, so none is slower. */
const RULES: Scoring = {
  start: 40,
  rules: Array.from({ length: MOST_SCORE_RULES }, (_rule, number) => ({
    name: `Rule ${number}`,
    points: (number % 7) - 3 || 5,
    when: {
      ...(number % 3 === 0 && { interests: [number % 2 === 0 ? 'roof' : 'battery'] }),
      ...(number % 3 === 1 && { behaviors: ['gaveEmail', 'wantsCallNow'] as const }),
      numbers: { bill: { from: number * 5 } },
    },
  })),
};

function scored(now: Moment, by: Omit<Parameters<typeof withScore>[1], 'hours'>): Quantiles {
  const leads = Array.from({ length: SCORED }, (_lead, index) => promisingLead(index, 'waiting', now).change.lead);
  const context = { ...by, hours: CAMPAIGN.hours };
  const took: number[] = [];
  for (const lead of leads) {
    const began = performance.now();
    withScore(lead, context);
    took.push((performance.now() - began) * 1000);
  }
  // The first ones run before the code is compiled.
  return quantiles(took.slice(SCORED / 2));
}

function secondsSince(began: number): number {
  return Math.round(performance.now() - began) / 1000;
}

export function showLearning(measured: Learning): readonly string[] {
  const { figures, refusal, read, reading, training, heap, process: whole, late, byRules, byModel } = measured;
  const mega = ([before, most]: readonly [number, number]) =>
    `${Math.round(before / 2 ** 20)} MiB before, ${Math.round(most / 2 ** 20)} at most`;
  const micro = ({ p50, p99 }: Quantiles) => `p50 ${p50} µs, p99 ${p99} µs`;
  return [
    `  one lead by ${MOST_SCORE_RULES} rules: ${micro(byRules)}; by the model: ${byModel ? micro(byModel) : `none (${refusal})`}`,
    `  training on ${figures.leads} leads, ${figures.wins} won: ${training} s, of which ${reading} s reading ${read} leads; area under the curve ${figures.area?.toFixed(3)}`,
    `  heap ${mega(heap)}; process ${mega(whole)}; event loop late p50 ${late.p50} ms, p99 ${late.p99} ms`,
  ];
}
