/**
 * What a supervisor should look at, found from facts that are read from the database. An alarm is raised once under its
 * key, stays while it is found, and clears by itself; whether somebody has seen it changes nothing about that.
 */
import { isDeskGone, type Agent } from '../agent/agent.ts';
import type { Campaign } from '../campaign.ts';
import { isTooOld, TOO_OLD_FROM } from '../law/callingHours.ts';
import { waitsSince, type Lead } from '../lead/lead.ts';
import { outcomeDueAt } from '../lead/wrapUpTime.ts';
import { undeliveredSince, type DeadMail } from '../mail/undelivered.ts';
import { MINUTE, SECOND, type Moment } from '../time.ts';

export const ALARM_KINDS = [
  'unaccounted',
  'routingStopped',
  'nodesApart',
  'promiseOverdue',
  'waitingLong',
  'agentSilent',
  'wrapUpOverdue',
  'mailStuck',
  'mailUndelivered',
  'suspectedSpam',
  'noTelephone',
  'overBudget',
  'noPermittedTime',
  'hoursTableOld',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** Not written about: it waits for a supervisor's leisure and is on the floor. */
export const UNMAILED: readonly AlarmKind[] = ['suspectedSpam'];

/** How long each may go on before it is an alarm. */
export const TARGETS = {
  /** Twice the minute within which the floor means to answer; the campaign gives up at five by default. */
  waitingLong: 2 * MINUTE,
  /** A mail server's usual grey-listing is over by then. */
  mailStuck: 10 * MINUTE,
  /** Redis is restarted within it. */
  nodesApart: 10 * SECOND,
  /** A browser that is loaded anew has its softphone again by then. */
  noTelephone: 15 * SECOND,
} as const;

/** Something that is so now. `key` is the same while it lasts, and another when it happens again. */
export interface Found {
  readonly key: string;
  readonly kind: AlarmKind;
  readonly since: Moment;
  readonly leadId?: string;
  readonly agentId?: string;
  readonly campaignId?: string;
}

export interface AlarmFacts {
  readonly now: Moment;
  /** Leads that wait, are held by agents, or are promised: the most urgent of each. */
  readonly leads: readonly Lead[];
  readonly agents: readonly Agent[];
  readonly campaigns: readonly Campaign[];
  readonly unaccounted: number;
  /** Whether this node's clock is too far from the database's to route. */
  readonly isRoutingStopped: boolean;
  /** Since when some node cannot hear the others; null while all can. */
  readonly nodesApartSince: Moment | null;
  readonly oldestMailDueAt: Moment | null;
  /** Mails of the last day that could not be delivered. */
  readonly deadMails: readonly DeadMail[];
  readonly spam: readonly { readonly leadId: string; readonly at: Moment }[];
  /** Whether somebody on shift has a telephone that the network can ring. */
  readonly isTelephoneThere: boolean;
  /** Campaigns whose legs have used up their minutes, and the start of that day. */
  readonly overBudget: readonly { readonly campaignId: string; readonly day: Moment }[];
  /** Campaigns whose hours never meet those in which one of their leads may be called, and since when the first waits. */
  readonly noPermittedTime: readonly { readonly campaignId: string; readonly since: Moment }[];
}

export function findAlarms(facts: AlarmFacts): readonly Found[] {
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
      ...late(lead, now),
      ...overdue(lead, now),
      ...stuck(lead, facts),
      ...silent(lead, facts),
    ]),
    ...(isTooOld(now) ? [{ key: 'hoursTableOld', kind: 'hoursTableOld' as const, since: TOO_OLD_FROM }] : []),
    ...spam.map(({ leadId, at }) => found('suspectedSpam', leadId, at)),
    ...unreachable(facts),
    ...overBudget.map(({ campaignId, day }) => ({
      ...{ key: `overBudget:${campaignId}:${day}`, kind: 'overBudget' as const, since: now, campaignId },
    })),
    ...noPermittedTime.map(({ campaignId, since }) => ({
      ...{ key: `noPermittedTime:${campaignId}:${since}`, kind: 'noPermittedTime' as const, since, campaignId },
    })),
  ];
}

/** Callers wait, and there is no telephone on the floor on which any of them could be taken. */
function unreachable({ leads, isTelephoneThere, now }: AlarmFacts): readonly Found[] {
  if (isTelephoneThere) return [];
  const since = leads.flatMap(({ state, liveCall }) =>
    liveCall && (state === 'waiting' || state === 'offered') ? [liveCall.since] : [],
  );
  const first = Math.min(...since);
  return now - first > TARGETS.noTelephone ? [{ key: 'noTelephone', kind: 'noTelephone', since: first }] : [];
}

function found(kind: AlarmKind, leadId: string, since: Moment): Found {
  return { key: `${kind}:${leadId}:${since}`, kind, since, leadId };
}

function late(lead: Lead, now: Moment): readonly Found[] {
  if (lead.state !== 'waiting' && lead.state !== 'offered') return [];
  const since = waitsSince(lead.wait);
  // A promise that was not kept is said as such.
  if (lead.promise && now > lead.promise.windowUntil) return [];
  return now - since > TARGETS.waitingLong ? [found('waitingLong', lead.id, since)] : [];
}

/** Promised, the window over, and still not in conversation: wherever the lead is by now. */
function overdue(lead: Lead, now: Moment): readonly Found[] {
  if (lead.state === 'closed' || !lead.promise || now <= lead.promise.windowUntil) return [];
  return [found('promiseOverdue', lead.id, lead.promise.windowUntil)];
}

/** The deadline for the outcome has moved on at least once. */
function stuck(lead: Lead, { campaigns }: AlarmFacts): readonly Found[] {
  if (lead.state !== 'wrapUp') return [];
  const wrapUpMs = campaigns.find(({ id }) => id === lead.campaignId)?.policy.wrapUpMs ?? 0;
  const dueAt = outcomeDueAt(lead, wrapUpMs);
  return lead.wrapUpBy > dueAt ? [found('wrapUpOverdue', lead.id, dueAt)] : [];
}

function silent(lead: Lead, { agents, now }: AlarmFacts): readonly Found[] {
  if (!('owner' in lead)) return [];
  const agent = agents.find(({ id }) => id === lead.owner.agentId);
  if (!agent || !isDeskGone(agent, now)) return [];
  const one = found('agentSilent', lead.id, agent.reachAt);
  return [{ ...one, agentId: agent.id }];
}
