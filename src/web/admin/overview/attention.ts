/** Items that need an administrator, most urgent first. Pure. */
import type { LawView } from '../../../shared/adminLaw.ts';
import type { CampaignView, PersonView, SetupProgress } from '../../../shared/admin.ts';
import { missedParts } from '../../../core/vocabulary/reach.ts';
import { asksSupervisorsInVain, eligibleAgents, takersAmong } from '../campaigns/eligibleAgents.ts';
import { isInvitationExpired } from '../people/invitation.ts';

export interface Situation {
  readonly start: SetupProgress;
  readonly campaigns: readonly CampaignView[];
  readonly people: readonly PersonView[];
  /** Emails that could not be delivered. */
  readonly deadMails: number;
  /** Absent until it is known. */
  readonly law?: Pick<LawView, 'rows' | 'missing'>;
  readonly now: number;
}

export type Attention =
  | { readonly kind: 'noCampaign' }
  | { readonly kind: 'nobodyTakes' | 'partNobody' | 'noSupervisor'; readonly campaign: CampaignView }
  | { readonly kind: 'lawMissing' | 'lawStale'; readonly places: readonly string[] }
  | { readonly kind: 'lawSoon'; readonly places: readonly string[]; readonly date: string }
  | { readonly kind: 'deadMail'; readonly count: number }
  | { readonly kind: 'mailOff' }
  | { readonly kind: 'runOut' | 'expected'; readonly person: PersonView };

export function attention({ start, campaigns, people, deadMails, law, now }: Situation): readonly Attention[] {
  const on = campaigns.filter(({ active }) => active);
  const invited = people.filter(({ state }) => state === 'invited');
  return [
    ...(on.length === 0 ? [{ kind: 'noCampaign' } as const] : []),
    ...on.flatMap((campaign) => staffAttention(campaign, people)),
    ...on
      .filter(({ policy }) => asksSupervisorsInVain(policy, people))
      .map((campaign) => ({ kind: 'noSupervisor', campaign }) as const),
    ...(law ? lawAttention(law) : []),
    ...(deadMails > 0 ? [{ kind: 'deadMail', count: deadMails } as const] : []),
    ...(start.mail ? [] : [{ kind: 'mailOff' } as const]),
    ...invited.map((person) => ({ kind: isInvitationExpired(person, now) ? 'runOut' : 'expected', person }) as const),
  ];
}

function staffAttention(campaign: CampaignView, people: readonly PersonView[]): readonly Attention[] {
  if (eligibleAgents(campaign, people).length === 0) return [{ kind: 'nobodyTakes', campaign }];
  return missedParts(campaign, takersAmong(people)).length > 0 ? [{ kind: 'partNobody', campaign }] : [];
}

/** The law of calls where the strictest known hours apply, or soon will. */
function lawAttention({ rows, missing }: NonNullable<Situation['law']>): readonly Attention[] {
  const placesOf = (some: typeof rows) => some.map(({ place }) => place);
  const stale = placesOf(rows.filter(({ isStale }) => isStale));
  const soon = rows.filter(({ isDue }) => isDue);
  const [date = ''] = soon.map(({ staleOn }) => staleOn).sort();
  return [
    ...(missing.length > 0 ? [{ kind: 'lawMissing', places: missing } as const] : []),
    ...(stale.length > 0 ? [{ kind: 'lawStale', places: stale } as const] : []),
    ...(soon.length > 0 ? [{ kind: 'lawSoon', places: placesOf(soon), date } as const] : []),
  ];
}
