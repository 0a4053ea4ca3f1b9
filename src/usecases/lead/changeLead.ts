/**
 * The one way for a use case to change a lead: take it from memory or load it, apply deadlines that have passed, decide
 * in core, write conditionally, and only then notify. If another writer wins, reload and decide again. Effects are
 * stored before they run.
 *
 * A remembered lead only proposes: a change decided on it counts if its conditional write succeeds. Any other result
 * (“no longer applies”, a refusal) is decided again on the lead from the database.
 */
import { advanceLead, isOverdue, settleLead } from '../../core/lead/advance.ts';
import type { FloorLoad } from '../../core/callback/backlog.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { factsOf } from '../../core/lead/facts.ts';
import { ASKS_NO_LIST, type LeadEvent } from '../../core/lead/events.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { withSeen } from '../../core/lead/offers.ts';
import type { Entry } from '../../core/lead/timeline.ts';
import type { Context, LeadChange, Step } from '../../core/lead/step.ts';
import type { Decision } from '../../core/routing/decision.ts';
import type { Loaded } from '../../ports/leads.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskLead } from '../../shared/desk.ts';
import { campaignOf, contextOf, contextWithoutLists } from './context.ts';
import { notifyDesks, type AfterChange } from '../agents/notifyDesks.ts';

export type ChangeResult =
  | {
      readonly ok: true;
      readonly before: Lead;
      readonly lead: Lead;
      readonly loaded: Loaded;
      readonly isChanged: boolean;
      /** The lead as shown to its owner after the change; absent if nothing changed or it has no owner. */
      readonly shown?: DeskLead;
    }
  /** The agent's slot is held by another lead: another claim was faster. */
  | { readonly ok: false; readonly taken: string }
  | Failure;

/**
 * Events that skip passed deadlines: the deadline event itself, the desk reporting that the conversation continues, and
 * the repair of a lead whose stored shape is invalid.
 */
const TIMELESS: readonly LeadEvent['kind'][] = ['deadline', 'stillTalking', 'repair'];

/** More rounds than any real contention; beyond them the change fails with `stale`. */
const MAX_ROUNDS = 20;

export interface ChangeOptions {
  /** For a deadline, where many callbacks may be due at once. */
  readonly load?: FloorLoad;
  /** The routing decision behind an offer. */
  readonly decision?: Decision;
  /** Skips the change if this is true of the newest entries of the lead being written. */
  readonly unless?: (history: readonly Entry[]) => boolean;
}

/**
 * Applies one event to a lead. `isChanged` is false if the event no longer applied. A failure has the code from core,
 * `not-found`, or `stale` after too many conflicting updates.
 */
export async function changeLead(
  parts: Parts,
  leadId: string,
  event: LeadEvent,
  { decision, unless, load }: ChangeOptions = {},
): Promise<ChangeResult> {
  // A repair is about what is stored, not what this process remembers.
  let loaded = event.kind === 'repair' ? null : parts.leads.remembered(leadId);
  let isFresh = false;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (!loaded) {
      loaded = await parts.leads.load(leadId);
      isFresh = true;
    }
    if (!loaded) return failure('not-found', 'Lead not found.');
    const { lead } = loaded;
    if (unless?.(loaded.history)) return { ok: true, before: lead, lead, loaded, isChanged: false };
    const campaign = await campaignOf(parts, lead.campaignId);
    const marks = parts.seen.of(leadId);
    const marked = withSeen(lead, marks);
    const { step, context, isSettled } = await nextStep(parts, marked, event, { campaign, ...(load && { load }) });

    if (step.kind === 'changed') {
      const isRepair = event.kind === 'repair';
      const change = isSettled || !decision ? step : { ...step, decision };
      const swapped = await parts.leads.swap(loaded, change, isRepair ? 'everything' : 'differences');
      if (!isSettled && swapped.kind === 'taken') return { ok: false, taken: swapped.key };
      if (swapped.kind === 'done' && marks.length > 0) parts.seen.forget(leadId);
      loaded = swapped.kind === 'done' ? swapped.loaded : null;
      isFresh = loaded !== null;
      if (!loaded) continue;
      // An invalid lead's holders can't be trusted, so no one is notified of losing it.
      const before = isRepair ? null : lead;
      const shown = await afterChange(parts, before, step, { campaign, loaded, ...(context && { context }) });
      if (isSettled) continue;
      return { ok: true, before: lead, lead: loaded.lead, loaded, isChanged: true, ...(shown && { shown }) };
    }
    if (!isFresh) loaded = null;
    else if (isSettled) loaded = null;
    else if (step.kind === 'same') return { ok: true, before: lead, lead, loaded, isChanged: false };
    else {
      const { kind: _kind, code, message, ...details } = step;
      return failure(code, message, details);
    }
  }
  return failure('stale', 'This lead is changing too quickly. Try again.');
}

/** Law 4: deadlines that have passed are applied first, whichever message arrived first. */
async function nextStep(
  parts: Parts,
  marked: Pick<LeadChange, 'lead' | 'entries'>,
  event: LeadEvent,
  { campaign, load }: { readonly campaign: Campaign; readonly load?: FloorLoad },
): Promise<{ readonly step: Step; readonly isSettled: boolean; readonly context?: Context }> {
  const { lead } = marked;
  const isSettled = !TIMELESS.includes(event.kind) && isOverdue(lead, { now: parts.clock.now() });
  if (!isSettled && ASKS_NO_LIST.includes(event.kind))
    return { step: after(marked, event, advanceLead(lead, event, contextWithoutLists(parts, campaign))), isSettled };
  const context = { ...(await contextOf(parts, campaign, lead.person.tel)), ...(load && { load }) };
  const step = after(marked, event, isSettled ? settleLead(lead, context) : advanceLead(lead, event, context));
  const isSameNumber = step.kind === 'changed' && step.lead.person.tel === lead.person.tel;
  return { step, isSettled, ...(isSameNumber && { context }) };
}

/** The step with the marks before it. An event that adds nothing to them still stores them if it is due to them. */
function after({ lead, entries }: Pick<LeadChange, 'lead' | 'entries'>, event: LeadEvent, step: Step): Step {
  if (entries.length === 0) return step;
  if (step.kind === 'changed') return { ...step, entries: [...entries, ...step.entries] };
  const isOnlySeen = step.kind === 'same' && (event.kind === 'seen' || event.kind === 'deadline');
  return isOnlySeen ? { kind: 'changed', lead, entries, effects: [] } : step;
}

/**
 * What follows a stored change: its effects, desk notifications, the routing engine. `before` is null for a new lead.
 */
export async function afterChange(
  parts: Parts,
  before: Lead | null,
  change: LeadChange,
  after: AfterChange,
): Promise<DeskLead | undefined> {
  const entries = after.loaded.history.slice(after.loaded.history.length - change.entries.length);
  parts.facts.add(factsOf(change.lead, entries));
  const shown = await notifyDesks(parts, before, change, after);
  if (change.freed !== undefined) parts.agents.freed(change.freed, change.lead.changedAt);
  await parts.runEffects(parts, change.lead.id, change.effects);
  if (before === null || before.epoch !== change.lead.epoch) {
    parts.bell.ring();
    parts.desk.floorChanged();
  }
  return shown;
}
