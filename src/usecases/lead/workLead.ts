/** What the owner does with a lead: talking, not reached, ended, note, outcome, follow-up. Repeating a click is harmless. */
import { mistake } from '../../core/vocabulary/mistake.ts';
import { cleanLine, isVisible } from '../../core/capture/cleanText.ts';
import { outcomesOf } from '../../core/administration/campaign.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { LeadEvent } from '../../core/lead/events.ts';
import { AGENT_OUTCOMES, type AgentOutcome, type Outcome } from '../../core/vocabulary/outcomes.ts';
import type { Attempt } from '../../core/vocabulary/contact.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskLead } from '../../shared/desk.ts';
import { changeLead } from './changeLead.ts';

/** `shown`: as the owner's desk was shown it a moment ago, where a change did that. */
export type Worked = { readonly ok: true; readonly lead: Lead; readonly shown?: DeskLead } | Failure;

export interface Closing {
  readonly outcome: Outcome | null;
  readonly note?: string;
  readonly callback?: { readonly at: number; readonly owner: 'me' | 'anyone' };
}

/** Applies one of the owner's events; who may is decided in core. */
export async function workLead(parts: Parts, leadId: string, event: LeadEvent): Promise<Worked> {
  const result = await changeLead(parts, leadId, event);
  if (result.ok) return { ok: true, lead: result.lead, ...(result.shown && { shown: result.shown }) };
  return 'taken' in result ? failure('stale', 'Another agent has this lead.') : result;
}

/** Ends the agent's work on a lead: with an outcome, or with a promise that keeps it open. */
export async function finishLead(
  parts: Parts,
  agentId: string,
  leadId: string,
  { outcome, note, callback }: Closing,
): Promise<Worked> {
  const by = { kind: 'agent', id: agentId } as const;
  const noted = note === undefined ? {} : { note };
  if (callback) {
    const ownerId = callback.owner === 'me' ? { ownerId: agentId } : {};
    return workLead(parts, leadId, { kind: 'followUp', by, at: callback.at, ...ownerId, ...noted });
  }
  const offered = await outcomesFor(parts, leadId);
  if (outcome === null || !offered.some((allowed) => allowed === outcome)) {
    return failure('bad-input', `Choose an outcome (${offered.join(', ')}) or schedule a callback.`, {
      mistakes: [mistake('outcome', 'oneOf', { choices: offered.join(', ') })],
    });
  }
  return workLead(parts, leadId, { kind: 'close', by, outcome, ...noted });
}

export interface Missing {
  readonly result: Exclude<Attempt['result'], 'reached'>;
  readonly note?: string;
  readonly leftMessage?: boolean;
  readonly callback?: Closing['callback'];
}

/** Ends the agent's work on somebody who was not reached: the next attempt is promised. */
export function missPerson(
  parts: Parts,
  agentId: string,
  leadId: string,
  { callback, ...what }: Missing,
): Promise<Worked> {
  const next = callback && { at: callback.at, ...(callback.owner === 'me' && { ownerId: agentId }) };
  return workLead(parts, leadId, { kind: 'unreached', agentId, ...what, ...(next && { next }) });
}

/** A note by the agent who has the lead, or by a supervisor. */
export async function noteLead(
  parts: Parts,
  by: { readonly kind: 'agent' | 'supervisor'; readonly id: string },
  leadId: string,
  note: string,
): Promise<Worked> {
  if (by.kind === 'agent') {
    const lead = await parts.leads.byId(leadId);
    const isTheirs = lead && (('owner' in lead && lead.owner.agentId === by.id) || lead.promise?.ownerId === by.id);
    if (!isTheirs) return failure('not-yours', 'This isn’t your lead.');
  }
  return workLead(parts, leadId, { kind: 'note', by, note });
}

/** Who the person is, as the owner learned it. */
export async function nameLead(
  parts: Parts,
  agentId: string,
  leadId: string,
  { name, before }: { readonly name: string; readonly before: string },
): Promise<Worked> {
  const clean = cleanLine(name);
  if (!isVisible(clean)) return failure('bad-input', 'Enter a name first.', { mistakes: [mistake('name', 'missing')] });
  return workLead(parts, leadId, { kind: 'named', agentId, name: clean, before });
}

/** What the lead's campaign offers; of a lead that is not there, every outcome: the change itself says so. */
async function outcomesFor(parts: Parts, leadId: string): Promise<readonly AgentOutcome[]> {
  // A lead's campaign never changes.
  const lead = parts.leads.remembered(leadId)?.lead ?? (await parts.leads.byId(leadId));
  const campaign = lead && (await parts.campaigns.byId(lead.campaignId));
  return campaign ? outcomesOf(campaign) : AGENT_OUTCOMES;
}
