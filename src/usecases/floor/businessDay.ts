/** The day that figures are counted for, in the business's own time zone. */
import { startOfDay } from '../../core/callback/hours.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';

/** Midnight in the zone of the business, or of its first campaign, or UTC. */
export async function businessDay(parts: Parts): Promise<Moment> {
  const business = await parts.business.known();
  const zone = business?.zone ?? (await parts.campaigns.all())[0]?.hours.zone ?? 'UTC';
  return startOfDay({ zone }, parts.clock.now());
}
