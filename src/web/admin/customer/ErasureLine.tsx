/** One erasure: when, how much, what is still under seal; and opening the seal with a written reason. */
import { useId, useState } from 'preact/hooks';
import type { ErasureView, SealedRecord, SealOpened } from '../../../shared/adminPersons.ts';
import { adminPersonsText } from '../../../shared/text/adminPersons.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { showNumber } from '../../base/format.ts';
import { ask } from '../../base/http.ts';
import { useText } from '../../base/text.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { useDate } from './useDate.ts';

export function ErasureLine({ erasure, onOpened }: { erasure: ErasureView; onOpened?: () => void }) {
  const t = useText(adminPersonsText);
  const { date, when } = useDate();
  const [isAsking, setAsking] = useState(false);
  const [opened, setOpened] = useState<SealOpened | null>(null);
  const { id, at, state, counts, kept } = erasure;
  return (
    <li class="line">
      <div class="grow stack-tight">
        <div class="row-apart">
          <span>
            {when(at)} · {t(`state.${state}`)} · {t('latest.line', { leads: counts.leads, calls: counts.calls })}
            <span class="muted">
              {' · '}
              {kept.until === null
                ? t('seal.nothing')
                : t('seal.kept', { count: kept.records, until: date(kept.until) })}
            </span>
          </span>
          {kept.records === 0 || opened ? null : (
            <button type="button" class="button button-small" onClick={() => setAsking(true)}>
              {t('seal.open')}
            </button>
          )}
        </div>
        {opened ? <Records records={opened.records} /> : null}
        {isAsking ? (
          <ReasonDialog
            id={id}
            onClose={() => setAsking(false)}
            onDone={(records) => {
              setAsking(false);
              setOpened(records);
              onOpened?.();
            }}
          />
        ) : null}
      </div>
    </li>
  );
}

interface ReasonProps {
  readonly id: string;
  readonly onDone: (opened: SealOpened) => void;
  readonly onClose: () => void;
}

function ReasonDialog({ id, onDone, onClose }: ReasonProps) {
  const t = useText(adminPersonsText);
  const field = useId();
  const [reason, setReason] = useState('');
  const path = `/api/persons/erasures/${encodeURIComponent(id)}/open`;
  return (
    <ConfirmDialog<SealOpened>
      title={t('seal.open.title')}
      act={t('seal.open')}
      send={() => ask(path, { method: 'POST', body: { reason } })}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t('seal.open.body')}</p>
      <div class="field">
        <label for={field}>{t('seal.reason')}</label>
        <textarea
          id={field}
          class="input"
          rows={3}
          required
          minLength={10}
          maxLength={500}
          value={reason}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </div>
    </ConfirmDialog>
  );
}

function Records({ records }: { records: readonly SealedRecord[] }) {
  const t = useText(adminPersonsText);
  const { date, when } = useDate();
  const detailOf = useDetail();
  return (
    <table class="table" aria-label={t('seal.opened')}>
      <tbody>
        {records.map((record) => (
          <tr key={`${record.kind}:${record.at}`}>
            <td>
              {t(`record.${record.kind}`)}
              <span class="block muted small">{when(record.at)}</span>
            </td>
            <td>
              <bdi>{record.name}</bdi> · <bdi>{showNumber(record.tel)}</bdi>
              {record.campaign === '' ? null : (
                <>
                  {' · '}
                  <bdi>{record.campaign}</bdi>
                </>
              )}
              <bdi class="block small muted user-text user-text-block">{detailOf(record)}</bdi>
            </td>
            <td class="muted small">{t('seal.until', { until: date(record.until) })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the rule asks for besides who and when. */
function useDetail(): (record: SealedRecord) => string {
  const t = useText(adminPersonsText);
  const lead = useText(leadText);
  return (record) => {
    switch (record.kind) {
      case 'inquiry': {
        const boxes = record.consent.map((box) => t(`consent.${box}`)).join(', ') || t('consent.none');
        const wording = Object.values(record.wording).map((text) => `“${text}”`);
        return [boxes, ...wording, record.page, record.ipAddress, record.browser].filter(Boolean).join(' · ');
      }
      case 'call': {
        const ends = `${showNumber(record.from)} → ${showNumber(record.to)}`;
        const length = record.seconds === null ? '' : `${record.seconds} s`;
        return [t(`call.${record.direction}`), ends, length].filter(Boolean).join(' · ');
      }
      case 'attempt':
        return [record.agent, record.result].join(' · ');
      case 'outcome':
        return [lead(`outcome.${record.outcome}`), record.agent, record.saleValue].filter(Boolean).join(' · ');
      case 'request':
        return [record.what, record.source].join(' · ');
    }
  };
}
