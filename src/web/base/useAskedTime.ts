/** The time for which the server would promise a call that is asked for at `at`; null while it is the very one. */
import { useEffect, useState } from 'preact/hooks';
import type { AskedTime } from '../../shared/api.ts';
import { ask } from './http.ts';

export function useAskedTime(leadId: string, at: number | null): AskedTime | null {
  const [asked, setAsked] = useState<AskedTime | null>(null);
  useEffect(() => {
    if (at === null) return;
    let isNewest = true;
    void ask<AskedTime>(`/api/leads/${encodeURIComponent(leadId)}/asked-time?at=${at}`).then((answer) => {
      if (isNewest && answer.ok) setAsked(answer.data);
    });
    return () => {
      isNewest = false;
    };
  }, [leadId, at]);
  // An answer to an earlier question says nothing about this one.
  return asked !== null && asked.askedAt === at && asked.dueAt !== at ? asked : null;
}
