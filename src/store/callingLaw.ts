/** The law of calls with the rows of this business. The table is computed again only when they changed. */
import { lawTable, type LawTable } from '../core/law/lawTable.ts';
import { LAW_SETTING, type StoredLaw } from '../ports/callingLaw.ts';
import type { SettingsStore } from '../ports/settings.ts';

/** Resolves to null while the law as it ships applies unchanged. */
export function lawReader({ get }: Pick<SettingsStore, 'get'>): () => Promise<LawTable | null> {
  let known: { readonly version: number; readonly table: LawTable } | null = null;
  return async () => {
    const stored = await get<StoredLaw>(LAW_SETTING);
    if (!stored || stored.rows.length === 0) return null;
    if (known?.version !== stored.version) known = { version: stored.version, table: lawTable(stored.rows) };
    return known.table;
  };
}
