/** What a change of a person may do unintended: campaigns without agents, or with fewer times to book. */
import type { CampaignView, PersonView } from '../../../shared/admin.ts';
import { countNoLonger, type CountedAgent } from '../../../shared/scheduledBookings.ts';
import { ask } from '../../base/http.ts';
import { eligibleAgents } from '../campaigns/eligibleAgents.ts';

export interface StartsCounting {
  readonly campaign: CampaignView;
  /** Agents without a schedule, who no longer count for bookings. */
  readonly count: number;
}

export interface PersonWarnings {
  readonly unstaffed: readonly CampaignView[];
  readonly starts: readonly StartsCounting[];
}

export const NO_WARNINGS: PersonWarnings = { unstaffed: [], starts: [] };

/** Active campaigns that would have no agents after a change of a person. */
export function unstaffedCampaigns(
  after: PersonView,
  campaigns: readonly CampaignView[],
  people: readonly PersonView[],
): readonly CampaignView[] {
  const then = withPerson(after, people);
  return campaigns.filter(
    (campaign) =>
      campaign.active && eligibleAgents(campaign, people).length > 0 && eligibleAgents(campaign, then).length === 0,
  );
}

/** Active campaigns that let customers book only by schedules after a change of a person. */
export function startsCounting(
  after: PersonView,
  campaigns: readonly CampaignView[],
  people: readonly PersonView[],
): readonly StartsCounting[] {
  const [before, then] = [counted(people), counted(withPerson(after, people))];
  return campaigns
    .filter(({ active }) => active)
    .map((campaign) => ({ campaign, count: countNoLonger(campaign, before, then) }))
    .filter(({ count }) => count > 0);
}

/** Checks against current data. If loading fails, saving is not blocked: the server warns after the save. */
export async function loadPersonWarnings(after: PersonView): Promise<PersonWarnings> {
  const [campaigns, people] = await Promise.all([
    ask<{ campaigns: readonly CampaignView[] }>('/api/admin/campaigns'),
    ask<{ people: readonly PersonView[] }>('/api/admin/people'),
  ]);
  if (!campaigns.ok || !people.ok) return NO_WARNINGS;
  const known = [campaigns.data.campaigns, people.data.people] as const;
  return { unstaffed: unstaffedCampaigns(after, ...known), starts: startsCounting(after, ...known) };
}

function withPerson(after: PersonView, people: readonly PersonView[]): readonly PersonView[] {
  return people.map((person) => (person.id === after.id ? after : person));
}

function counted(people: readonly PersonView[]): readonly CountedAgent[] {
  return people.flatMap(({ state, agent, schedule }) =>
    state !== 'deactivated' && agent ? [{ teamIds: agent.teamIds, hasSchedule: schedule !== null }] : [],
  );
}
