/**
 * The live floor for supervisors: who is waiting, which agents are on shift, which callbacks are due, and whether any
 * lead is unaccounted for.
 */
import { activityOf, clientOf, deviceOf, type Agent } from '../../core/agent/agent.ts';
import { ownWordsForAway } from '../../core/agent/awayReasons.ts';
import type { Business } from '../../core/administration/business.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { assertNever } from '../../core/vocabulary/errors.ts';
import { isAppointment } from '../../core/lead/appointment.ts';
import { holding } from '../../core/lead/holding.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { waitStartOf } from '../../core/lead/queue.ts';
import type { SpeedBudget } from '../../core/routing/speedBudget.ts';
import type { Alarm } from '../../ports/operations.ts';
import type { Parts } from '../../ports/parts.ts';
import type { CallbackRow } from '../../shared/api.ts';
import type { Floor, FloorAgent, FloorAlarm, FloorLead, FloorSpeed } from '../../shared/floor.ts';
import { readFloor, type FloorReading } from './readFloor.ts';
import { personLabel } from '../present/personLabel.ts';
import { presentReservation, reservedFor } from '../present/reservation.ts';
import { inLanguage, interestLabel } from '../present/wording.ts';
import { isDueWhenFree, MAX_CLOCK_OFFSET_MS } from '../routing/routeLeads.ts';
import { presentWait, type ExplainedWait } from '../routing/explainWaits.ts';
import { findUnattended } from '../routing/findUnattended.ts';

/** The floor as this person reads it, from a reading of its own. */
export async function viewFloor(parts: Parts, language: Language): Promise<Omit<Floor, 'trends'>> {
  return presentFloor(await readFloor(parts), language);
}

/** One reading serves supervisors of every language (O48). */
export function presentFloor(reading: FloorReading, language: Language): Omit<Floor, 'trends'> {
  const { now, campaigns, waiting, held, agents, callbacks, waits, alarms, setters, clockOffset } = reading;
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const titles = new Map(campaigns.map(({ id, name }) => [id, inLanguage(name, language)]));
  const names = new Map(agents.map((agent) => [agent.id, agent.name]));
  const agentsById = new Map(agents.map((agent) => [agent.id, agent]));
  const offered = held.filter((lead) => lead.state === 'offered');
  const alone = findUnattended([...waiting, ...callbacks], agents, byId, now);
  const promised = callbacks.filter((lead) => {
    const campaign = byId.get(lead.campaignId);
    return alone.has(lead.id) || (campaign !== undefined && isDueWhenFree(lead, campaign, now));
  });
  const listed = [...offered, ...waiting, ...promised];
  return {
    serverNow: now,
    campaigns: campaigns.map(({ id, name, cadence }) => ({
      id,
      name: inLanguage(name, language),
      reservedMs: cadence.ownToAnyoneMs,
    })),
    waiting: listed.map((lead) => ({
      ...presentFloorLead(lead, byId, names, language),
      ...presentReservation(lead, agentsById.get(reservedFor(lead, now) ?? ''), now),
      ...presentWaits(waits.get(lead.id)),
      ...(alone.has(lead.id) && { isUnattended: true as const }),
    })),
    unattended: alone.size === 0 ? null : { count: alone.size, since: Math.min(...alone.values()) },
    waitingTotal: reading.waitingTotal + offered.length + promised.length,
    waitingSince: longestSince(listed, reading),
    agents: agents
      .filter(({ presenceReason }) => presenceReason !== 'deactivated')
      .map((agent) => ({
        ...presentFloorAgent(agent, held, setters, reading.hasNetwork),
        ...presentAwayWords(reading.business, agent),
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    schedule: reading.schedule,
    callbacks: callbacks.flatMap((lead) => presentCallback(lead, byId, names, language, now)),
    callbacksTotal: reading.callbacksTotal,
    today: reading.today,
    speed: presentSpeed(reading.budgets, campaigns, titles),
    conservation: reading.conservation,
    alarms: presentAlarms(alarms, [...waiting, ...held, ...callbacks], reading.spam, names, setters, titles),
    routing:
      Math.abs(clockOffset) > MAX_CLOCK_OFFSET_MS ? { running: false, clockOffsetMs: clockOffset } : { running: true },
  };
}

/** V307. null if none waits, or if more wait than are listed and the longest of them isn’t known. */
function longestSince(listed: readonly Lead[], reading: FloorReading): number | null {
  const { longestSince: beyond, waitingTotal, waiting } = reading;
  if (listed.length === 0 || (beyond === null && waitingTotal > waiting.length)) return null;
  return Math.min(...listed.map((lead) => waitStartOf(lead, lead.createdAt)), beyond ?? Infinity);
}

/** R136: how the speed objectives are doing, highest burn first. */
function presentSpeed(
  budgets: ReadonlyMap<string, SpeedBudget>,
  campaigns: readonly Campaign[],
  titles: ReadonlyMap<string, string>,
): readonly FloorSpeed[] {
  const rows = campaigns.flatMap(({ id, policy: { speed } }) => {
    const budget = budgets.get(id);
    return speed && budget ? [{ campaign: titles.get(id) ?? id, ...speed, ...budget }] : [];
  });
  return rows.sort((one, other) => (other.burn ?? -1) - (one.burn ?? -1));
}

function presentAwayWords(business: Business | null, agent: Agent): Pick<FloorAgent, 'reasonLabel'> {
  const reasonLabel = ownWordsForAway(business, agent.presenceReason);
  return reasonLabel ? { reasonLabel } : {};
}

function presentWaits(explained: ExplainedWait | undefined): Pick<FloorLead, 'waits'> {
  return explained ? { waits: presentWait(explained) } : {};
}

export function presentCallback(
  lead: Lead,
  campaigns: ReadonlyMap<string, Campaign>,
  names: ReadonlyMap<string, string>,
  language: Language,
  now: number,
): readonly CallbackRow[] {
  if (lead.state !== 'callback') return [];
  const { promise } = lead;
  const campaign = campaigns.get(lead.campaignId);
  return [
    {
      leadId: lead.id,
      ...personLabel(lead.person),
      campaign: campaign ? inLanguage(campaign.name, language) : lead.campaignId,
      ...(lead.interest !== undefined && campaign && { interest: interestLabel(campaign, lead.interest, language) }),
      dueAt: promise.dueAt,
      windowUntil: promise.windowUntil,
      expiresAt: promise.expiresAt,
      why: promise.why,
      owner: promise.ownerId === undefined ? null : (names.get(promise.ownerId) ?? promise.ownerId),
      attemptsMade: promise.attemptsMade,
      maxAttempts: campaign?.cadence.maxAttempts ?? 0,
      overdue: now > promise.windowUntil,
      ...(isAppointment(lead) && { isAppointment: true }),
    },
  ];
}

function presentFloorLead(
  lead: Lead,
  campaigns: ReadonlyMap<string, Campaign>,
  names: ReadonlyMap<string, string>,
  language: Language,
): FloorLead {
  const campaign = campaigns.get(lead.campaignId);
  return {
    id: lead.id,
    ...personLabel(lead.person),
    campaign: campaign ? inLanguage(campaign.name, language) : lead.campaignId,
    state: lead.state === 'offered' ? 'offered' : 'waiting',
    ...(lead.interest !== undefined && campaign && { interest: interestLabel(campaign, lead.interest, language) }),
    waitingSince: waitStartOf(lead, lead.createdAt),
    ...(lead.state === 'callback' && { isCallback: true as const }),
    ...(lead.state === 'offered' && {
      offeredTo: lead.offer.agents.map(({ agentId }) => names.get(agentId) ?? agentId).join(', '),
      offerEndsAt: lead.offer.expiresAt,
    }),
  };
}

function presentFloorAgent(
  agent: Agent,
  held: readonly Lead[],
  setters: ReadonlyMap<string, string>,
  hasNetwork: boolean,
): FloorAgent {
  const theirs = held.filter((lead) => (holding(lead).heldBy ?? []).some((key) => key.startsWith(`${agent.id}#`)));
  const first = theirs[0];
  const phone = deviceOf(agent);
  return {
    id: agent.id,
    name: agent.name,
    presence: agent.presence,
    ...(agent.presenceReason !== undefined && { reason: agent.presenceReason }),
    ...(agent.presenceBy !== undefined && { by: setters.get(agent.presenceBy) ?? agent.presenceBy }),
    ...(agent.presenceNote !== undefined && { note: agent.presenceNote }),
    presenceSince: agent.presenceAt,
    activity: activityOf(theirs.map((lead) => lead.state)),
    activitySince: first ? engagedSince(first) : Math.max(agent.idleSince, agent.presenceAt),
    reach: agent.reach,
    reachSince: agent.reachAt,
    ...(first && { lead: presentHeld(first) }),
    phone: phone === null ? (hasNetwork ? 'none' : 'byHand') : phone === clientOf(agent.id) ? 'browser' : 'telephone',
    missedInRow: agent.missedInRow,
  };
}

/** Since when the lead has been in its state; hold, notes and consulting a teammate don't restart it. */
function engagedSince(lead: Lead): number {
  switch (lead.state) {
    case 'offered':
      return lead.offer.offeredAt;
    case 'connecting':
      return lead.lastAccept?.at ?? lead.changedAt;
    case 'talking':
      return lead.talkingAt;
    case 'wrapUp':
      return lead.wrapUpAt;
    case 'waiting':
    case 'callback':
    case 'closed':
      return lead.changedAt;
    default:
      return assertNever(lead);
  }
}

function presentHeld(lead: Lead): NonNullable<FloorAgent['lead']> {
  const isOnNetwork = lead.state === 'talking' && lead.owner.callId !== undefined;
  return {
    id: lead.id,
    ...personLabel(lead.person),
    state: lead.state,
    ...(isOnNetwork && { call: { onHold: lead.onHold ?? false, isConsulting: lead.consult !== undefined } }),
  };
}

/** Adds lead names that were loaded anyway; alarms don't contain names. */
function presentAlarms(
  alarms: readonly Alarm[],
  leads: readonly Lead[],
  spam: readonly { readonly leadId: string; readonly name: string }[],
  agents: ReadonlyMap<string, string>,
  users: ReadonlyMap<string, string>,
  campaigns: ReadonlyMap<string, string>,
): readonly FloorAlarm[] {
  const people = new Map([
    ...leads.map(({ id, person }) => [id, personLabel(person)] as const),
    ...spam.map(spamLabel),
  ]);
  return alarms.map(({ key, kind, since, leadId, agentId, campaignId, seenBy }) => {
    const campaign = campaignId === undefined ? undefined : (campaigns.get(campaignId) ?? campaignId);
    return {
      key,
      kind,
      since,
      ...(leadId !== undefined && { leadId }),
      ...(leadId !== undefined && people.get(leadId)),
      ...(agentId !== undefined && { agent: agents.get(agentId) ?? agentId }),
      ...(campaign !== undefined && { campaign }),
      ...(seenBy && { seenBy: users.get(seenBy.userId) ?? seenBy.userId }),
    };
  });
}

function spamLabel({ leadId, name }: { readonly leadId: string; readonly name: string }) {
  return [leadId, personLabel({ name })] as const;
}
