/** "Last changed by Ana, 12:40 PM", for the save bar. Empty for defaults. */
import type { Revision } from '../../../shared/admin.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { useStore } from '../../base/createStore.ts';
import { whenOf } from '../../base/format.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';

export function useChangedBy(revision: Revision | null): string {
  const t = useText(adminText);
  const reads = useStore(language);
  if (!revision || revision.changedAt === null || revision.changedBy === null) return '';
  const when = whenOf(revision.changedAt, serverNow(), reads);
  return t('save.changed', { name: revision.changedBy, when });
}
