/** The time at which the server would schedule a call requested for `at`; null if it is the same time and has a place. */
import { useEffect, useState } from 'preact/hooks';
import type { CallbackTimePreview } from '../../shared/api.ts';
import { ask } from './http.ts';

export function useCallbackTimePreview(leadId: string, at: number | null): CallbackTimePreview | null {
  const [asked, setAsked] = useState<CallbackTimePreview | null>(null);
  useEffect(() => {
    if (at === null) return;
    let isNewest = true;
    void ask<CallbackTimePreview>(`/api/leads/${encodeURIComponent(leadId)}/asked-time?at=${at}`).then((answer) => {
      if (isNewest && answer.ok) setAsked(answer.data);
    });
    return () => {
      isNewest = false;
    };
  }, [leadId, at]);
  // Ignore the response to an older request.
  return asked !== null && asked.askedAt === at && (asked.dueAt !== at || asked.nearest) ? asked : null;
}
