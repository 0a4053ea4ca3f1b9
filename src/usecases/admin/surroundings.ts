/** What a campaign or a person is checked against, from the database at this moment. */
import type { Surroundings } from '../../core/administration/surroundings.ts';
import { hoursOf } from '../../core/administration/business.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';

/** Of the campaign `editedId`, or of a new one that asks for the same people as the campaign `likeId`. */
export async function surroundingsOf(parts: Parts, editedId?: string, likeId = editedId): Promise<Surroundings> {
  const [business, teams, skills, users, campaigns] = await Promise.all([
    parts.business.get(),
    parts.teams.all(),
    parts.skills.all(),
    parts.users.all(),
    parts.campaigns.stored(),
  ]);
  const edited = campaigns.find(({ id }) => id === editedId);
  return {
    now: parts.clock.now(),
    businessHours: hoursOf(business),
    teams,
    skills,
    agents: users.filter(takesLeads).flatMap(({ agent }) => agent ?? []),
    formKeys: campaigns.filter((campaign) => campaign !== edited).map(({ formKey }) => formKey),
    edited: edited ? { formKey: edited.formKey, hasLeads: await hasLeads(parts, edited.id) } : null,
    calls: edited?.calls ?? null,
    asked: campaigns.find(({ id }) => id === likeId) ?? null,
  };
}

/** Somebody who can be offered a lead once they are on shift: an agent's profile, and a password to sign in with. */
export function takesLeads({ active, passwordHash, agent }: User): boolean {
  return active && passwordHash !== undefined && agent !== undefined;
}

export async function hasLeads(parts: Parts, campaignId: string): Promise<boolean> {
  return (await parts.leads.search({ campaignId, limit: 1 })).items.length > 0;
}
