/**
 * Who would get a lead now, by a policy as saved or as typed. The lead may be typed in, or be one that we know. Uses
 * the functions that route live leads, with the agents as they are now. Nothing is offered, and no turn is taken.
 */
import {
  isOfRouting,
  type Campaign,
  type CampaignDraft,
  type RoutingPart,
} from '../../core/administration/campaign.ts';
import { checkTypedLead } from '../../core/administration/checkTypedLead.ts';
import { atAnyLevel, type SkillLevels } from '../../core/vocabulary/skills.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { ruleFactsOf } from '../../core/lead/ruleFacts.ts';
import { chooseAgents } from '../../core/routing/chooseAgents.ts';
import { drawnAmong, type Decision } from '../../core/routing/decision.ts';
import { kindOfLead } from '../../core/routing/results.ts';
import { countsTurns, stepAt } from '../../core/routing/policy.ts';
import { routeFor } from '../../core/routing/routeFor.ts';
import type { RuleFacts } from '../../core/routing/rules.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import type { Parts } from '../../ports/parts.ts';
import type { TriedDecisionView } from '../../shared/api.ts';
import { presentDecisions } from '../present/decision.ts';
import { candidatesOf } from '../routing/candidatesOf.ts';
import { pace } from '../routing/pacedCampaigns.ts';
import { knownAgentOf } from '../routing/routeOf.ts';
import { mistakesOfCampaign, previewCampaign, storedCampaign } from './campaigns.ts';
import { draftOf } from './presentCampaign.ts';
import { refuseMistakes, type Saved } from './refusals.ts';

const NOT_FOUND = failure('not-found', 'Campaign not found.');

/** A lead that may not exist. Anything not given comes from the lead that `leadId` names, and is otherwise absent. */
export interface TypedLead {
  readonly leadId?: string;
  readonly language?: Language;
  readonly interest?: string;
  readonly source?: string;
  /** 0–100. */
  readonly score?: number;
  readonly answers?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly places?: readonly string[];
  /** As if it had started waiting this long ago. */
  readonly waitedMs?: number;
  readonly isLive?: boolean;
  readonly knownAgentId?: string;
}

/** What routing looks at, whether typed or known. */
interface TriedLead {
  readonly id: string;
  readonly epoch: number;
  readonly facts: RuleFacts;
  /** Chosen by a caller. */
  readonly skills: SkillLevels;
  readonly knownAgentId?: string;
  readonly refusedBy?: readonly string[];
  readonly isLive: boolean;
}

/** `unsaved` tries another policy. Errors: `not-found` without such a campaign, or such a lead in it; `bad-input`. */
export async function previewRouting(
  parts: Parts,
  id: string,
  typed: TypedLead,
  unsaved?: RoutingPart,
): Promise<Saved<TriedDecisionView>> {
  const [saved, active] = await Promise.all([storedCampaign(parts, id), parts.campaigns.byId(id)]);
  if (!saved || !active) return NOT_FOUND;
  const picked = typed.leadId === undefined ? null : await parts.leads.byId(typed.leadId);
  if (typed.leadId !== undefined && (picked?.campaignId !== id || picked.erased))
    return failure('not-found', 'This campaign has no such lead. Choose another one.');
  const tried = unsaved ? await tryOut(parts, { ...draftOf(saved), ...unsaved }, active) : active;
  if ('code' in tried) return tried;
  const isCaller = typed.isLive ?? picked?.liveCall !== undefined;
  const mistakes = await mistakesOfLead(parts, typed, tried, isCaller ? active.calls?.line.maxWaitMs : undefined);
  if (mistakes.length > 0) return refuseMistakes(mistakes);
  const [campaign = tried] = await pace(parts, [tried]);
  const now = parts.clock.now();
  const lead = picked ? pickedLead(picked, typed) : typedLead(typed, campaign);
  const { facts, skills, isLive, ...named } = lead;
  const { policy, who, turnKey } = routeFor(facts, campaign, now);
  const [agents, { held }] = await Promise.all([parts.agents.all(), parts.leads.routingQueue(false)]);
  const candidates = await candidatesOf(parts, agents, held, [campaign]);
  const credit = countsTurns(policy) ? await parts.turns.of(turnKey) : undefined;
  const { waitedMs = 0 } = typed;
  const routed = {
    ...named,
    language: facts.language,
    skills: { ...skills, ...who.skills },
    teamIds: who.teamIds,
    ...(who.siteIds && { siteIds: who.siteIds }),
    tried: [],
    ...{ waitedMs, priorityMs: waitedMs },
    kind: kindOfLead(id, facts.interest),
    ...(isLive && { isLive: true }),
  };
  const decision = chooseAgents(routed, candidates, policy, stepAt(policy, now - waitedMs, now), now, credit);
  const [shown] = await presentDecisions(parts, [decision]);
  return shown ? { ok: true, saved: { ...shown, ...(await drawnIn(parts, decision)) } } : NOT_FOUND;
}

/** By name, so that the winner isn't first: the next lead may go to another of them. */
async function drawnIn(parts: Parts, decision: Decision): Promise<Pick<TriedDecisionView, 'drawnAmong'>> {
  const ids = drawnAmong(decision);
  if (ids.length === 0) return {};
  const names = await parts.users.names(ids);
  return { drawnAmong: ids.map((id) => names.get(id) ?? id).sort((one, other) => one.localeCompare(other)) };
}

/**
 * Without this check, a lead that this campaign can't have would still get an agent. `lineMs`: how long a caller waits.
 */
async function mistakesOfLead(
  parts: Parts,
  typed: TypedLead,
  campaign: Campaign,
  lineMs: number | undefined,
): Promise<readonly Mistake[]> {
  const { knownAgentId } = typed;
  const isKnown = knownAgentId === undefined || (await parts.users.names([knownAgentId])).has(knownAgentId);
  return [
    ...checkTypedLead(typed, campaign, lineMs ?? campaign.policy.giveUpMs),
    ...(isKnown ? [] : [mistake('lead.knownAgentId', 'agentUnknown')]),
  ];
}

/** The campaign as it would be with this policy, or its mistakes. */
export async function tryOut(parts: Parts, draft: CampaignDraft, stored: Campaign) {
  const mistakes = (await mistakesOfCampaign(parts, draft, stored.id)).filter(({ path }) => isOfRouting(path));
  if (mistakes.length > 0) return refuseMistakes(mistakes);
  return { ...(await previewCampaign(parts, draft)), id: stored.id };
}

function typedLead(typed: TypedLead, { language }: Pick<Campaign, 'language'>): TriedLead {
  const { knownAgentId, isLive = false } = typed;
  const facts = withTyped({ language, answers: {}, places: () => [] }, typed);
  // Live leads draw by their IDs: one ID for all would give every lead to the same agent.
  const id = `preview:${JSON.stringify(typed)}`;
  return { id, epoch: 0, facts, skills: {}, isLive, ...(knownAgentId !== undefined && { knownAgentId }) };
}

/** As if it arrived now; agents who declined it permanently still don't get it. */
function pickedLead(lead: Lead, typed: TypedLead): TriedLead {
  const { id, epoch, skills = [], refusedBy } = lead;
  const knownAgentId = typed.knownAgentId ?? knownAgentOf(lead);
  return {
    ...{ id, epoch, facts: withTyped(ruleFactsOf(lead), typed), skills: atAnyLevel(skills) },
    isLive: typed.isLive ?? lead.liveCall !== undefined,
    ...(knownAgentId !== undefined && { knownAgentId }),
    ...(refusedBy && { refusedBy }),
  };
}

function withTyped(facts: RuleFacts, { language, interest, source, score, answers, places }: TypedLead): RuleFacts {
  return {
    ...facts,
    ...(language && { language }),
    ...(interest !== undefined && { interest }),
    // As routing reads it (rules.ts).
    ...(source !== undefined && { source: source.trim().toLowerCase() }),
    ...(score !== undefined && { score }),
    ...(answers && { answers: { ...facts.answers, ...answers } }),
    ...(places && { places: () => places }),
  };
}
