/**
 * Calls that the national do-not-call registry doesn't cover, by country and by what the campaign is for. An exemption
 * covers the registry alone: permission, the internal list, calling hours and attempts apply as to any call.
 *
 * A country without a row exempts nothing, because no statute that does was found (Korea's registry covers sales by
 * phone, but how other calls count isn't settled there). Compiled on 2026-11-29 from the statutes named;
 * Canada’s compared on 2026-11-30 with the text that the Department of Justice publishes (justicecanada/laws-lois-xml).
 */
import type { CampaignKind } from '../vocabulary/campaignKinds.ts';

type Exempted = Exclude<CampaignKind, 'sales'>;

const EXEMPTIONS: Readonly<Record<string, Readonly<Record<Exempted, string>>>> = {
  // A telephone solicitation encourages a purchase, and isn't one on behalf of a tax-exempt nonprofit organization.
  US: {
    charity: '47 CFR 64.1200(f)(15)(iii); 16 CFR 310.6(a)',
    political: '47 CFR 64.1200(f)(15)',
    survey: '47 CFR 64.1200(f)(15)',
  },
  // Registered charities; registered parties, their candidates and associations; calls made only to survey the public.
  CA: {
    charity: 'Telecommunications Act, S.C. 1993, c. 38, s. 41.7(1)(a)',
    political: 'Telecommunications Act, S.C. 1993, c. 38, s. 41.7(1)(c) to (e)',
    survey: 'Telecommunications Act, S.C. 1993, c. 38, s. 41.7(1)(f)',
  },
};

/** The statute that exempts the call wherever the person may be, of the first place; null if one of them doesn't. */
export function exemptionOf(kind: CampaignKind, places: readonly string[]): string | null {
  if (kind === 'sales') return null;
  const statutes = places.map((place) => EXEMPTIONS[place.split('-')[0] ?? '']?.[kind]);
  return statutes.includes(undefined) ? null : (statutes[0] ?? null);
}
