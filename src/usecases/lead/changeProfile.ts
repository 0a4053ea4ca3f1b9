/** Agents and supervisors correct and complete what is known about a lead's person. */
import { fieldsFor } from '../../core/vocabulary/form.ts';
import { identityOf } from '../../core/lead/identity.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import { mistake } from '../../core/vocabulary/mistake.ts';
import { readProfile } from '../../intake/profile.ts';
import type { Parts } from '../../ports/parts.ts';
import { linkDuplicates } from '../intake/attachInquiry.ts';
import { changeLead } from './changeLead.ts';
import { campaignOf } from './context.ts';
import { suspectNamesakes } from './suspectNamesakes.ts';
import type { WorkResult } from './workLead.ts';

/**
 * `sent` is checked here, because what it may contain depends on the campaign. An agent changes the fields that agents
 * see; a field for supervisors doesn't exist for them.
 */
export async function changeProfile(
  parts: Parts,
  by: { readonly kind: 'agent' | 'supervisor'; readonly id: string },
  leadId: string,
  sent: unknown,
): Promise<WorkResult> {
  const known = parts.leads.remembered(leadId)?.lead ?? (await parts.leads.byId(leadId));
  if (!known) return failure('not-found', 'Lead not found.');
  const campaign = await campaignOf(parts, known.campaignId);
  const fields = fieldsFor(campaign, by.kind === 'agent' ? 'agents' : 'supervisors');
  const read = readProfile(campaign, fields, sent);
  if (!read.ok) return read;
  const result = await changeLead(parts, leadId, { kind: 'profile', by, changes: read.changes });
  // Without a number, the email address is the person's key.
  if (!result.ok && 'taken' in result) {
    return failure('bad-input', 'Another open lead has this email.', {
      mistakes: [mistake('email', 'mailOfOtherLead')],
    });
  }
  if (!result.ok) return result;
  const { before, lead, shown } = result;
  const { email, language } = lead.person;
  // Another agent may be the right one now.
  if (lead.state === 'waiting' && language !== before.person.language) parts.bell.ring();
  if (email !== before.person.email) await linkDuplicates(parts, lead);
  if (identityOf(lead) !== identityOf(before)) await suspectNamesakes(parts, lead);
  return { ok: true, lead, ...(shown && { shown }) };
}
