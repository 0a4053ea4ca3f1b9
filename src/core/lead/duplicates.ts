/**
 * Which leads may belong to the same customer, and which don't: what a supervisor said about two people also applies to
 * their later leads. A suspicion is shown and never changes who we dial.
 */
import type { Actor } from '../vocabulary/people.ts';
import type { Lead, LeadFacts } from './lead.ts';
import { stayInState, SAME, type Context, type Step } from './step.ts';

/** What a suspicion asks about a lead: it, the person's lead before it, and who they aren't. */
export type Suspect = Pick<LeadFacts, 'id' | 'previousLeadId' | 'differentFromIds'>;

/** Far more than anyone marks for one person; the newest are kept. */
const MOST_DIFFERENT = 200;

export function suspectOf({ id, previousLeadId, differentFromIds }: Suspect): Suspect {
  return {
    id,
    ...(previousLeadId !== undefined && { previousLeadId }),
    ...(differentFromIds && { differentFromIds }),
  };
}

/** Whether a supervisor said that these are two people: of these leads, or of their leads before. */
export function areDifferent(one: Suspect, other: Suspect): boolean {
  return saysDifferent(one, other) || saysDifferent(other, one);
}

function saysDifferent({ differentFromIds = [] }: Suspect, { id, previousLeadId = id }: Suspect): boolean {
  return differentFromIds.includes(id) || differentFromIds.includes(previousLeadId);
}

/** V221: nothing is suspected of two people who were said to be different. That is noted for their next leads. */
export function suspectDuplicate(lead: Lead, { other }: { readonly other: Suspect }, { now }: Context): Step {
  const { suspectedDuplicateIds } = lead;
  if (areDifferent(lead, other)) {
    const changes = partedFrom(lead, other.id);
    return changes ? stayInState(lead, changes, [], now) : SAME;
  }
  if (suspectedDuplicateIds.includes(other.id)) return SAME;
  return stayInState(lead, { suspectedDuplicateIds: [...suspectedDuplicateIds, other.id] }, [], now);
}

/** A supervisor decided that they are two people. */
export function notDuplicate(
  lead: Lead,
  { by, leadId }: { readonly by: Actor; readonly leadId: string },
  { now }: Context,
): Step {
  const changes = lead.erased ? null : partedFrom(lead, leadId);
  return changes ? stayInState(lead, changes, [{ kind: 'notDuplicate', by, data: { leadId } }], now) : SAME;
}

/** null if nothing changes. */
function partedFrom(lead: Lead, id: string): Partial<LeadFacts> | null {
  const { suspectedDuplicateIds, differentFromIds = [] } = lead;
  const isSaid = differentFromIds.includes(id);
  if (isSaid && !suspectedDuplicateIds.includes(id)) return null;
  return {
    suspectedDuplicateIds: suspectedDuplicateIds.filter((one) => one !== id),
    differentFromIds: isSaid ? differentFromIds : [...differentFromIds, id].slice(-MOST_DIFFERENT),
  };
}
