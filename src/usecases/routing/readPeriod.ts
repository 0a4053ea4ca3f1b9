/** Reads what a replay needs of a period: facts, decisions and leads, in batches, so that nothing waits for it. */
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Fact } from '../../core/lead/facts.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { ruleFactsOf } from '../../core/lead/ruleFacts.ts';
import { coursesOf } from '../../core/replay/courses.ts';
import { firstTurns } from '../../core/replay/firstTurns.ts';
import { presencesOf, staysOf } from '../../core/replay/presences.ts';
import type { ReplayLead, ReplayPeriod } from '../../core/replay/period.ts';
import { orderFor } from '../../core/routing/checkDecision.ts';
import type { Decision } from '../../core/routing/decision.ts';
import { bonusMsOf } from '../../core/routing/policy.ts';
import { turnKeyOf } from '../../core/routing/routeFor.ts';
import { kindOfLead } from '../../core/routing/results.ts';
import { dateOf, dayStart, plusDays } from '../../core/report/localDays.ts';
import { HOUR } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { businessZone } from '../floor/businessDay.ts';

const WINDOW_MS = 6 * HOUR;
const AT_ONCE = 100;

export interface ReadPeriod extends ReplayPeriod {
  readonly campaigns: readonly Campaign[];
}

/** The last `days` business days before today. Yields the share that is read so far. */
export async function* readPeriod(parts: Parts, days: number): AsyncGenerator<number, ReadPeriod> {
  const zone = await businessZone(parts);
  const today = dateOf(parts.clock.now(), zone);
  const dayStarts = Array.from({ length: days }, (_day, index) => dayStart(plusDays(today, index - days), zone));
  const [from = 0, until] = [dayStarts[0], dayStart(today, zone)];
  // This node's own facts are readable.
  await parts.facts.known([]);
  const ids = new Set<string>();
  const statuses: Fact[] = [];
  const now = parts.clock.now();
  // A status that ended today may have begun in the period.
  for (let at = from; at < now; at += WINDOW_MS) {
    const { leadIds, presenceIds } = await parts.reports.leadsWithFacts(
      at,
      Math.min(at < until ? until : now, at + WINDOW_MS),
    );
    if (at < until) for (const id of leadIds) ids.add(id);
    statuses.push(...(await parts.reports.presences(presenceIds)));
  }

  const all = [...ids];
  const facts = new Map<string, readonly Fact[]>();
  const decisions: Decision[] = [];
  const leads = new Map<string, Lead>();
  for (let start = 0; start < all.length; start += AT_ONCE) {
    const batch = all.slice(start, start + AT_ONCE);
    const [someFacts, someDecisions, someLeads] = await Promise.all([
      parts.reports.factsOf(batch),
      parts.decisions.ofLeads(batch),
      parts.leads.byIds(batch),
    ]);
    for (const [id, found] of someFacts) facts.set(id, found);
    decisions.push(...someDecisions);
    for (const lead of someLeads) leads.set(lead.id, lead);
    yield (start + batch.length) / all.length;
  }
  const [campaigns, agents, resultsOf] = await Promise.all([
    parts.campaigns.all(),
    parts.agents.all(),
    parts.results.before(until),
  ]);
  const courses = coursesOf(facts, { from, until });
  // Those about earlier waits of the same leads say nothing about the period.
  const ofPeriod = decisions.filter(({ at }) => at >= from);
  const { changes, idleSince } = presencesOf(ofPeriod, staysOf(statuses, agents), from);
  const firstEpochs = new Map<string, number>();
  for (const { leadId, epoch } of ofPeriod) firstEpochs.set(leadId, Math.min(epoch, firstEpochs.get(leadId) ?? epoch));
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  return {
    ...{ from, until, dayStarts, courses, agents, presences: changes, idleSince, resultsOf, campaigns },
    turns: firstTurns(
      ofPeriod.flatMap((decision) => {
        const campaign = byId.get(leads.get(decision.leadId)?.campaignId ?? '');
        if (!campaign) return [];
        const turnKey = turnKeyOf(campaign.id, decision.rule);
        return [{ decision, turnKey, weights: orderFor(decision, campaign.policy)?.weights }];
      }),
    ),
    leads: courses.courses.flatMap((course): ReplayLead | readonly [] => {
      const lead = leads.get(course.leadId);
      if (!lead || course.isScheduled) return [];
      const { person, interest, skills = [], knownAgentId, inquiries, score } = lead;
      const campaign = byId.get(lead.campaignId);
      const firstEpoch = firstEpochs.get(lead.id);
      const isCall = inquiries[0]?.kind === 'call';
      return {
        ...{ course, language: person.language, skills, facts: ruleFactsOf(lead) },
        kind: kindOfLead(lead.campaignId, interest),
        ...(knownAgentId !== undefined && { knownAgentId }),
        ...(firstEpoch !== undefined && { firstEpoch }),
        bonusMs: campaign ? bonusMsOf(campaign.policy, { ...campaign, score, isCall, isPromised: false }) : 0,
      };
    }),
  };
}
