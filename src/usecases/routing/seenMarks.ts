/**
 * Offers that desks of this node confirmed as seen. The mark is stored by the lead’s next change, usually the accept, so
 * that it needs no write of its own. If none comes, it is stored before the time at which another node would take the
 * offer for unseen (R29). A crash loses marks that aren’t stored: those offers move on, like those of any dead desk.
 */
import type { SeenMarks } from '../../ports/leads.ts';
import { SECOND, type Moment } from '../../core/vocabulary/time.ts';

/** How long before `seenBy` a mark is stored: more than two nodes’ clocks may differ, plus one write. */
export const STORED_BEFORE_MS = 1.5 * SECOND;

interface Kept {
  readonly marks: readonly { readonly agentId: string; readonly offerId: string; readonly at: Moment }[];
  readonly storeAt: Moment;
}

export function seenMarks(): SeenMarks {
  const byLead = new Map<string, Kept>();
  let listener: (storeAt: Moment) => void = () => undefined;
  return {
    add(leadId, mark, storeAt) {
      const kept = byLead.get(leadId);
      const others = kept?.marks.filter(({ offerId }) => offerId === mark.offerId) ?? [];
      if (others.some(({ agentId }) => agentId === mark.agentId)) return;
      byLead.set(leadId, { marks: [...others, mark], storeAt: others.length > 0 && kept ? kept.storeAt : storeAt });
      listener(storeAt);
    },
    of: (leadId) => byLead.get(leadId)?.marks ?? [],
    forget: (leadId) => void byLead.delete(leadId),
    due: (now) => [...byLead].filter(([, { storeAt }]) => storeAt <= now).map(([leadId]) => leadId),
    nextAt: () => (byLead.size === 0 ? null : Math.min(...[...byLead.values()].map(({ storeAt }) => storeAt))),
    onAdd: (called) => void (listener = called),
  };
}
