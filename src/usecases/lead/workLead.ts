/**
 * What the owner does with a lead: on a call, not reached, ended, note, outcome, follow-up. Repeated clicks are
 * harmless.
 */
import { outcomesOf } from '../../core/administration/campaign.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { LeadEvent } from '../../core/lead/events.ts';
import { offeredOutcomes, type OutcomeChoice } from '../../core/administration/outcomeChoices.ts';
import { needsTime } from '../../core/vocabulary/outcomes.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskLead } from '../../shared/desk.ts';
import { withPlace } from '../booking/agentPlace.ts';
import { changeLead } from './changeLead.ts';
import { chooseOutcome } from './chooseOutcome.ts';
import { currencyFor } from './context.ts';

/** `shown`: the lead as just shown on the owner's desk, if a change did that. */
export type WorkResult = { readonly ok: true; readonly lead: Lead; readonly shown?: DeskLead } | Failure;

export interface CloseRequest {
  /** An ID from the campaign's list; null for none. */
  readonly outcome: string | null;
  /** Of a sale, in the currency of the business. */
  readonly saleValue?: number;
  readonly note?: string;
  readonly callback?: { readonly at: number; readonly owner: 'me' | 'anyone'; readonly place?: string };
}

/** Applies one of the owner's events; core decides who may. */
export async function workLead(parts: Parts, leadId: string, event: LeadEvent): Promise<WorkResult> {
  const result = await changeLead(parts, leadId, event);
  if (result.ok) return { ok: true, lead: result.lead, ...(result.shown && { shown: result.shown }) };
  return 'taken' in result ? failure('stale', 'Another agent has this lead.') : result;
}

/** Ends the agent's work on a lead: with an outcome, or with a callback or appointment that keeps it open. */
export async function finishLead(
  parts: Parts,
  agentId: string,
  leadId: string,
  { outcome, saleValue, note, callback }: CloseRequest,
): Promise<WorkResult> {
  const by = { kind: 'agent', id: agentId } as const;
  const noted = note === undefined ? {} : { note };
  const { offered, currency } = await outcomesFor(parts, leadId);
  // A value counts only with the outcome that closes the lead.
  const sale = callback ? undefined : { saleValue, currency };
  const chosen = chooseOutcome(offered, outcome, sale);
  if (callback && chosen.ok && needsTime(chosen.closing.outcome)) {
    const { at, place = '' } = callback;
    const appointment = place === '' ? {} : { place };
    const meet = { kind: 'followUp', by, at, ownerId: agentId, appointment, ...noted } as const;
    // At a place, no one calls.
    return place === '' ? promised(parts, leadId, meet) : workLead(parts, leadId, meet);
  }
  if (callback) {
    const ownerId = callback.owner === 'me' ? { ownerId: agentId } : {};
    return promised(parts, leadId, { kind: 'followUp', by, at: callback.at, ...ownerId, ...noted });
  }
  if (!chosen.ok) return chosen;
  return workLead(parts, leadId, { kind: 'close', by, ...chosen.closing, ...noted });
}

/** P39: a call that is agreed on takes a place of its time. */
function promised(parts: Parts, leadId: string, event: Extract<LeadEvent, { kind: 'followUp' }>): Promise<WorkResult> {
  return withPlace(parts, leadId, event.at, () => workLead(parts, leadId, event));
}

export interface NoAnswerRequest {
  readonly result: Extract<LeadEvent, { kind: 'unreached' }>['result'];
  readonly note?: string;
  readonly leftMessage?: boolean;
  readonly callback?: CloseRequest['callback'];
}

/** Ends the agent's work on a person who wasn't reached: schedules the next attempt. */
export function finishUnreachedLead(
  parts: Parts,
  agentId: string,
  leadId: string,
  { callback, ...what }: NoAnswerRequest,
): Promise<WorkResult> {
  const next = callback && { at: callback.at, ...(callback.owner === 'me' && { ownerId: agentId }) };
  return workLead(parts, leadId, { kind: 'unreached', agentId, ...what, ...(next && { next }) });
}

/** Adds a note by the agent who has the lead or by a supervisor. */
export async function noteLead(
  parts: Parts,
  by: { readonly kind: 'agent' | 'supervisor'; readonly id: string },
  leadId: string,
  note: string,
): Promise<WorkResult> {
  if (by.kind === 'agent') {
    const lead = await parts.leads.byId(leadId);
    const isTheirs = lead && (('owner' in lead && lead.owner.agentId === by.id) || lead.promise?.ownerId === by.id);
    if (!isTheirs) return failure('not-yours', 'This isn’t your lead.');
  }
  return workLead(parts, leadId, { kind: 'note', by, note });
}

/** The outcomes of the lead's campaign, and the currency. For a missing lead, all outcomes: the change itself fails. */
async function outcomesFor(
  parts: Parts,
  leadId: string,
): Promise<{ readonly offered: readonly OutcomeChoice[]; readonly currency: string }> {
  // A lead's campaign never changes.
  const lead = parts.leads.remembered(leadId)?.lead ?? (await parts.leads.byId(leadId));
  const campaign = lead && (await parts.campaigns.byId(lead.campaignId));
  const business = await parts.business.known();
  const offered = campaign ? outcomesOf(campaign, business) : offeredOutcomes(business);
  return { offered, currency: await currencyFor(parts, campaign ?? undefined) };
}
