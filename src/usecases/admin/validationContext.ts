/** What a campaign or a person is validated against, as stored now. */
import type { ValidationContext } from '../../core/administration/validationContext.ts';
import { hoursOf } from '../../core/administration/business.ts';
import type { Taker } from '../../core/vocabulary/reach.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';

/** A person who takes leads. */
export type NamedTaker = Taker & { readonly id: string };

interface StoredContext extends ValidationContext {
  readonly agents: readonly NamedTaker[];
}

/** For an edit of campaign `editedId`, or for a new campaign with the same staffing needs as campaign `likeId`. */
export async function loadValidationContext(
  parts: Parts,
  editedId?: string,
  likeId = editedId,
): Promise<StoredContext> {
  const [business, teams, skills, sites, users, campaigns] = await Promise.all([
    parts.business.get(),
    parts.teams.all(),
    parts.skills.all(),
    parts.sites.all(),
    parts.users.all(),
    parts.campaigns.stored(),
  ]);
  const edited = campaigns.find(({ id }) => id === editedId);
  return {
    now: parts.clock.now(),
    businessHours: hoursOf(business),
    teams,
    skills,
    sites,
    agents: users.filter(takesLeads).flatMap(takerOf),
    personIds: users.map(({ id }) => id),
    formKeys: campaigns.filter((campaign) => campaign !== edited).map(({ formKey }) => formKey),
    edited: edited
      ? {
          formKey: edited.formKey,
          hasLeads: await hasLeads(parts, edited.id),
          ...(edited.survey && { survey: edited.survey }),
          form: { interests: edited.interests, fields: edited.fields },
          ...(edited.scoring && { scoring: edited.scoring }),
        }
      : null,
    calls: edited?.calls ?? null,
    asked: campaigns.find(({ id }) => id === likeId) ?? null,
  };
}

/** Whether the person can get offers once on shift: they have an agent profile and a password. */
export function takesLeads({ active, passwordHash, agent }: User): boolean {
  return active && passwordHash !== undefined && agent !== undefined;
}

/** The person as routing would see them on shift; none if they take no leads. */
export function takerOf({ id, role, agent }: User): readonly NamedTaker[] {
  return agent ? [{ ...agent, id, isSupervisor: role !== 'agent' }] : [];
}

export async function hasLeads(parts: Parts, campaignId: string): Promise<boolean> {
  return (await parts.leads.search({ campaignId, limit: 1 })).items.length > 0;
}
