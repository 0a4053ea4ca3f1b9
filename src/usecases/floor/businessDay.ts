/** The day that figures are counted for, in the business's own time zone. */
import { startOfDay } from '../../core/callback/hours.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';

/** The zone of the business, or of its first campaign, or UTC. */
export async function businessZone(parts: Pick<Parts, 'business' | 'campaigns'>): Promise<string> {
  const business = await parts.business.known();
  return business?.zone ?? (await parts.campaigns.all())[0]?.hours.zone ?? 'UTC';
}

/** Midnight there. */
export async function businessDay(parts: Pick<Parts, 'business' | 'campaigns' | 'clock'>): Promise<Moment> {
  return startOfDay({ zone: await businessZone(parts) }, parts.clock.now());
}
