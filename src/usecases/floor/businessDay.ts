/** The day that figures are counted for: the business's own, whichever campaigns it has and wherever they are. */
import { startOfDay } from '../../core/callback/hours.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';

/** Midnight in the business's zone; of its first campaign while there is no business, in UTC without either. */
export async function businessDay(parts: Parts): Promise<Moment> {
  const business = await parts.business.known();
  const zone = business?.zone ?? (await parts.campaigns.all())[0]?.hours.zone ?? 'UTC';
  return startOfDay({ zone }, parts.clock.now());
}
