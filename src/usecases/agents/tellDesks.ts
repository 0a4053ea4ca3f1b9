/**
 * Rings the desks that a change concerns. Everything told here is on disk already; a desk that hears nothing gets it
 * all with its next snapshot.
 */
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { allInquiries } from '../../core/lead/parts.ts';
import type { Context, LeadChange } from '../../core/lead/step.ts';
import type { Loaded } from '../../ports/leads.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskLead, OfferEndReason } from '../../shared/desk.ts';
import { campaignOf } from '../lead/context.ts';
import type { InHand } from '../present/brought.ts';
import { presentConsult, presentLead, presentOffer } from '../present/lead.ts';

/** What is at hand after a change: what it wrote, and what it was decided on where the do-not-call list was read for it. */
export interface AfterChange {
  readonly campaign: Campaign;
  readonly loaded: Loaded;
  readonly context?: Context;
}

/**
 * Returns the lead as its owner was shown it; undefined when it has none. Never rejects: what cannot be told now must not
 * fail the change that it is about, nor keep its effects from running.
 */
export async function tellDesks(
  parts: Parts,
  before: Lead | null,
  change: LeadChange,
  after: AfterChange,
): Promise<DeskLead | undefined> {
  try {
    return await tell(parts, before, change, after);
  } catch (error) {
    parts.log.warn({ err: error, leadId: change.lead.id }, 'failed to notify desks of a change');
    return undefined;
  }
}

async function tell(
  parts: Parts,
  before: Lead | null,
  { lead, entries }: LeadChange,
  { campaign, loaded, context }: AfterChange,
): Promise<DeskLead | undefined> {
  const history = wholeHistory(loaded);
  const inHand: InHand = { campaign, ...(history && { history }), ...(context && { context }) };
  if (lead.state === 'offered') await tellOffers(parts, before, lead, inHand, campaign);
  if (before?.state === 'offered') await tellOfferEnds(parts, before, { lead, entries });

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
  await tellConsulted(parts, campaign, before, lead);
  const owners = [before?.promise?.ownerId, lead.promise?.ownerId];
  for (const agentId of concerned(before, lead)) {
    if (owners.includes(agentId)) parts.desk.promisesChanged(agentId);
    else parts.desk.dayChanged(agentId);
  }
  return shown;
}

/** The history, if all of it is on the lead: only a long one has archived entries. */
function wholeHistory({ history }: Loaded): Loaded['history'] | undefined {
  return (history[0]?.seq ?? 1) === 1 ? history : undefined;
}

/** Shows the lead to its owner as it is now, when something about its call changed and nothing of the lead itself. */
export async function tellOwner(parts: Parts, leadId: string): Promise<void> {
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
  inHand: InHand = { campaign },
): Promise<DeskLead> {
  const language = await languageOf(parts, owner, campaign);
  return presentLead(parts, lead, { kind: 'owner', language }, inHand);
}

function ownerOf(lead: Lead): string | undefined {
  return 'owner' in lead ? lead.owner.agentId : undefined;
}

/** The colleague who is called in, and the one who is no more. */
async function tellConsulted(parts: Parts, campaign: Campaign, before: Lead | null, lead: Lead): Promise<void> {
  const asked = consultedIn(lead);
  const last = before && consultedIn(before);
  if (asked !== undefined) {
    const language = await languageOf(parts, asked, campaign);
    parts.desk.consult(asked, await presentConsult(parts, lead, language, { campaign }));
  }
  if (last && last !== asked) parts.desk.consult(last, null);
}

function consultedIn(lead: Lead): string | undefined {
  return lead.state === 'talking' ? lead.consult?.agentId : undefined;
}

async function tellOffers(
  parts: Parts,
  before: Lead | null,
  lead: Extract<Lead, { state: 'offered' }>,
  inHand: InHand,
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

/** A desk is told in its agent's language, as its snapshot is. */
async function languageOf(parts: Parts, agentId: string, campaign: Campaign): Promise<Language> {
  return (await parts.users.language(agentId)) ?? campaign.language;
}

async function tellOfferEnds(
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

/** Agents whose promises or whose day the change touched: who owns it or owned it, who promised, who was offered it. */
function concerned(before: Lead | null, lead: Lead): readonly string[] {
  if (before !== null && before.epoch === lead.epoch) return [];
  const agents = [before, lead].flatMap((one) => {
    if (!one) return [];
    const offered = one.state === 'offered' ? one.offer.agents.map(({ agentId }) => agentId) : [];
    return [...offered, 'owner' in one ? one.owner.agentId : undefined, one.promise?.ownerId];
  });
  return [...new Set(agents.filter((id) => id !== undefined))];
}
