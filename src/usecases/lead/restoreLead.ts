/**
 * Continues a closed lead's data in another lead: the person's open one, or a new one with an ID derived from the old
 * one's. Every step is idempotent, so a crash only leaves the rest to the outbox.
 */
import { PlainError } from '../../core/vocabulary/errors.ts';
import { givenDetailsOf } from '../../core/lead/givenDetails.ts';
import { personKeys } from '../../core/lead/holding.ts';
import { SYSTEM, type Actor } from '../../core/vocabulary/people.ts';
import type { Absorbed, TransferredData, Lead, LeadIn } from '../../core/lead/lead.ts';
import { restoreLead } from '../../core/lead/restoreLead.ts';
import type { Parts } from '../../ports/parts.ts';
import { linkDuplicates } from '../intake/attachInquiry.ts';
import { afterChange, changeLead } from './changeLead.ts';
import { campaignOf, contextOf } from './context.ts';

const MAX_ROUNDS = 10;

interface RestoreContext {
  readonly brought: TransferredData;
  /** What an undone merge gives back. Absent otherwise. */
  readonly owed?: Absorbed;
  readonly by: Actor;
  readonly why: 'notSpam' | 'takenUp' | 'unmerged';
  /** The leads that the inquiries may belong to so far. */
  readonly from: readonly string[];
}

/**
 * V1, V20: a lead closed as spam was none, or a closed lead is wanted again. Does nothing if it was restored before.
 */
export async function restoreClosedLead(parts: Parts, leadId: string, byId: string | undefined): Promise<void> {
  const closed = await parts.leads.byId(leadId);
  if (closed?.state !== 'closed' || closed.erased) return;
  const by: Actor = byId === undefined ? SYSTEM : { kind: 'supervisor', id: byId };
  const why = closed.outcome === 'spam' ? 'notSpam' : 'takenUp';
  await continueInOpenLead(parts, closed, { brought: broughtOf(closed), by, why, from: [closed.id] });
}

/** Returns the ID of the lead in which the closed one continues. */
export async function continueInOpenLead(
  parts: Parts,
  closed: LeadIn<'closed'>,
  restoring: RestoreContext,
): Promise<string> {
  const leadId = closed.continuedAs ?? (await findOrOpen(parts, closed, restoring));
  const inquiryIds = restoring.brought.inquiries.map(({ id }) => id);
  await parts.inquiries.move(inquiryIds, restoring.from, leadId);
  await changeLead(parts, closed.id, { kind: 'continued', by: restoring.by, leadId });
  return leadId;
}

async function findOrOpen(parts: Parts, closed: LeadIn<'closed'>, restoring: RestoreContext): Promise<string> {
  const leadId = `${closed.id}_2`;
  const { brought, by, owed } = restoring;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (await parts.leads.byId(leadId)) return leadId;
    const known = await findOpenLead(parts, closed);
    if (known) {
      const rejoined = await changeLead(parts, known.id, {
        ...{ kind: 'rejoin', by, fromLeadId: closed.id, brought, given: givenDetailsOf(closed) },
        ...(owed && { owed }),
      });
      if (rejoined.ok) return known.id;
    } else if (await createLead(parts, closed, leadId, restoring)) return leadId;
  }
  throw new PlainError('Gave up restoring the lead after too many conflicting updates.');
}

/** The person's open lead, by any of their keys. */
async function findOpenLead(parts: Parts, closed: LeadIn<'closed'>): Promise<Lead | null> {
  for (const key of personKeys(closed)) {
    const known = await parts.leads.openByKey(key);
    if (known) return known;
  }
  return null;
}

/** False if the person has an open lead by now. */
async function createLead(
  parts: Parts,
  closed: LeadIn<'closed'>,
  leadId: string,
  restoring: RestoreContext,
): Promise<boolean> {
  const { brought, owed, by, why } = restoring;
  const campaign = await campaignOf(parts, closed.campaignId);
  const context = await contextOf(parts, campaign, closed.person.tel);
  const change = restoreLead({ id: leadId, from: closed, brought, by, why, ...(owed && { owed }) }, context);
  const created = await parts.leads.create(change);
  if (created.kind !== 'done') return false;
  await afterChange(parts, null, change, { campaign, loaded: created.loaded });
  await linkDuplicates(parts, change.lead);
  return true;
}

function broughtOf({ inquiries, consents, attempts }: TransferredData): TransferredData {
  return { inquiries, consents, attempts };
}
