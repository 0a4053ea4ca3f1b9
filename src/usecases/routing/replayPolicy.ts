/**
 * Tries a policy on yesterday or the last seven days: what really happened, the policy in force replayed, and the draft
 * replayed. Nothing is offered or saved. Works in slices of a few milliseconds, so that live routing continues
 * alongside it.
 */
import type { RoutingPart } from '../../core/administration/campaign.ts';
import { figuresOf, hoursThere, rangeOf, rangesOf, recordedRun } from '../../core/replay/figures.ts';
import type { ReplayRun } from '../../core/replay/period.ts';
import { REPLAY_RUNS, replayRun } from '../../core/replay/replayDay.ts';
import type { RoutingCampaign } from '../../core/routing/routeFor.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ChangedLead, PolicyReplay, ReplayLine } from '../../shared/replay.ts';
import { SPEED_WITHIN } from '../../shared/reports.ts';
import { storedCampaign } from '../admin/campaigns.ts';
import { draftOf } from '../admin/presentCampaign.ts';
import { tryOut } from '../admin/previewRouting.ts';
import type { OneByOne } from './oneByOne.ts';
import { readPeriod, type ReadPeriod } from './readPeriod.ts';

/** How much of the time reading takes, for the progress shown. */
const READING = 0.3;
const MOST_CHANGED = 50;
/** A difference of less is not worth reading. */
const LEAST_CHANGE_S = 1;

export interface ReplayRequest {
  readonly draft: RoutingPart;
  readonly days: number;
}

/** A client that waits for its turn hears this often, and a missing one is noticed this soon. */
const SAY_AGAIN_MS = SECOND;

/**
 * A failure, or lines of progress and, last, the result. A client that stops reading cancels it. `turns`: of this node, which
 * replays one policy at a time.
 */
export async function replayPolicy(
  parts: Parts,
  turns: OneByOne,
  id: string,
  { draft, days }: ReplayRequest,
): Promise<Failure | AsyncGenerator<ReplayLine>> {
  const [saved, active] = await Promise.all([storedCampaign(parts, id), parts.campaigns.byId(id)]);
  if (!saved || !active) return failure('not-found', 'Campaign not found.');
  const tried = await tryOut(parts, { ...draftOf(saved), ...draft }, active);
  return 'code' in tried ? tried : inTurn(turns, () => replayed(parts, id, tried, days));
}

async function* inTurn(turns: OneByOne, lines: () => AsyncGenerator<ReplayLine>): AsyncGenerator<ReplayLine> {
  const place = turns.join();
  try {
    while (place.ahead() > 0) {
      yield { progress: 0, ahead: place.ahead() };
      await place.moved(SAY_AGAIN_MS);
    }
    yield* lines();
  } finally {
    place.leave();
  }
}

async function* replayed(parts: Parts, id: string, draft: RoutingCampaign, days: number): AsyncGenerator<ReplayLine> {
  const reading = readPeriod(parts, days);
  let step = await reading.next();
  for (; !step.done; step = await reading.next()) yield { progress: step.value * READING };
  const period = step.value;
  const live = new Map<string, RoutingCampaign>(period.campaigns.map((campaign) => [campaign.id, campaign]));
  const policies = [live, new Map(live).set(id, draft)];
  const runs: ReplayRun[][] = [[], []];
  const total = policies.length * REPLAY_RUNS;
  for (const [which, campaigns] of policies.entries())
    for (let run = 0; run < REPLAY_RUNS; run += 1) {
      const going = replayRun(period, campaigns, run);
      let part = going.next();
      for (; !part.done; part = going.next()) {
        // Requests and the routing pass come first.
        await new Promise((resolve) => setImmediate(resolve));
        const isDone = (which * REPLAY_RUNS + run + part.value / period.leads.length) / total;
        yield { progress: READING + (1 - READING) * isDone };
      }
      runs[which]?.push(part.value);
    }
  yield { result: await resultOf(parts, id, period, runs[0] ?? [], runs[1] ?? []) };
}

async function resultOf(
  parts: Pick<Parts, 'users'>,
  id: string,
  period: ReadPeriod,
  live: readonly ReplayRun[],
  draft: readonly ReplayRun[],
): Promise<PolicyReplay> {
  const { leads, from, until } = period;
  const own = leads.flatMap(({ course }, at) => (course.campaignId === id ? [at] : []));
  const places = own.filter((at) => (leads[at]?.course.arrivedAt ?? from) >= from);
  const hours = hoursThere(period);
  const recorded = recordedRun(leads);
  const figures = (run: ReplayRun) => figuresOf(run, places, hours);
  const agentIds = [
    ...new Set([recorded, ...live, ...draft].flatMap(({ takenBy }) => places.flatMap((at) => takenBy[at] ?? []))),
  ];
  const names = await parts.users.names(agentIds);
  const taken = (run: ReplayRun, agentId: string) => places.filter((at) => run.takenBy[at] === agentId).length;
  const nothing = { median: 0, least: 0, most: 0 };
  const within = (all: readonly ReplayRun[]) =>
    SPEED_WITHIN.map((seconds) => rangeOf(all.map((run) => shareWithin(run, places, seconds)))?.median ?? 0);
  return {
    ...{ from, until, leads: places.length, runs: REPLAY_RUNS },
    waiting: own.length - places.length,
    scheduled: period.courses.courses.filter((one) => one.campaignId === id && one.isScheduled && one.arrivedAt >= from)
      .length,
    recorded: figures(recorded),
    live: rangesOf(live.map(figures)),
    draft: rangesOf(draft.map(figures)),
    within: { recorded: within([recorded]), live: within(live), draft: within(draft) },
    agents: agentIds
      .map((agentId) => ({
        id: agentId,
        name: names.get(agentId) ?? agentId,
        recorded: taken(recorded, agentId),
        live: rangeOf(live.map((run) => taken(run, agentId))) ?? nothing,
        draft: rangeOf(draft.map((run) => taken(run, agentId))) ?? nothing,
      }))
      .sort((one, other) => one.name.localeCompare(other.name)),
    changed: changedOf(period, places, recorded, draft, (agentId) => names.get(agentId) ?? agentId),
  };
}

function shareWithin({ seconds }: ReplayRun, places: readonly number[], limit: number): number {
  if (places.length === 0) return 0;
  return places.filter((at) => (seconds[at] ?? Number.NaN) <= limit).length / places.length;
}

function changedOf(
  { leads }: ReadPeriod,
  places: readonly number[],
  recorded: ReplayRun,
  draft: readonly ReplayRun[],
  nameOf: (agentId: string) => string,
): readonly ChangedLead[] {
  const rows = places.map((at) => {
    const { leadId, arrivedAt } = leads[at]?.course ?? { leadId: '', arrivedAt: 0 };
    const before = shown(recorded.seconds[at]);
    const after = medianOrNull(draft.map((run) => shown(run.seconds[at])));
    const [own, other] = [recorded.takenBy[at], mostOften(draft.map((run) => run.takenBy[at]))];
    const named = (agentId: string | undefined) => (agentId === undefined ? null : nameOf(agentId));
    return {
      // Reached or not weighs more than any number of seconds.
      weight: before === null || after === null ? (before === after ? 0 : Infinity) : Math.abs(after - before),
      lead: {
        ...{ id: leadId, at: arrivedAt },
        recorded: { seconds: before, agent: named(own) },
        draft: { seconds: after, agent: named(other) },
      },
    };
  });
  return rows
    .filter(({ weight }) => weight >= LEAST_CHANGE_S)
    .sort((one, other) => (one.weight === other.weight ? one.lead.at - other.lead.at : other.weight - one.weight))
    .slice(0, MOST_CHANGED)
    .map(({ lead }) => lead);
}

function shown(seconds: number | undefined): number | null {
  return seconds === undefined || Number.isNaN(seconds) ? null : seconds;
}

/** null if most are. */
function medianOrNull(values: readonly (number | null)[]): number | null {
  const sorted = values
    .map((value) => value ?? Infinity)
    .sort((one, other) => (one < other ? -1 : Number(one > other)));
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Infinity;
  return middle === Infinity ? null : middle;
}

function mostOften(names: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string | undefined, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0];
}
