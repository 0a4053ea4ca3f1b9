/**
 * The one way in which a use case changes a lead: take it as it is remembered or loaded, let time settle it, decide in
 * core, write conditionally, and only then tell anyone. If another writer wins, reload and decide again. Effects are on
 * disk before they run.
 *
 * A remembered lead only proposes: a change decided on it counts when its conditional write succeeds, and every other
 * answer ("no longer applies", a refusal) is decided again on the lead from the database.
 */
import { advanceLead, isOverdue, settleLead } from '../../core/lead/advance.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { isPhoneEffect, type Effect } from '../../core/lead/effects.ts';
import { factsOf } from '../../core/lead/facts.ts';
import { ASKS_NO_LIST, type LeadEvent } from '../../core/lead/events.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Entry } from '../../core/lead/timeline.ts';
import type { Context, LeadChange, Step } from '../../core/lead/step.ts';
import type { Decision } from '../../core/routing/chooseAgents.ts';
import type { Loaded } from '../../ports/leads.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskLead } from '../../shared/desk.ts';
import { campaignOf, contextOf, contextWithoutLists } from './context.ts';
import { deliver } from './deliverEffects.ts';
import { tellDesks, type AfterChange } from '../agents/tellDesks.ts';

export type Changed =
  | {
      readonly ok: true;
      readonly before: Lead;
      readonly lead: Lead;
      readonly loaded: Loaded;
      readonly isChanged: boolean;
      /** The lead as its owner's desk was shown it after the change; absent when nothing changed or it has no owner. */
      readonly shown?: DeskLead;
      /** What the change will still do; effects between leads are run by the caller that asked for the change. */
      readonly effects: readonly Effect[];
    }
  /** An agent's slot is held by another lead: another claim was faster. */
  | { readonly ok: false; readonly taken: string }
  | Failure;

/**
 * Events that do not wait for time to settle the lead: time itself, the desk saying that the conversation continues, and
 * the repair of a lead whose shape says nothing any more.
 */
const TIMELESS: readonly LeadEvent['kind'][] = ['deadline', 'stillTalking', 'repair'];

/** More rounds than any real contention on one lead; beyond them something is wrong and the caller is told. */
const MAX_ROUNDS = 20;

export interface ChangeOptions {
  /** The choice that an offer is made by. */
  readonly decision?: Decision;
  /** Nothing is changed when this is so of the newest entries of the very lead that would be written. */
  readonly unless?: (history: readonly Entry[]) => boolean;
}

/**
 * Applies one event to a lead. `isChanged` is false when the event did not apply any more. A failure carries the code
 * that core gave, `not-found`, or `stale` after too many conflicting updates.
 */
export async function changeLead(
  parts: Parts,
  leadId: string,
  event: LeadEvent,
  { decision, unless }: ChangeOptions = {},
): Promise<Changed> {
  // A repair is about what the database has, whatever this process remembers.
  let loaded = event.kind === 'repair' ? null : parts.leads.remembered(leadId);
  let isFresh = false;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (!loaded) {
      loaded = await parts.leads.load(leadId);
      isFresh = true;
    }
    if (!loaded) return failure('not-found', 'Lead not found.');
    const { lead } = loaded;
    if (unless?.(loaded.history)) return { ok: true, before: lead, lead, loaded, isChanged: false, effects: [] };
    const campaign = await campaignOf(parts, lead.campaignId);
    const { step, context, isSettled } = await nextStep(parts, lead, event, campaign);

    if (step.kind === 'changed') {
      const isRepair = event.kind === 'repair';
      const change = isSettled || !decision ? step : { ...step, decision };
      const swapped = await parts.leads.swap(loaded, change, isRepair ? 'everything' : 'differences');
      if (!isSettled && swapped.kind === 'taken') return { ok: false, taken: swapped.key };
      loaded = swapped.kind === 'done' ? swapped.loaded : null;
      isFresh = loaded !== null;
      if (!loaded) continue;
      // What a misshapen lead said about its holders is not believed: no one is told that they lost it.
      const before = isRepair ? null : lead;
      const shown = await afterChange(parts, before, step, { campaign, loaded, ...(context && { context }) });
      if (isSettled) continue;
      const result = { ok: true, before: lead, lead: loaded.lead, loaded, isChanged: true } as const;
      return { ...result, effects: step.effects, ...(shown && { shown }) };
    }
    if (!isFresh) loaded = null;
    else if (isSettled) loaded = null;
    else if (step.kind === 'same') return { ok: true, before: lead, lead, loaded, isChanged: false, effects: [] };
    else return failure(step.code, step.message);
  }
  return failure('stale', 'This lead is changing too quickly. Try again.');
}

/** Law 4: what time has already decided comes first, whichever message reached us first. */
async function nextStep(
  parts: Parts,
  lead: Lead,
  event: LeadEvent,
  campaign: Campaign,
): Promise<{ readonly step: Step; readonly isSettled: boolean; readonly context?: Context }> {
  const isSettled = !TIMELESS.includes(event.kind) && isOverdue(lead, { now: parts.clock.now() });
  if (!isSettled && ASKS_NO_LIST.includes(event.kind))
    return { step: advanceLead(lead, event, contextWithoutLists(parts, campaign)), isSettled };
  const context = await contextOf(parts, campaign, lead.person.tel);
  const step = isSettled ? settleLead(lead, context) : advanceLead(lead, event, context);
  const isSameNumber = step.kind === 'changed' && step.lead.person.tel === lead.person.tel;
  return { step, isSettled, ...(isSameNumber && { context }) };
}

/** What follows a change that is on disk: its effects, the doorbells, the routing engine. `before` is null for a new lead. */
export async function afterChange(
  parts: Parts,
  before: Lead | null,
  change: LeadChange,
  after: AfterChange,
): Promise<DeskLead | undefined> {
  const entries = after.loaded.history.slice(after.loaded.history.length - change.entries.length);
  parts.facts.add(factsOf(change.lead, entries));
  const shown = await tellDesks(parts, before, change, after);
  for (const effect of change.effects) {
    const delivered = deliver(parts, change.lead.id, effect);
    // The telephone network takes its time, and may be what is waiting for us: a webhook's answer, an agent's click.
    if (!isPhoneEffect(effect)) await delivered;
  }
  if (before === null || before.epoch !== change.lead.epoch) {
    parts.bell.ring();
    parts.desk.floorChanged();
  }
  return shown;
}
