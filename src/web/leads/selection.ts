/** Which leads are selected: some of those shown, or everything that the search finds. */
import { useEffect, useState } from 'preact/hooks';
import type { LeadRow } from '../../shared/api.ts';
import type { LeadCriteria } from '../base/useLeadSearch.ts';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** All results, including those not shown. */
  readonly isAll: boolean;
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  /** Selects every lead shown, or none if they are. */
  readonly toggleShown: () => void;
  readonly isEveryShown: boolean;
  readonly selectFound: () => void;
  readonly clear: () => void;
}

/** Another search starts with nothing selected: an action never reaches leads that can’t be seen. */
export function useSelection(rows: readonly LeadRow[], query: LeadCriteria): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [isAll, setAll] = useState(false);
  const clear = () => {
    setIds(new Set());
    setAll(false);
  };
  useEffect(clear, [query]);
  const isEveryShown = rows.length > 0 && (isAll || rows.every(({ id }) => ids.has(id)));
  return {
    ids,
    isAll,
    has: (id) => isAll || ids.has(id),
    toggle: (id) => {
      const shown = isAll ? new Set(rows.map((row) => row.id)) : null;
      setAll(false);
      // From the newest selection: two quick keys come before the page is drawn again.
      setIds((newest) => {
        const before = shown ?? newest;
        return new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]);
      });
    },
    toggleShown: () => {
      setAll(false);
      setIds(new Set(isEveryShown ? [] : rows.map(({ id }) => id)));
    },
    isEveryShown,
    selectFound: () => setAll(true),
    clear,
  };
}
