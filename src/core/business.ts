/** The business whose service this is: one name, one country, one zone; its hours are its campaigns' unless they say otherwise. */
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
}

/** The business's hours in its zone; null while they are not decided. */
export function hoursOf(business: Business | null): OpeningHours | null {
  return business?.hours ? { zone: business.zone, ...business.hours } : null;
}
