/** The business whose service this is: one name, one country, one zone; its hours are its campaigns' unless they say otherwise. */
import { DEFAULT_DECLINE_REASONS, type DeclineReason } from './agent/declining.ts';
import type { Language, OpeningHours } from './campaign.ts';

export interface Business {
  readonly name: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly language: Language;
  /** IANA. */
  readonly zone: string;
  /** Absent until somebody decided them. */
  readonly hours?: Pick<OpeningHours, 'weekly' | 'holidays'>;
  /** In the order of the desk. Absent until somebody edited them. */
  readonly declineReasons?: readonly DeclineReason[];
}

/** Why leads may be declined: as the business says, or as every business begins. */
export function declineReasonsOf(business: Pick<Business, 'declineReasons'> | null): readonly DeclineReason[] {
  return business?.declineReasons ?? DEFAULT_DECLINE_REASONS;
}

/** The business's hours in its zone; null while they are not decided. */
export function hoursOf(business: Business | null): OpeningHours | null {
  return business?.hours ? { zone: business.zone, ...business.hours } : null;
}
