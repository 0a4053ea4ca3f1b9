/**
 * Maintains alarms: reads the facts, raises new alarms, clears resolved ones, and emails supervisors or administrators. One
 * node at a time does this; if two do, each alarm is still raised and emailed once.
 */
import {
  findAlarms,
  FOR_ADMINISTRATORS,
  UNMAILED,
  type AlarmFacts,
  type AlarmKind,
} from '../../core/alarm/findAlarms.ts';
import { deviceOf } from '../../core/agent/agent.ts';
import { startOfDay } from '../../core/callback/hours.ts';
import { LANGUAGES } from '../../core/vocabulary/language.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import { ALARM_MAIL_WITHIN_MS } from '../../core/mail/timing.ts';
import { UNDELIVERED_FOR_MS } from '../../core/mail/undelivered.ts';
import { DAY, MINUTE } from '../../core/vocabulary/time.ts';
import type { Alarm } from '../../ports/operations.ts';
import type { Parts } from '../../ports/parts.ts';
import { translator } from '../../shared/text/index.ts';
import { alarmText } from '../../shared/text/alarm.ts';
import { isAnyClockOff } from './clockReports.ts';
import { nodesDisconnectedSince } from './disconnectedNodes.ts';
import { pacedCampaigns } from '../routing/pacedCampaigns.ts';

/** Limit per kind: no one reads a longer list. */
const LEADS = 200;
const SPAM = 20;
const DEAD_MAILS = 200;
/** Each supervisor gets at most one email per kind in this time; later alarms are in the next one. */
const MAIL_EVERY_MS = 15 * MINUTE;

/** Returns the number of open alarms. */
export async function watchAlarms(parts: Parts): Promise<number> {
  const now = parts.clock.now();
  const found = findAlarms(await facts(parts, now));
  const before = await parts.alarms.open();
  const keys = new Set(found.map(({ key }) => key));
  const over = before.map(({ key }) => key).filter((key) => !keys.has(key));
  const known = new Set(before.map(({ key }) => key));
  for (const one of found.filter(({ key }) => !known.has(key))) {
    if (await parts.alarms.raise(one, now))
      parts.log.warn({ kind: one.kind, leadId: one.leadId }, 'an alert was raised');
  }
  if (over.length > 0) await parts.alarms.clear(over, now);
  if (over.length > 0 || keys.size > known.size) parts.desk.floorChanged();
  await writeAbout(parts, now);
  return found.length;
}

async function facts(parts: Parts, now: number): Promise<AlarmFacts> {
  const [waiting, held, callbacks, campaigns, { exceptions }, mail, deadMails, spam] = await Promise.all([
    parts.leads.waiting(LEADS),
    parts.leads.held(),
    parts.leads.callbacks({ limit: LEADS }),
    pacedCampaigns(parts),
    parts.floor.conservation(now),
    parts.mails.health(now),
    parts.mails.deadSince(now - UNDELIVERED_FOR_MS, DEAD_MAILS),
    parts.floor.suspectedSpam(now - DAY, SPAM),
  ]);
  const [overBudget, noPermittedTime, apartSince, isRoutingStopped] = await Promise.all([
    campaignsOverBudget(parts, campaigns, now),
    campaignsWithoutTime(parts, campaigns),
    nodesDisconnectedSince(parts, now),
    isAnyClockOff(parts, now),
  ]);
  const owners = held.flatMap((lead) => ('owner' in lead ? [lead.owner.agentId] : []));
  return {
    now,
    leads: [...waiting, ...held, ...callbacks.items],
    agents: await parts.agents.byIds([...new Set(owners)]),
    campaigns,
    unaccounted: Object.values(exceptions).reduce((sum, count) => sum + count, 0),
    isRoutingStopped,
    nodesApartSince: apartSince,
    // M15: emails waiting while email is off are not an alarm.
    oldestMailDueAt: parts.mailer ? mail.oldestDueAt : null,
    deadMails: parts.mailer ? deadMails : [],
    spam,
    // Only checked while someone is on the line.
    isTelephoneThere:
      !waiting.some(({ liveCall }) => liveCall) ||
      (await parts.agents.onShift()).some((agent) => deviceOf(agent) !== null),
    overBudget,
    noPermittedTime,
  };
}

async function campaignsWithoutTime(
  parts: Parts,
  campaigns: readonly Campaign[],
): Promise<AlarmFacts['noPermittedTime']> {
  const all = campaigns.map(async ({ id: campaignId }) => {
    const lane = { campaignIds: [campaignId], languages: LANGUAGES };
    const [first] = await parts.leads.promisedBecause(['noPermittedTime'], 1, [lane]);
    return first ? [{ campaignId, since: first.createdAt }] : [];
  });
  return (await Promise.all(all)).flat();
}

async function campaignsOverBudget(
  parts: Parts,
  campaigns: readonly Campaign[],
  now: number,
): Promise<AlarmFacts['overBudget']> {
  const all = campaigns.map(async ({ id, calls, hours }) => {
    if (!calls || !parts.phone) return [];
    const day = startOfDay(hours, now);
    const minutes = await parts.calls.minutesSince(id, day);
    return minutes >= calls.limits.minutesPerDay ? [{ campaignId: id, day }] : [];
  });
  return (await Promise.all(all)).flat();
}

async function writeAbout(parts: Parts, now: number): Promise<void> {
  if (!parts.mailer) return;
  const unwritten = (await parts.alarms.open()).filter(
    ({ kind, mailedAt }) => mailedAt === undefined && !UNMAILED.includes(kind),
  );
  if (unwritten.length === 0) return;
  for (const kind of new Set(unwritten.map((alarm) => alarm.kind))) {
    const isForAdministrators = FOR_ADMINISTRATORS.includes(kind);
    const people = await (isForAdministrators ? parts.users.administrators() : parts.users.supervisors());
    const those = unwritten.filter((alarm) => alarm.kind === kind);
    const isQueued = await queueMails(parts, kind, those, people, now);
    if (isQueued) {
      const keys = those.map(({ key }) => key);
      await parts.alarms.mailed(keys, now);
    }
  }
}

/** False if an email of this kind was sent within the interval. The key makes repeats harmless. */
async function queueMails(
  parts: Parts,
  kind: AlarmKind,
  those: readonly Alarm[],
  people: Awaited<ReturnType<Parts['users']['supervisors']>>,
  now: number,
): Promise<boolean> {
  const slot = Math.floor(now / MAIL_EVERY_MS);
  const since = Math.min(...those.map((alarm) => alarm.since));
  const only = those.length === 1 ? those[0]?.leadId : undefined;
  const page = FOR_ADMINISTRATORS.includes(kind) ? '/admin/law' : '/floor';
  const path = only === undefined ? page : `/leads/${encodeURIComponent(only)}`;
  let isQueued = people.length === 0;
  for (const { id, email, language } of people) {
    const sentence = translator(alarmText, language)(`mail.${kind}`, { count: those.length });
    const queued = await parts.mails.queue({
      key: `alarm:${kind}:${slot}:${id}`,
      kind: 'alarm',
      to: email,
      language,
      data: { sentence, since, path },
      dueAt: now,
      expiresAt: now + ALARM_MAIL_WITHIN_MS,
    });
    isQueued ||= queued === 'queued';
  }
  return isQueued;
}
