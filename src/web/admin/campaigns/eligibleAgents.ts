/**
 * People who take leads, and which of them a campaign's leads reach: as its steps and rules require, waive and prefer. Status
 * and the lead's language are checked by routing, once there is a lead.
 */
import { isReached, ownTakersOf, takersOf, type Taker } from '../../../core/vocabulary/reach.ts';
import type { CampaignFields, PersonView } from '../../../shared/admin.ts';

type Routing = Pick<CampaignFields, 'teamIds' | 'skills' | 'siteIds' | 'policy'>;
type TakerView = Taker & Pick<PersonView, 'id' | 'name'>;

/** Whether a step offers leads to supervisors and none of them takes leads: it alerts them and does nothing else. */
export function asksSupervisorsInVain(
  { steps, rules }: CampaignFields['policy'],
  people: readonly PersonView[],
): boolean {
  const all = [...steps, ...rules.flatMap((rule) => rule.steps ?? [])];
  return all.some(({ supervisors }) => supervisors) && !doesSupervisorTake(people);
}

/** Administrators are supervisors, too. */
export function doesSupervisorTake(people: readonly PersonView[]): boolean {
  return takersAmong(people).some(({ isSupervisor }) => isSupervisor);
}

/** The active ones who take leads, as routing would see them on shift. */
export function takersAmong(people: readonly PersonView[]): readonly TakerView[] {
  return people.filter(({ state }) => state === 'active').flatMap(takerIn);
}

/** None if the person takes no leads. */
export function takerIn({ id, name, role, agent }: PersonView): readonly TakerView[] {
  if (!agent) return [];
  const { siteId, ...profile } = agent;
  return [{ ...profile, id, name, isSupervisor: role !== 'agent', ...(typeof siteId === 'string' && { siteId }) }];
}

/** Agents reached by a step of the campaign or of a rule. */
export function eligibleAgents(campaign: Routing, people: readonly PersonView[]): readonly TakerView[] {
  return takersOf(campaign, takersAmong(people));
}

/** Agents reached by the campaign's own steps, and which of them only from a later step. */
export function ownTakers(campaign: Routing, people: readonly PersonView[]) {
  const [first] = campaign.policy.steps;
  const takers = ownTakersOf(campaign, takersAmong(people));
  return { takers, later: takers.filter((agent) => first && !isReached(agent, campaign, first)) };
}
