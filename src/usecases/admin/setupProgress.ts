/** Which of the first setup steps are done. Read from the database each time. */
import { hoursOf } from '../../core/administration/business.ts';
import type { Parts } from '../../ports/parts.ts';
import type { SetupProgress } from '../../shared/admin.ts';
import { takesLeads } from './validationContext.ts';

export async function setupProgress(parts: Parts): Promise<SetupProgress> {
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
