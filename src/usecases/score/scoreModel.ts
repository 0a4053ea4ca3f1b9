/** The learned model: whether it is used, and learning it from the floor’s own leads (V194–V199). */
import type { Campaign } from '../../core/administration/campaign.ts';
import { localMinute } from '../../core/law/localTime.ts';
import { openingFacts } from '../../core/lead/score.ts';
import { knownOf } from '../../core/score/known.ts';
import { scoreByRules } from '../../core/score/rules.ts';
import { train, type Ended } from '../../core/score/train.ts';
import type { Working } from '../../core/score/regression.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { isSale, type Outcome } from '../../core/vocabulary/outcomes.ts';
import { DAY, HOUR, MINUTE, type Moment } from '../../core/vocabulary/time.ts';
import {
  MODEL_SETTING,
  SCORING_SETTING,
  type EndedLead,
  type StoredChoice,
  type StoredTraining,
} from '../../ports/scores.ts';
import type { Parts } from '../../ports/parts.ts';

const LEASE = 'scoreModel';

/** Outcomes that say nothing about the customer. */
const SAYS_NOTHING: readonly Outcome[] = ['spam', 'merged', 'erased', 'imported', 'expired', 'abandoned'];
/** Older leads say little about today’s. */
const LEARNS_FROM_MS = 730 * DAY;
export const MOST_LEADS = 50_000;
const LONGEST_MS = 10 * MINUTE;
/** Work continues for this long before other work runs. */
const SLICE_MS = 8;
/** Local time of the business. */
const NIGHT = { from: 2, to: 5 };
const AGAIN_MS = 20 * HOUR;

export async function storedChoice({ settings }: Pick<Parts, 'settings'>): Promise<StoredChoice> {
  const stored = await settings.get<StoredChoice>(SCORING_SETTING);
  return { isOn: false, usesProtected: false, version: 0, ...stored };
}

export function storedTraining({ settings }: Pick<Parts, 'settings'>): Promise<StoredTraining | null> {
  return settings.get<StoredTraining>(MODEL_SETTING);
}

/** At night, if the model is used. */
export async function trainByNight(parts: Parts): Promise<void> {
  const { isOn } = await storedChoice(parts);
  if (!isOn) return;
  const now = parts.clock.now();
  const zone = (await parts.business.known())?.zone ?? 'UTC';
  const { hour } = localMinute(now, zone);
  const last = await storedTraining(parts);
  if (hour >= NIGHT.from && hour < NIGHT.to && now - (last?.trainedAt ?? 0) > AGAIN_MS) await trainModel(parts);
}

/** Learns a new version. One at a time: the others are refused. */
export async function trainModel(parts: Parts): Promise<StoredTraining | Failure> {
  const { settings, clock } = parts;
  const holder = parts.random.id('train');
  const started = clock.now();
  if (!(await settings.lease(LEASE, holder, started, started + LONGEST_MS)))
    return failure('wrong-state', 'A model is being trained right now. Try again in a few minutes.');
  try {
    const { usesProtected } = await storedChoice(parts);
    const ended = await endedLeads(parts, usesProtected);
    const trained = await inSlices(train(ended), started + LONGEST_MS, clock.now);
    if (!trained) return failure('wrong-state', 'Training took too long. The current model stays in use.');
    const last = (await storedTraining(parts))?.version ?? 0;
    const version = last + 1;
    const stored = { ...trained, version, trainedAt: clock.now(), usesProtected };
    // Another node may have trained since: a lead keeps the version that scored it, so that each is one model.
    if ((await settings.replace(MODEL_SETTING, stored, last)) === 'stale')
      return failure('wrong-state', 'Another node has just trained a model.');
    parts.campaigns.reread();
    parts.log.info({ version, refusal: trained.refusal, leads: ended.length }, 'a score model was trained');
    return stored;
  } finally {
    await settings.release(LEASE, holder);
  }
}

/** The result of work in parts, between which other work runs; null when it isn’t done by then. */
async function inSlices<T>(working: Working<T>, until: Moment, now: () => Moment): Promise<T | null> {
  for (let since = performance.now(); now() < until;) {
    const { done, value } = working.next();
    if (done) return value;
    if (performance.now() - since < SLICE_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  }
  return null;
}

async function endedLeads(parts: Parts, usesProtected: boolean): Promise<readonly Ended[]> {
  const campaigns = new Map((await parts.campaigns.all()).map((campaign) => [campaign.id, campaign]));
  const all: Ended[] = [];
  for await (const some of parts.scores.ended(parts.clock.now() - LEARNS_FROM_MS, MOST_LEADS, SAYS_NOTHING)) {
    for (const lead of some) {
      const campaign = campaigns.get(lead.campaignId);
      if (campaign) all.push(endedOf(lead, campaign, usesProtected));
    }
  }
  return all;
}

function endedOf(lead: EndedLead, { id, hours, fields, scoring }: Campaign, usesProtected: boolean): Ended {
  const facts = openingFacts(lead);
  return {
    openedAt: lead.openedAt,
    closedAt: lead.closedAt,
    won: isSale(lead.outcome),
    known: knownOf(facts, { id, zone: hours.zone, fields, usesProtected }),
    ...(scoring && { byRules: scoreByRules(scoring, facts, hours).points }),
  };
}
