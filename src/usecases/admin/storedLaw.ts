/** The rows of the law that administrators saved; none before the first. */
import { LAW_SETTING, type StoredLaw } from '../../ports/callingLaw.ts';
import type { Parts } from '../../ports/parts.ts';

export async function storedLaw({ settings }: Pick<Parts, 'settings'>): Promise<StoredLaw> {
  return (await settings.get<StoredLaw>(LAW_SETTING)) ?? { version: 0, rows: [] };
}
