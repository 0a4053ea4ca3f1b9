/**
 * Warnings about a new schedule: active campaigns whose customers can book fewer calls because it is their first
 * schedule, and a schedule of someone who takes no leads.
 */
import { isSame } from '../../core/vocabulary/isSame.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import { countNoLonger, type CountedAgent } from '../../shared/scheduledBookings.ts';
import { adminPeopleText } from '../../shared/text/adminPeople.ts';
import { translator } from '../../shared/text/index.ts';
import { takerOf } from './validationContext.ts';

/** For API clients; the page warns in its own language before saving. */
const t = translator(adminPeopleText, 'en');

export async function bookingWarnings(parts: Parts, before: User, after: User): Promise<readonly string[]> {
  const [campaigns, users] = await Promise.all([parts.campaigns.stored(), parts.users.all()]);
  const isNew = !isSame(before.schedule, after.schedule) || before.agent !== undefined;
  if (after.schedule && !after.agent) return isNew ? [t('schedule.noLeads', { name: after.name })] : [];
  const others = users.filter(({ id }) => id !== before.id);
  return campaigns
    .filter(({ active }) => active)
    .flatMap((campaign) => {
      const count = countNoLonger(campaign, counted([...others, before]), counted([...others, after]));
      return count > 0 ? [t('starts.campaign', { name: campaign.name.en, count })] : [];
    });
}

function counted(users: readonly User[]): readonly CountedAgent[] {
  return users
    .filter(({ active }) => active)
    .flatMap((user) => takerOf(user).map((taker) => ({ ...taker, hasSchedule: user.schedule !== undefined })));
}
