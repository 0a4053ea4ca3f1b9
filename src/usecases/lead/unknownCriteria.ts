/**
 * What a search names that doesn’t exist: such a search is refused, because its result would be that of another one. Tags and
 * sources exist only on leads, so a search for one that no lead has finds nothing, and says so.
 */
import { detailsWanted } from '../../core/lead/details.ts';
import { outcomeChoicesOf } from '../../core/administration/outcomeChoices.ts';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import type { LeadQuery } from '../../ports/leads.ts';
import type { Parts } from '../../ports/parts.ts';
import type { UnusedCriterion } from '../../shared/api.ts';

/** As they were asked for; `agentOnly`: the agent who sees only their own leads. */
export interface NamedCriteria extends Pick<LeadQuery, 'outcomeId' | 'campaignId' | 'lacks'> {
  readonly owner?: string;
  readonly agentOnly?: string;
}

type Known = Pick<Parts, 'campaigns' | 'agents' | 'business'>;

/** Empty if everything exists. The paths are those of the API. */
export async function unknownCriteria(
  { campaigns, agents, business }: Known,
  { outcomeId, campaignId, lacks, owner, agentOnly }: NamedCriteria,
): Promise<readonly Mistake[]> {
  const all = await campaigns.all();
  const among = all.filter(({ id }) => campaignId === undefined || id === campaignId);
  const isWanted = (detail: string, audience: NonNullable<NamedCriteria['lacks']>['audience']) =>
    detail === 'any' || among.some((campaign) => detailsWanted(campaign, audience).includes(detail));
  const isOwn = agentOnly === undefined || owner === agentOnly;
  return [
    ...(outcomeId !== undefined && !outcomeChoicesOf(await business.known()).some(({ id }) => id === outcomeId)
      ? [mistake('outcome', 'outcomeNone')]
      : []),
    ...(among.length === 0 && campaignId !== undefined ? [mistake('campaign', 'campaignUnknown')] : []),
    ...(owner !== undefined && !isOwn ? [mistake('owner', 'onlyOwnLeads')] : []),
    ...(owner !== undefined && isOwn && !(await agents.byId(owner)) ? [mistake('owner', 'agentUnknown')] : []),
    ...(lacks && among.length > 0 && !isWanted(lacks.detail, lacks.audience) ? [mistake('missing', 'detailNone')] : []),
  ];
}

/** Those of tag and source that no lead has, of those that this agent sees, or of all. */
export async function unusedCriteria(
  { cards }: Pick<Parts, 'cards'>,
  { tag, cameFrom, agentId }: LeadQuery,
): Promise<readonly UnusedCriterion[]> {
  const among = agentId === undefined ? {} : { agentId };
  const isUnused = async (asked: Pick<LeadQuery, UnusedCriterion>) =>
    (await cards.count({ ...asked, ...among }, 1)) === 0;
  return [
    ...(tag !== undefined && (await isUnused({ tag })) ? (['tag'] as const) : []),
    ...(cameFrom !== undefined && (await isUnused({ cameFrom })) ? (['cameFrom'] as const) : []),
  ];
}
