/**
 * What a supervisor should look at now, derived from database facts. An alarm is raised once per key, stays while its
 * cause lasts, and then clears automatically. Acknowledging it doesn't clear it.
 */
import { isDeskGone, type Agent } from '../agent/agent.ts';
import type { Campaign } from '../administration/campaign.ts';
import { rowAges, SHIPPED } from '../law/lawTable.ts';
import { waitsSince, type Lead } from '../lead/lead.ts';
import { ruleFactsOf } from '../lead/ruleFacts.ts';
import { outcomeDueAt } from '../lead/wrapUpTime.ts';
import { undeliveredSince, type DeadMail } from '../mail/undelivered.ts';
import { stepAt } from '../routing/policy.ts';
import { routeFor } from '../routing/routeFor.ts';
import { MINUTE, SECOND, type Moment } from '../vocabulary/time.ts';

export const ALARM_KINDS = [
  'unaccounted',
  'routingStopped',
  'nodesApart',
  'promiseOverdue',
  'waitingLong',
  'supervisorsAsked',
  'agentSilent',
  'wrapUpOverdue',
  'mailStuck',
  'mailUndelivered',
  'suspectedSpam',
  'noTelephone',
  'overBudget',
  'noPermittedTime',
  'hoursTableOld',
  'hoursTableAging',
  'hoursMissing',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** Shown on the floor without an email: not urgent. */
export const UNMAILED: readonly AlarmKind[] = ['suspectedSpam'];

/** About what administrators alone can change: they get the email. */
export const FOR_ADMINISTRATORS: readonly AlarmKind[] = ['hoursTableOld', 'hoursTableAging', 'hoursMissing'];

/** How long each condition may last before it raises an alarm. */
export const TARGETS = {
  /** Twice the one-minute target of the floor; campaigns give up after five minutes by default. */
  waitingLong: 2 * MINUTE,
  /** Longer than typical greylisting by a mail server. */
  mailStuck: 10 * MINUTE,
  /** Longer than a Redis restart. */
  nodesApart: 10 * SECOND,
  /** Longer than a browser needs to reload and register its softphone. */
  noTelephone: 15 * SECOND,
} as const;

/** A condition that holds now. `key` stays the same while it lasts and changes when it occurs again. */
export interface FoundAlarm {
  readonly key: string;
  readonly kind: AlarmKind;
  readonly since: Moment;
  readonly leadId?: string;
  readonly agentId?: string;
  readonly campaignId?: string;
}

export interface AlarmFacts {
  readonly now: Moment;
  /** Leads that are waiting, held by agents, or promised: the most urgent of each. */
  readonly leads: readonly Lead[];
  readonly agents: readonly Agent[];
  readonly campaigns: readonly Campaign[];
  readonly unaccounted: number;
  /** Whether the clock of a node differs too much from the database's to route. */
  readonly isRoutingStopped: boolean;
  /** Since when some node can't hear the others; null while all can. */
  readonly nodesApartSince: Moment | null;
  readonly oldestMailDueAt: Moment | null;
  /** Undeliverable emails of the last day. */
  readonly deadMails: readonly DeadMail[];
  readonly spam: readonly { readonly leadId: string; readonly at: Moment }[];
  /** Whether anyone on shift has a phone that the network can call. */
  readonly isTelephoneThere: boolean;
  /** Campaigns that have used up their daily call minutes, and the start of that day. */
  readonly overBudget: readonly { readonly campaignId: string; readonly day: Moment }[];
  /**
   * Campaigns whose opening hours never overlap the calling hours of one of their leads, and since when the first such
   * lead has waited.
   */
  readonly noPermittedTime: readonly { readonly campaignId: string; readonly since: Moment }[];
}

export function findAlarms(facts: AlarmFacts): readonly FoundAlarm[] {
  const { now, leads, unaccounted, isRoutingStopped, nodesApartSince, oldestMailDueAt } = facts;
  const { spam, overBudget, noPermittedTime } = facts;
  const undelivered = undeliveredSince(facts.deadMails);
  return [
    ...(unaccounted > 0 ? [{ key: 'unaccounted', kind: 'unaccounted' as const, since: now }] : []),
    ...(isRoutingStopped ? [{ key: 'routingStopped', kind: 'routingStopped' as const, since: now }] : []),
    ...(nodesApartSince !== null && now - nodesApartSince > TARGETS.nodesApart
      ? [{ key: 'nodesApart', kind: 'nodesApart' as const, since: nodesApartSince }]
      : []),
    ...(oldestMailDueAt !== null && now - oldestMailDueAt > TARGETS.mailStuck
      ? [{ key: 'mailStuck', kind: 'mailStuck' as const, since: oldestMailDueAt }]
      : []),
    ...(undelivered === null ? [] : [{ key: 'mailUndelivered', kind: 'mailUndelivered' as const, since: undelivered }]),
    ...leads.flatMap((lead) => [
      ...lateAlarms(lead, now),
      ...askedAlarms(lead, facts),
      ...overdueAlarms(lead, now),
      ...stuckAlarms(lead, facts),
      ...silentAlarms(lead, facts),
    ]),
    ...lawAlarms(facts),
    ...spam.map(({ leadId, at }) => alarmFor('suspectedSpam', leadId, at)),
    ...unreachableAlarms(facts),
    ...overBudget.map(({ campaignId, day }) => ({
      key: `overBudget:${campaignId}:${day}`,
      kind: 'overBudget' as const,
      since: now,
      campaignId,
    })),
    ...noPermittedTime.map(({ campaignId, since }) => ({
      key: `noPermittedTime:${campaignId}:${since}`,
      kind: 'noPermittedTime' as const,
      since,
      campaignId,
    })),
  ];
}

/**
 * L178: once for the rows of the law that become too old at the same moment, 30 days before and then; and for each country
 * that a campaign calls and that has no row.
 */
function lawAlarms({ campaigns, now }: AlarmFacts): readonly FoundAlarm[] {
  const law = campaigns.find((campaign) => campaign.law)?.law ?? SHIPPED;
  const ageing = rowAges(law, now).flatMap(({ is, staleFrom, dueFrom }): readonly FoundAlarm[] => {
    if (is === 'stale') return [{ key: `hoursTableOld:${staleFrom}`, kind: 'hoursTableOld', since: staleFrom }];
    return is === 'due' ? [{ key: `hoursTableAging:${staleFrom}`, kind: 'hoursTableAging', since: dueFrom }] : [];
  });
  const calling = campaigns.filter(({ active, country }) => active && !law.byPlace.has(country));
  const countries = new Map(calling.map(({ country, id }) => [country, id]));
  const missing = [...countries].map(([country, campaignId]): FoundAlarm => ({
    ...{ key: `hoursMissing:${country}`, kind: 'hoursMissing', since: now, campaignId },
  }));
  return [...ageing, ...missing];
}

/** Callers are waiting, but no one on the floor has a phone to take a call. */
function unreachableAlarms({ leads, isTelephoneThere, now }: AlarmFacts): readonly FoundAlarm[] {
  if (isTelephoneThere) return [];
  const since = leads.flatMap(({ state, liveCall }) =>
    liveCall && (state === 'waiting' || state === 'offered') ? [liveCall.since] : [],
  );
  const first = Math.min(...since);
  return now - first > TARGETS.noTelephone ? [{ key: 'noTelephone', kind: 'noTelephone', since: first }] : [];
}

function alarmFor(kind: AlarmKind, leadId: string, since: Moment): FoundAlarm {
  return { key: `${kind}:${leadId}:${since}`, kind, since, leadId };
}

function lateAlarms(lead: Lead, now: Moment): readonly FoundAlarm[] {
  if (lead.state !== 'waiting' && lead.state !== 'offered') return [];
  const since = waitsSince(lead.wait);
  // A missed promise has its own alarm.
  if (lead.promise && now > lead.promise.windowUntil) return [];
  return now - since > TARGETS.waitingLong ? [alarmFor('waitingLong', lead.id, since)] : [];
}

/** R139: the lead has come to a step of its policy that asks supervisors, and no one has taken it. */
function askedAlarms(lead: Lead, { campaigns, now }: AlarmFacts): readonly FoundAlarm[] {
  if (lead.state !== 'waiting' && lead.state !== 'offered') return [];
  const campaign = campaigns.find(({ id }) => id === lead.campaignId);
  if (!campaign) return [];
  const { policy } = routeFor(ruleFactsOf(lead), campaign, now);
  const { startedAt } = lead.wait;
  return stepAt(policy, startedAt, now).supervisors
    ? [alarmFor('supervisorsAsked', lead.id, waitsSince(lead.wait))]
    : [];
}

/** A promise whose window has passed without a conversation, whatever state the lead is in. */
function overdueAlarms(lead: Lead, now: Moment): readonly FoundAlarm[] {
  if (lead.state === 'closed' || !lead.promise || now <= lead.promise.windowUntil) return [];
  return [alarmFor('promiseOverdue', lead.id, lead.promise.windowUntil)];
}

/** The outcome deadline has been extended at least once. */
function stuckAlarms(lead: Lead, { campaigns }: AlarmFacts): readonly FoundAlarm[] {
  if (lead.state !== 'wrapUp') return [];
  const wrapUpMs = campaigns.find(({ id }) => id === lead.campaignId)?.policy.wrapUpMs ?? 0;
  const dueAt = outcomeDueAt(lead, wrapUpMs);
  return lead.wrapUpBy > dueAt ? [alarmFor('wrapUpOverdue', lead.id, dueAt)] : [];
}

function silentAlarms(lead: Lead, { agents, now }: AlarmFacts): readonly FoundAlarm[] {
  if (!('owner' in lead)) return [];
  const agent = agents.find(({ id }) => id === lead.owner.agentId);
  if (!agent || !isDeskGone(agent, now)) return [];
  const one = alarmFor('agentSilent', lead.id, agent.reachAt);
  return [{ ...one, agentId: agent.id }];
}
