/** Merging several pairs: what each would do, its progress and result, and the undo. */
import { useEffect, useState } from 'preact/hooks';
import type { BulkProgress } from '../../shared/bulk.ts';
import type { MergeCheck } from '../../shared/duplicates.ts';
import { duplicatesText } from '../../shared/text/duplicates.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { ask } from '../base/http.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { knownKey, useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { Dialog } from '../base/ui/Dialog.tsx';
import { usePost } from '../base/usePost.ts';
import { BulkFoot } from '../leads/BulkFoot.tsx';
import { BulkRunView } from '../leads/BulkRunView.tsx';
import type { Pair } from './pairs.ts';

type Names = ReadonlyMap<string, string>;

interface Props {
  pairs: readonly Pair[];
  names: Names;
  onClose: () => void;
}

export function MergeManyDialog({ pairs, names, onClose }: Props) {
  const t = useText(leadsText);
  const [run, setRun] = useState<BulkProgress | null>(null);
  return (
    <Dialog title={t(`bulk.verb.${run?.verb ?? 'merge'}`)} onClose={onClose}>
      {run ? (
        <BulkRunView key={run.id} start={run} onUndo={setRun} onClose={onClose}>
          {({ merges }) => (merges ? <Results merges={merges} names={names} /> : null)}
        </BulkRunView>
      ) : (
        <Choose pairs={pairs} names={names} onStart={setRun} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Choose({ pairs, names, onStart, onClose }: Props & { onStart: (run: BulkProgress) => void }) {
  const t = useText(duplicatesText);
  const [checks, setChecks] = useState<readonly MergeCheck[] | null>(null);
  const [failed, setFailed] = useState('');
  const { send, isBusy, trouble } = usePost((started) => onStart(started as BulkProgress));
  useEffect(() => {
    let isLatest = true;
    const body = { merges: pairs.map(({ staysId, goesId }) => ({ staysId, goesId })) };
    void ask<{ merges: readonly MergeCheck[] }>('/api/leads/duplicates/preview', { method: 'POST', body }).then(
      (answer) => {
        if (!isLatest) return;
        if (answer.ok) setChecks(answer.data.merges);
        else setFailed(troubleText(answer.trouble));
      },
    );
    return () => {
      isLatest = false;
    };
  }, [pairs]);
  const possible = (checks ?? []).flatMap(({ staysId, goesId, whyNot, versions }) =>
    whyNot === null && versions ? [{ staysId, goesId, versions }] : [],
  );
  return (
    <>
      <div class="leads-bulk-said" role="status">
        {checks ? (
          <p>{t('dialog.possible', { possible: possible.length, count: checks.length })}</p>
        ) : (
          <p class="muted">{failed || t('dialog.checking')}</p>
        )}
        {checks ? <Checks checks={checks} names={names} /> : null}
      </div>
      <BulkFoot
        trouble={trouble}
        label={t('dialog.do', { count: possible.length })}
        isReady={!isBusy && possible.length > 0}
        onStart={() => void send('/api/leads/duplicates/merge', { merges: possible })}
        onClose={onClose}
      />
    </>
  );
}

function Checks({ checks, names }: { checks: readonly MergeCheck[]; names: Names }) {
  const t = useText(duplicatesText);
  const reads = useStore(language);
  return (
    <ul class="duplicates-merges" aria-label={t('dialog.list')}>
      {checks.map(({ staysId, goesId, whyNot, appointment }) => (
        <li key={goesId}>
          <PairNames staysId={staysId} goesId={goesId} names={names} />
          <span class={whyNot === null ? 'badge' : 'badge badge-warn'}>{t(`result.${whyNot ?? 'possible'}`)}</span>
          {appointment ? (
            <p class="small muted">
              {t(appointment.isKept ? 'dialog.appointmentKept' : 'dialog.appointmentCanceled', {
                when: whenOf(appointment.at, serverNow(), reads),
              })}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Results({ merges, names }: { merges: NonNullable<BulkProgress['merges']>; names: Names }) {
  const t = useText(duplicatesText);
  return (
    <ul class="duplicates-merges" aria-label={t('dialog.list')}>
      {merges.map(({ staysId, goesId, result }) => (
        <li key={goesId}>
          <PairNames staysId={staysId} goesId={goesId} names={names} />
          <span class={`badge ${result === 'done' ? 'badge-good' : result === 'waiting' ? '' : 'badge-warn'}`}>
            {t(knownKey(duplicatesText, `result.${result}`) ?? 'result.refused')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function PairNames({ staysId, goesId, names }: Pair & { names: Names }) {
  const t = useText(duplicatesText);
  return (
    <bdi class="user-text">
      {t('dialog.pair', { goes: names.get(goesId) ?? goesId, stays: names.get(staysId) ?? staysId })}
    </bdi>
  );
}
