/**
 * The one way in which a use case changes a lead: load it, let time settle it, decide in core, write conditionally,
 * and only then tell anybody. A lost race is loaded and decided anew; the effects are on disk before they run.
 */
import { advanceLead, isOverdue, settleLead } from '../core/lead/advance.ts';
import type { Campaign } from '../core/campaign.ts';
import { failure, type Failure } from '../core/errors.ts';
import { isPhoneEffect, type Effect } from '../core/lead/effects.ts';
import type { LeadEvent } from '../core/lead/events.ts';
import type { Lead } from '../core/lead/lead.ts';
import type { LeadChange } from '../core/lead/step.ts';
import type { Parts } from '../ports.ts';
import { campaignOf, contextOf } from './context.ts';
import { deliver } from './deliverEffects.ts';
import { tellDesks } from './tellDesks.ts';

export type Changed =
  | {
      readonly ok: true;
      readonly before: Lead;
      readonly lead: Lead;
      readonly isChanged: boolean;
      /** What the change will still do; effects between leads are run by whoever asked for the change. */
      readonly effects: readonly Effect[];
    }
  /** An agent's slot is held by another lead: somebody was faster. */
  | { readonly ok: false; readonly taken: string }
  | Failure;

/**
 * Events that do not wait for time to settle the lead: time itself, the desk saying that the conversation goes on, and
 * the repair of a lead whose shape says nothing any more.
 */
const TIMELESS: readonly LeadEvent['kind'][] = ['deadline', 'stillTalking', 'repair'];

/** More rounds than any real contention on one lead; beyond them something is wrong and the caller is told. */
const MAX_ROUNDS = 20;

/**
 * Applies one event to a lead. `isChanged` is false when the event did not apply any more. A failure carries the code
 * that core gave, `not-found`, or `stale` when the lead never held still.
 */
export async function changeLead(parts: Parts, leadId: string, event: LeadEvent): Promise<Changed> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const lead = await parts.leads.byId(leadId);
    if (!lead) return failure('not-found', 'There is no such lead.');
    const campaign = await campaignOf(parts, lead.campaignId);
    const context = await contextOf(parts, campaign, lead.person.tel);

    // Law 4: what time has already decided comes first, whichever message reached us first.
    if (!TIMELESS.includes(event.kind) && isOverdue(lead, context)) {
      const settled = settleLead(lead, context);
      if (settled.kind === 'changed') await apply(parts, campaign, lead, settled);
      continue;
    }

    const step = advanceLead(lead, event, context);
    if (step.kind === 'same') return { ok: true, before: lead, lead, isChanged: false, effects: [] };
    if (step.kind === 'refused') return failure(step.code, step.message);
    const applied = await apply(parts, campaign, lead, step, event.kind === 'repair');
    if (applied.kind === 'stale') continue;
    if (applied.kind === 'taken') return { ok: false, taken: applied.key };
    return { ok: true, before: lead, lead: applied.lead, isChanged: true, effects: step.effects };
  }
  return failure('stale', 'This lead is changing too fast to follow. Try again.');
}

// What a misshapen lead said about its holders is not believed: nobody is told that they lost it.
async function apply(parts: Parts, campaign: Campaign, before: Lead, change: LeadChange, isRepair = false) {
  const result = await parts.leads.swap(before, change);
  if (result.kind === 'done') await afterChange(parts, campaign, isRepair ? null : before, change);
  return result;
}

/** What follows a change that is on disk: its effects, the doorbells, the routing engine. `before` is null for a new lead. */
export async function afterChange(
  parts: Parts,
  campaign: Campaign,
  before: Lead | null,
  change: LeadChange,
): Promise<void> {
  await tellDesks(parts, campaign, before, change);
  for (const effect of change.effects) {
    const delivered = deliver(parts, change.lead.id, effect);
    // The telephone network takes its time, and may be what is waiting for us: a webhook's answer, an agent's click.
    if (!isPhoneEffect(effect)) await delivered;
  }
  if (before === null || before.epoch !== change.lead.epoch) {
    parts.bell.ring();
    parts.desk.floorChanged();
  }
}
