/** How far an erasure is, and once it is done, what a second search found. */
import { useEffect, useState } from 'preact/hooks';
import type { ErasureView, PersonFound } from '../../../shared/adminPersons.ts';
import { adminPersonsText } from '../../../shared/text/adminPersons.ts';
import { ask } from '../../base/http.ts';
import { serverNow } from '../../base/serverClock.ts';
import { useText } from '../../base/text.ts';
import { useFigure } from '../ui/useFigure.ts';
import { useDate } from './useDate.ts';

const ASK_EVERY_MS = 1000;

interface Props {
  readonly erasure: ErasureView;
  /** As found after it. */
  readonly found: PersonFound | null;
  readonly onChange: (erasure: ErasureView) => void;
}

export function ErasureResult({ erasure, found, onChange }: Props) {
  const t = useText(adminPersonsText);
  const figure = useFigure();
  const { when, date } = useDate();
  const { id, state, endedAt, counts, kept } = erasure;
  useEffect(() => {
    if (state === 'done') return undefined;
    const timer = setInterval(() => {
      void ask<ErasureView>(`/api/persons/erasures/${encodeURIComponent(id)}`).then((answer) => {
        if (answer.ok && answer.data.state === 'done') onChange(answer.data);
      });
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [id, state, onChange]);
  const [checkedAt, setCheckedAt] = useState<number | null>(null);
  useEffect(() => setCheckedAt(serverNow()), [found]);
  const { leads, inquiries, calls, recordings, emails, importRows } = counts;
  const figures = { leads, inquiries, calls, recordings, emails, importRows };
  const shown = Object.fromEntries(Object.entries(figures).map(([kind, count]) => [kind, figure(count)]));
  return (
    <section class={`notice ${state === 'done' ? 'notice-good' : ''} stack-tight`} role="status">
      {state === 'running' ? (
        <p>{t('result.running')}</p>
      ) : (
        <>
          <p>
            <strong>{t('result.done', { when: when(endedAt ?? erasure.at) })}</strong>
          </p>
          <p>{t('result.counts', shown)}</p>
          {kept.until === null ? null : <p>{t('seal.kept', { count: kept.records, until: date(kept.until) })}</p>}
          {found === null || checkedAt === null ? null : (
            <p>{t(found.counts.leads === 0 ? 'result.checked' : 'result.left', { when: when(checkedAt) })}</p>
          )}
          <p>
            <a href={`/admin/audit?what=erasure&id=${encodeURIComponent(id)}`}>{t('result.log')}</a>
          </p>
        </>
      )}
    </section>
  );
}
