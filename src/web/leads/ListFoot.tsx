/** Below the table: nothing found, more leads, and the keyboard shortcuts. */
import type { LeadList } from '../../shared/api.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { useStore } from '../base/createStore.ts';
import { singleKeys } from '../base/settings.ts';
import { useText } from '../base/text.ts';

interface Props {
  list: LeadList | null;
  isFiltered: boolean;
  isLoading: boolean;
  isSupervisor: boolean;
  more: () => void;
  clear: () => void;
  reload: () => void;
}

export function ListFoot({ list, isFiltered, isLoading, isSupervisor, more, clear, reload }: Props) {
  const t = useText(leadsText);
  const hasKeys = useStore(singleKeys);
  if (!list) return null;
  if (list.leads.length === 0)
    return (
      <div class="empty leads-empty" role="status">
        <p>{t(isFiltered ? 'empty.found' : 'empty.all')}</p>
        {isFiltered ? (
          <button type="button" class="button button-small" onClick={clear}>
            {t('empty.clear')}
          </button>
        ) : null}
      </div>
    );
  return (
    <div class="row-apart leads-foot">
      <div class="row">
        {list.next === null ? null : (
          <button type="button" class="button button-small" disabled={isLoading} onClick={more}>
            {t('more')}
          </button>
        )}
        <button type="button" class="button button-small button-quiet" onClick={reload}>
          {t('refresh')}
        </button>
      </div>
      {hasKeys ? <span class="small muted leads-keys">{t(isSupervisor ? 'keys' : 'keys.agent')}</span> : null}
    </div>
  );
}
