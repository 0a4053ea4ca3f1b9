/** Possible duplicates of the same customer: compare, merge or keep apart; and earlier merges, which can be undone. */
import { useEffect, useState } from 'preact/hooks';
import type { SuspectList } from '../../shared/duplicates.ts';
import type { DeskLead, OtherNumber } from '../../shared/desk.ts';
import { leadPageText } from '../../shared/text/leadPage.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { ask } from '../base/http.ts';
import { languageKept } from '../base/accountLanguage.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { outcomeText } from '../base/outcomeText.ts';
import { useText } from '../base/text.ts';
import { toast } from '../base/ui/Toasts.tsx';
import { Name } from '../base/ui/UserText.tsx';
import { usePost } from '../base/usePost.ts';
import { Reasons } from '../duplicates/Reasons.tsx';
import { ConsentFacts } from './ConsentFacts.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { NumberText } from './NumberText.tsx';

type Suspect = SuspectList['leads'][number];

export function Duplicates({ lead, onDone }: { lead: DeskLead; onDone: () => void }) {
  const t = useText(leadPageText);
  const rows = useDuplicates(lead);
  const [merging, setMerging] = useState<Suspect | null>(null);
  const finish = (did: 'merge' | 'unmerge' | 'notDuplicate') => {
    setMerging(null);
    toast(t(`done.${did}`));
    onDone();
  };
  const undoing = usePost(() => finish('unmerge'));
  const parting = usePost(() => finish('notDuplicate'));
  const path = `/api/leads/${encodeURIComponent(lead.id)}`;
  const isBusy = undoing.isBusy || parting.isBusy;
  if (rows.length === 0 && lead.otherNumbers.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{t('merge.heading')}</h2>
      <p class="field-error live" role="alert">
        {undoing.trouble || parting.trouble}
      </p>
      <ul class="stack">
        {lead.otherNumbers.map((other) => (
          <Merged
            key={other.leadId}
            other={other}
            isBusy={isBusy}
            onUndo={() => void undoing.send(`${path}/unmerge`, { leadId: other.leadId })}
          />
        ))}
        {rows.map((row) => (
          <li key={row.id} class="stack-tight">
            <p>
              <a href={`/leads/${encodeURIComponent(row.id)}`}>
                <Name name={row.name} numberEnd={row.numberEnd} />
              </a>{' '}
              <span class="badge">{outcomeText(row, t) ?? t(`state.${row.state}`)}</span>
            </p>
            <p class="row small">
              <Reasons reasons={row.reasons} />
            </p>
            <div class="row">
              {row.state === 'closed' || lead.state === 'closed' ? null : (
                <button type="button" class="button button-small" onClick={() => setMerging(row)}>
                  {t('merge.look')}
                </button>
              )}
              <button
                type="button"
                class="button button-small"
                disabled={isBusy}
                onClick={() => void parting.send(`${path}/not-duplicate`, { leadId: row.id })}
              >
                {t('merge.notDuplicate')}
              </button>
            </div>
          </li>
        ))}
      </ul>
      {merging ? (
        <MergeDialog
          leadId={lead.id}
          otherId={merging.id}
          onClose={() => setMerging(null)}
          onDone={() => finish('merge')}
        />
      ) : null}
    </section>
  );
}

function Merged({ other, isBusy, onUndo }: { other: OtherNumber; isBusy: boolean; onUndo: () => void }) {
  const t = useText(leadPageText);
  const reads = useStore(language);
  const when = whenOf(other.mergedAt, serverNow(), reads);
  return (
    <li class="stack-tight">
      <p>
        <a href={`/leads/${encodeURIComponent(other.leadId)}`}>
          <Name name={other.name} />
        </a>{' '}
        <NumberText {...other} />
      </p>
      <p class="small muted">
        <bdi>
          {other.mergedBy === undefined ? t('merge.at', { when }) : t('merge.by', { when, name: other.mergedBy })}
        </bdi>
        {' · '}
        {t('merge.brought', { count: other.inquiries.length })}
      </p>
      <p class="small">{t('merge.notDialled')}</p>
      <ConsentFacts consent={other.consent} />
      <div class="row">
        <button type="button" class="button button-small" disabled={isBusy} onClick={onUndo}>
          {t('merge.undo')}
        </button>
      </div>
    </li>
  );
}

function useDuplicates({ id, suspectedDuplicates }: DeskLead): readonly Suspect[] {
  const [rows, setRows] = useState<readonly Suspect[]>([]);
  const kept = useStore(languageKept);
  useEffect(() => {
    let isLatest = true;
    if (suspectedDuplicates === 0) setRows([]);
    else {
      void ask<SuspectList>(`/api/leads/${encodeURIComponent(id)}/duplicates`).then((answer) => {
        if (isLatest && answer.ok) setRows(answer.data.leads);
      });
    }
    return () => {
      isLatest = false;
    };
  }, [id, suspectedDuplicates, kept]);
  return rows;
}
