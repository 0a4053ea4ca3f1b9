/** Searches leads, page by page. Everything goes in the body, because search words must not be in a URL. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { LeadList } from '../../shared/api.ts';
import { languageKept } from './accountLanguage.ts';
import { useStore } from './createStore.ts';
import { ask, type Answer, type Trouble } from './http.ts';
import { savePosted } from './savePosted.ts';

export type LeadCriteria = Readonly<Record<string, string>>;

const TYPING_PAUSE_MS = 250;

export interface LeadSearch {
  /** The last result; while another is loading, the one before. */
  readonly list: LeadList | null;
  readonly trouble: Trouble | null;
  readonly isLoading: boolean;
  readonly more: () => void;
  readonly reload: () => void;
}

/** `query`: null for no search. `first`: how many leads the first page has. */
export function useLeadSearch(query: LeadCriteria | null, size: number, first = size): LeadSearch {
  const [list, setList] = useState<LeadList | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isLoading, setLoading] = useState(query !== null);
  const [round, setRound] = useState(0);
  const kept = useStore(languageKept);
  const newest = useRef(0);
  const words = useRef(query?.['q']);
  const firstSize = useRef(first);

  useEffect(() => {
    newest.current += 1;
    const mine = newest.current;
    if (query === null) {
      setList(null);
      setTrouble(null);
      setLoading(false);
      return undefined;
    }
    const pause = words.current === query['q'] ? 0 : TYPING_PAUSE_MS;
    words.current = query['q'];
    setLoading(true);
    const timer = setTimeout(() => {
      void find(query, firstSize.current).then((answer) => {
        if (newest.current !== mine) return;
        firstSize.current = size;
        setLoading(false);
        setTrouble(answer.ok ? null : answer.trouble);
        if (answer.ok) setList(answer.data);
        // Leads of another question are no answer to this one.
        else if (answer.trouble.code === 'bad-input') setList(null);
      });
    }, pause);
    return () => clearTimeout(timer);
  }, [query, size, kept, round]);

  const more = () => {
    const cursor = list?.next;
    if (!cursor || query === null || isLoading) return;
    const mine = newest.current;
    setLoading(true);
    void find({ ...query, cursor }, size).then((answer) => {
      if (newest.current !== mine) return;
      setLoading(false);
      setTrouble(answer.ok ? null : answer.trouble);
      if (answer.ok) setList({ leads: [...list.leads, ...answer.data.leads], next: answer.data.next });
    });
  };
  const shown = list?.leads.length ?? 0;
  const reload = useCallback(() => {
    firstSize.current = Math.min(MOST, Math.max(size, shown));
    setRound((count) => count + 1);
  }, [shown, size]);
  return { list, trouble, isLoading, more, reload };
}

/** The server sends no larger page. */
const MOST = 200;

function find(query: LeadCriteria, limit: number): Promise<Answer<LeadList>> {
  return ask<LeadList>('/api/leads/search', { method: 'POST', body: { ...query, limit: String(limit) } });
}

/** Saves the whole result as a file, not only the rows shown. False if that failed. */
export function saveLeads(query: LeadCriteria): Promise<boolean> {
  return savePosted('/api/leads/export', query, 'leads.csv');
}

/** The same for these leads; of one campaign, with a column for each question of its survey. */
export function saveSelected(leadIds: readonly string[], campaign: string | undefined): Promise<boolean> {
  const body = { leadIds, ...(campaign !== undefined && { campaign }) };
  return savePosted('/api/leads/export/selected', body, 'leads.csv');
}
