/**
 * What permits a call to a number that may be on the national do-not-call registry: written consent, a live relationship,
 * that the number isn't listed, or that the registry doesn't cover this kind of campaign. A registry that is too old or unknown counts as if it listed every number.
 *
 * Relationships end soonest by any known law: an inquiry after 89 days everywhere (three months in the United States, six in Canada), a
 * purchase as relationship.ts says.
 */
import type { CampaignKind } from '../vocabulary/campaignKinds.ts';
import type { Consent } from '../vocabulary/contact.ts';
import { DAY, type Moment } from '../vocabulary/time.ts';
import { exemptionOf } from './exemptions.ts';
import type { RegistryStatus } from './registry.ts';

/** An inquiry permits contact for three months: 47 CFR 64.1200(f)(5). In days, the fewest that three months can have. */
export const INQUIRY_BASIS_MS = 89 * DAY;

export interface Basis {
  readonly kind: 'consent' | 'relationship' | 'inquiry' | 'notListed' | 'exempt';
  readonly citation: string;
  /** When it ends; absent if it has no end date. */
  readonly until?: Moment;
}

const CITATIONS = {
  consent: '47 CFR 64.1200(c)(2)(ii)',
  relationship: '47 CFR 64.1200(f)(5)',
  inquiry: '47 CFR 64.1200(f)(5)',
  notListed: '47 CFR 64.1200(c)(2)(i)(D)',
} as const satisfies Record<Exclude<Basis['kind'], 'exempt'>, string>;

/** What the basis depends on, besides the consents. */
export interface BasisContext {
  readonly registry: RegistryStatus;
  readonly campaignKind: CampaignKind;
  /** Where the person may be; see possiblePlaces.ts. */
  readonly places: readonly string[];
}

/** The basis that lasts longest; null if there is none. */
export function basisOf(
  consents: readonly Consent[],
  { registry, campaignKind, places }: BasisContext,
  now: Moment,
): Basis | null {
  const permitting = consents.filter((consent) => (consent.call || consent.now) && isInForce(consent, now));
  const held = permitting.map(basisBy).filter(({ until = Infinity }) => until > now);
  const exemption = exemptionOf(campaignKind, places);
  if (permitting.length > 0 && (registry === 'unlisted' || exemption !== null)) {
    // No basis is needed, only the permission, which may end.
    const until = Math.max(...permitting.map(permissionEnd));
    const end = { ...(until < Infinity && { until }) };
    if (registry === 'unlisted') held.push({ kind: 'notListed', citation: CITATIONS.notListed, ...end });
    else if (exemption !== null) held.push({ kind: 'exempt', citation: exemption, ...end });
  }
  return held.reduce<Basis | null>((best, basis) => (best && endOf(best) >= endOf(basis) ? best : basis), null);
}

/** Whether a consent still permits anything. */
export function isInForce(consent: Consent, now: Moment): boolean {
  return now < permissionEnd(consent);
}

function permissionEnd({ at, basis, until = Infinity }: Consent): Moment {
  return basis === 'inquiry' ? Math.min(until, at + INQUIRY_BASIS_MS) : until;
}

/** A form with consent to calls is both written consent and an inquiry; the first lasts longer. */
function basisBy({ at, basis, call, until = Infinity }: Consent): Basis {
  const kind = basis ?? (call ? 'consent' : 'inquiry');
  const end = kind === 'inquiry' ? Math.min(until, at + INQUIRY_BASIS_MS) : until;
  return { kind, citation: CITATIONS[kind], ...(end < Infinity && { until: end }) };
}

function endOf({ until = Infinity }: Basis): Moment {
  return until;
}
