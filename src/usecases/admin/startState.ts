/** What of the first steps is done, so that the page can lead through the rest. From the database, each time. */
import { hoursOf } from '../../core/administration/business.ts';
import type { Parts } from '../../ports/parts.ts';
import type { StartState } from '../../shared/admin.ts';
import { takesLeads } from './surroundings.ts';

export async function startState(parts: Parts): Promise<StartState> {
  const [business, campaigns, users, leads] = await Promise.all([
    parts.business.get(),
    parts.campaigns.stored(),
    parts.users.all(),
    parts.leads.search({ limit: 1 }),
  ]);
  return {
    business: business !== null,
    hours: hoursOf(business) !== null,
    campaign: campaigns.some(({ active }) => active),
    people: users.some(takesLeads),
    firstLead: leads.items.length > 0,
    mail: parts.mailer !== undefined,
    network: parts.phone !== undefined,
    number: campaigns.some(({ active, calls }) => active && calls !== undefined),
  };
}
