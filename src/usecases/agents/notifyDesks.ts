/**
 * Notifies the desks that a change affects. Everything sent here is already stored; a desk that misses it gets it with
 * its next snapshot.
 */
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { allInquiries } from '../../core/lead/mergedNumbers.ts';
import type { Context, LeadChange } from '../../core/lead/step.ts';
import type { Loaded } from '../../ports/leads.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskLead } from '../../shared/desk.ts';
import type { OfferEndReason } from '../../shared/deskEvents.ts';
import { campaignOf } from '../lead/context.ts';
import type { Preloaded } from '../present/contact.ts';
import { presentConsult } from '../present/call.ts';
import { presentLead, presentOffer } from '../present/lead.ts';

/** What the change wrote, and the context it was decided in, if that included the do-not-call list. */
export interface AfterChange {
  readonly campaign: Campaign;
  readonly loaded: Loaded;
  readonly context?: Context;
}

/**
 * Returns the lead as shown to its owner, or undefined if it has none. Never rejects: a failed notification must not
 * fail the change or stop its effects.
 */
export async function notifyDesks(
  parts: Parts,
  before: Lead | null,
  change: LeadChange,
  after: AfterChange,
): Promise<DeskLead | undefined> {
  try {
    return await notifyAll(parts, before, change, after);
  } catch (error) {
    parts.log.warn({ err: error, leadId: change.lead.id }, 'failed to notify desks of a change');
    return undefined;
  }
}

async function notifyAll(
  parts: Parts,
  before: Lead | null,
  { lead, entries }: LeadChange,
  { campaign, loaded, context }: AfterChange,
): Promise<DeskLead | undefined> {
  const history = wholeHistory(loaded);
  const inHand: Preloaded = { campaign, ...(history && { history }), ...(context && { context }) };
  if (lead.state === 'offered') await notifyOffers(parts, before, lead, inHand, campaign);
  if (before?.state === 'offered') await notifyOfferEnds(parts, before, { lead, entries });

  const owner = ownerOf(lead);
  const lastOwner = before && 'owner' in before ? before.owner.agentId : undefined;
  const shown = owner === undefined ? undefined : await presentToOwner(parts, campaign, lead, owner, inHand);
  if (owner !== undefined && shown) {
    const isConsultMissed = entries.some(({ kind }) => kind === 'consultMissed');
    parts.desk.lead(owner, { ...(isConsultMissed && { why: 'consultMissed' as const }), lead: shown });
  }
  if (lastOwner !== undefined && lastOwner !== owner) {
    const why = entries[0]?.kind;
    parts.desk.lead(lastOwner, { lead: null, ...(why !== undefined && { why }) });
  }
  await notifyConsulted(parts, campaign, before, lead);
  const owners = [before?.promise?.ownerId, lead.promise?.ownerId];
  for (const agentId of affectedAgents(before, lead)) {
    if (owners.includes(agentId)) parts.desk.promisesChanged(agentId);
    else parts.desk.dayChanged(agentId);
  }
  return shown;
}

/** The history, if all of it is on the lead; only long ones have archived entries. */
function wholeHistory({ history }: Loaded): Loaded['history'] | undefined {
  return (history[0]?.seq ?? 1) === 1 ? history : undefined;
}

/** Shows the lead to its owner again after a change of its call only. */
export async function notifyOwner(parts: Parts, leadId: string): Promise<void> {
  const lead = await parts.leads.byId(leadId);
  const owner = lead ? ownerOf(lead) : undefined;
  if (!lead || owner === undefined) return;
  const campaign = await campaignOf(parts, lead.campaignId);
  parts.desk.lead(owner, { lead: await presentToOwner(parts, campaign, lead, owner) });
}

async function presentToOwner(
  parts: Parts,
  campaign: Campaign,
  lead: Lead,
  owner: string,
  inHand: Preloaded = { campaign },
): Promise<DeskLead> {
  const language = await languageOf(parts, owner, campaign);
  return presentLead(parts, lead, { kind: 'owner', language }, inHand);
}

function ownerOf(lead: Lead): string | undefined {
  return 'owner' in lead ? lead.owner.agentId : undefined;
}

/** Notifies the teammate who is being consulted, and the one who no longer is. */
async function notifyConsulted(parts: Parts, campaign: Campaign, before: Lead | null, lead: Lead): Promise<void> {
  const asked = consultedAgentOf(lead);
  const last = before && consultedAgentOf(before);
  if (asked !== undefined) {
    const language = await languageOf(parts, asked, campaign);
    parts.desk.consult(asked, await presentConsult(parts, lead, language, { campaign }));
  }
  if (last && last !== asked) parts.desk.consult(last, null);
}

function consultedAgentOf(lead: Lead): string | undefined {
  return lead.state === 'talking' ? lead.consult?.agentId : undefined;
}

async function notifyOffers(
  parts: Parts,
  before: Lead | null,
  lead: Extract<Lead, { state: 'offered' }>,
  inHand: Preloaded,
  campaign: Campaign,
): Promise<void> {
  const known = before?.state === 'offered' ? before.offer : undefined;
  const isNewOffer = known?.id !== lead.offer.id;
  const hasNewInquiry = before !== null && allInquiries(before).length !== allInquiries(lead).length;
  if (!isNewOffer && !hasNewInquiry) return;
  for (const { agentId } of lead.offer.agents) {
    const language = await languageOf(parts, agentId, campaign);
    parts.desk.offer(agentId, await presentOffer(parts, lead, agentId, language, inHand));
  }
}

/** Desks are notified in their agent's language, like the snapshot. */
async function languageOf(parts: Parts, agentId: string, campaign: Campaign): Promise<Language> {
  return (await parts.users.language(agentId)) ?? campaign.language;
}

async function notifyOfferEnds(
  parts: Parts,
  before: Extract<Lead, { state: 'offered' }>,
  { lead, entries }: Pick<LeadChange, 'lead' | 'entries'>,
): Promise<void> {
  const still = lead.state === 'offered' ? lead.offer.agents.map(({ agentId }) => agentId) : [];
  const winner = lead.state === 'connecting' ? lead.owner.agentId : undefined;
  const gone = before.offer.agents.filter(({ agentId }) => !still.includes(agentId) && agentId !== winner);
  const by = winner === undefined || gone.length === 0 ? undefined : (await parts.users.names([winner])).get(winner);
  for (const { agentId } of gone) {
    const isCallerGone = before.liveCall !== undefined && entries.some(({ kind }) => kind === 'callerGone');
    const reason: OfferEndReason =
      winner !== undefined
        ? 'accepted-elsewhere'
        : isCallerGone
          ? lead.state === 'closed'
            ? 'caller-gone-closed'
            : 'caller-gone'
          : endReason(lead, agentId);
    parts.desk.offerEnded(agentId, { offerId: before.offer.id, reason, ...(by !== undefined && { by }) });
  }
}

function endReason(lead: Lead, agentId: string): OfferEndReason {
  const tried = 'wait' in lead ? lead.wait.tried.findLast((one) => one.agentId === agentId) : undefined;
  return tried?.how === 'missed' || tried?.how === 'unseen' ? 'expired' : 'withdrawn';
}

/**
 * Agents whose callbacks or figures the change affects: owners before and after, the promiser, and agents who had the
 * offer.
 */
function affectedAgents(before: Lead | null, lead: Lead): readonly string[] {
  if (before !== null && before.epoch === lead.epoch) return [];
  const agents = [before, lead].flatMap((one) => {
    if (!one) return [];
    const offered = one.state === 'offered' ? one.offer.agents.map(({ agentId }) => agentId) : [];
    return [...offered, 'owner' in one ? one.owner.agentId : undefined, one.promise?.ownerId];
  });
  return [...new Set(agents.filter((id) => id !== undefined))];
}
