/** What can be done with the selected leads. At the bottom of the window, so that it moves nothing. */
import { useState } from 'preact/hooks';
import type { LeadOptions } from '../../shared/api.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { useText } from '../base/text.ts';
import { saveSelected, type LeadCriteria } from '../base/useLeadSearch.ts';
import { BulkDialog, type BulkVerb } from './BulkDialog.tsx';
import { ExportButton } from './ExportButton.tsx';
import type { Selection } from './selection.ts';

const VERBS = ['requeue', 'reassign', 'close', 'addTag', 'removeTag'] as const;

interface Props {
  selection: Selection;
  query: LeadCriteria;
  agents: LeadOptions['agents'];
  outcomes: LeadOptions['outcomes'];
  /** The list is longer: more was found than is shown. */
  hasMore: boolean;
  onDone: () => void;
}

export function BulkBar({ selection, query, agents, outcomes, hasMore, onDone }: Props) {
  const t = useText(leadsText);
  const [verb, setVerb] = useState<BulkVerb | null>(null);
  const { ids, isAll } = selection;
  const close = () => {
    setVerb(null);
    onDone();
  };
  return (
    <>
      {ids.size > 0 || isAll ? (
        <section class="leads-bulk card" aria-label={t('bulk.label')}>
          <strong role="status">{isAll ? t('select.foundAll') : t('selected', { count: ids.size })}</strong>
          {hasMore && !isAll && selection.isEveryShown ? (
            <button type="button" class="link-button" onClick={selection.selectFound}>
              {t('select.found')}
            </button>
          ) : null}
          <div class="row leads-bulk-actions">
            {VERBS.map((one) => (
              <button key={one} type="button" class="button button-small" onClick={() => setVerb(one)}>
                {t(`bulk.${one}`)}
              </button>
            ))}
            {isAll ? null : (
              <ExportButton label={t('bulk.export')} save={() => saveSelected([...ids], query['campaign'])} />
            )}
            <button type="button" class="button button-small button-quiet" onClick={selection.clear}>
              {t('select.none')}
            </button>
          </div>
        </section>
      ) : null}
      {verb ? (
        <BulkDialog
          verb={verb}
          target={isAll ? { search: query } : { leadIds: [...ids] }}
          agents={agents}
          outcomes={outcomes}
          onClose={close}
        />
      ) : null}
    </>
  );
}
