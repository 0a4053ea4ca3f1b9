/**
 * A long queue is many queues side by side: what nobody free could take must not hide what somebody could. A lane is
 * the leads of some campaigns in some languages; only the lanes of free agents are looked at, each from its head.
 */
import { LANGUAGES, type Campaign, type Language } from '../campaign.ts';
import { couldAnybodyTake, type Candidate } from './chooseAgents.ts';

export interface Lane {
  readonly campaignIds: readonly string[];
  readonly languages: readonly Language[];
}

/** Tells the leads of these lanes. */
export function isIn(
  lanes: readonly Lane[],
): (lead: { readonly campaignId: string; readonly person: { readonly language: Language } }) => boolean {
  return ({ campaignId, person }) =>
    lanes.some(({ campaignIds, languages }) => campaignIds.includes(campaignId) && languages.includes(person.language));
}

/**
 * The lanes that these candidates could take from under some step of each campaign's policy; empty when there is none.
 * Campaigns whose languages are the same share a lane, so that they are found by one question.
 */
export function lanesOf(campaigns: readonly Campaign[], free: readonly Candidate[]): readonly Lane[] {
  const byLanguages = new Map<string, { campaignIds: string[]; languages: readonly Language[] }>();
  for (const campaign of campaigns) {
    const languages = LANGUAGES.filter((language) => isTakeable(campaign, language, free));
    if (languages.length === 0) continue;
    const key = languages.join();
    const lane = byLanguages.get(key) ?? { campaignIds: [], languages };
    lane.campaignIds.push(campaign.id);
    byLanguages.set(key, lane);
  }
  return [...byLanguages.values()];
}

function isTakeable({ skills, teamIds, policy }: Campaign, language: Language, free: readonly Candidate[]): boolean {
  const anyLead = { id: '', epoch: 0, language, skills, teamIds, tried: [], priorityMs: 0 };
  return policy.steps.some((step) => couldAnybodyTake(anyLead, free, step));
}
