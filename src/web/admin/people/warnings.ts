/** What a change of a person may do unintended: leads that reach no one, or campaigns with fewer times to book. */
import type { CampaignView, PersonView } from '../../../shared/admin.ts';
import { countNoLonger, type CountedAgent } from '../../../shared/scheduledBookings.ts';
import { ask } from '../../base/http.ts';
import { leftToNoOne, type Left } from '../../../shared/unstaffed.ts';
import { takerIn, takersAmong } from '../campaigns/eligibleAgents.ts';

export interface StartsCounting {
  readonly campaign: CampaignView;
  /** Agents without a schedule, who no longer count for bookings. */
  readonly count: number;
}

export interface Unstaffed {
  readonly campaign: CampaignView;
  readonly left: Left;
}

export interface PersonWarnings {
  readonly unstaffed: readonly Unstaffed[];
  readonly starts: readonly StartsCounting[];
}

export const NO_WARNINGS: PersonWarnings = { unstaffed: [], starts: [] };

/** What would reach no one after a change of a person, in active campaigns. */
export function unstaffedCampaigns(
  after: PersonView,
  campaigns: readonly CampaignView[],
  people: readonly PersonView[],
): readonly Unstaffed[] {
  const [had, have] = [takersAmong(people), takersAmong(withPerson(after, people))];
  return campaigns
    .filter(({ active }) => active)
    .flatMap((campaign) => leftToNoOne(campaign, had, have).map((left) => ({ campaign, left })));
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
  return people
    .filter(({ state }) => state !== 'deactivated')
    .flatMap((person) => takerIn(person).map((taker) => ({ ...taker, hasSchedule: person.schedule !== null })));
}
