/** Marks a lead as no duplicate of any other lead of its group. Each pair can be repeated, so a failure loses nothing. */
import { useState } from 'preact/hooks';
import type { DuplicateGroup } from '../../shared/duplicates.ts';
import { ask, newKey, type Trouble } from '../base/http.ts';

export interface Parting {
  readonly part: (group: DuplicateGroup, leadId: string) => Promise<void>;
  readonly isBusy: boolean;
  readonly trouble: Trouble | null;
}

export function useParting(onDone: () => void): Parting {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const part = async ({ leads }: DuplicateGroup, leadId: string) => {
    if (isBusy) return;
    setBusy(true);
    const failed = await partFromAll(
      leadId,
      leads.map(({ id }) => id).filter((id) => id !== leadId),
    );
    setBusy(false);
    setTrouble(failed);
    if (!failed) onDone();
  };
  return { part, isBusy, trouble };
}

/** null if all are marked, otherwise what failed first. */
async function partFromAll(leadId: string, otherIds: readonly string[]): Promise<Trouble | null> {
  const path = `/api/leads/${encodeURIComponent(leadId)}/not-duplicate`;
  for (const id of otherIds) {
    const answer = await ask<unknown>(path, { method: 'POST', body: { leadId: id }, idempotencyKey: newKey() });
    if (!answer.ok) return answer.trouble;
  }
  return null;
}
