/** `/admin/law`: the law of calls by place, each row with its source and when it was verified. */
import { useState } from 'preact/hooks';
import type { LawRow, LawView } from '../../../shared/adminLaw.ts';
import { adminLawText } from '../../../shared/text/adminLaw.ts';
import { useStore } from '../../base/createStore.ts';
import { ask } from '../../base/http.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { toast } from '../../base/ui/Toasts.tsx';
import { UserText } from '../../base/ui/UserText.tsx';
import { useResource } from '../../base/useResource.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Loaded, Page } from '../ui/Page.tsx';
import { useChangedBy } from '../ui/useChangedBy.ts';
import { LawDialog } from './LawDialog.tsx';
import { noteIn } from './noteIn.ts';
import { usePlaceName } from './usePlaceName.ts';

const PATH = '/api/admin/law';

export function LawPage() {
  const t = useText(adminLawText);
  const asked = useResource<LawView>(PATH);
  return (
    <Page title={t('title')} name={t('title')} intro={t('intro')} wide>
      <Loaded asked={asked}>{(view) => <Law first={view} />}</Loaded>
    </Page>
  );
}

function Law({ first }: { first: LawView }) {
  const t = useText(adminLawText);
  const placeName = usePlaceName();
  const [view, setView] = useState(first);
  const [editing, setEditing] = useState<LawRow | 'new' | null>(null);
  const [removing, setRemoving] = useState<LawRow | null>(null);
  const changedBy = useChangedBy(view);
  const done = (now: LawView) => {
    setView(now);
    setEditing(null);
    setRemoving(null);
    toast(t('edit.done'));
  };
  return (
    <>
      {view.missing.length > 0 ? (
        <p class="notice notice-warn">{t('missing', { places: view.missing.map(placeName).join(', ') })}</p>
      ) : null}
      <div class="row-apart">
        <span class="muted small">{changedBy}</span>
        <button type="button" class="button" onClick={() => setEditing('new')}>
          {t('add')}
        </button>
      </div>
      <section class="card card-flush">
        <div class="table-scroll" tabIndex={0} role="region" aria-label={t('title')}>
          <table class="table law-table">
            <thead>
              <tr>
                <th>{t('column.place')}</th>
                <th>{t('column.weekdays')}</th>
                <th>{t('column.saturday')}</th>
                <th>{t('column.sunday')}</th>
                <th class="number">{t('column.most')}</th>
                <th>{t('column.source')}</th>
                <th>{t('column.verified')}</th>
                <th>
                  <span class="visually-hidden">{t('edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {view.rows.map((row) => (
                <LawLine
                  key={row.place}
                  name={placeName(row.place)}
                  row={row}
                  onEdit={() => setEditing(row)}
                  onRemove={() => setRemoving(row)}
                />
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {editing === null ? null : (
        <LawDialog
          row={editing === 'new' ? null : editing}
          version={view.version}
          onDone={done}
          onClose={() => setEditing(null)}
        />
      )}
      {removing === null ? null : (
        <ConfirmDialog<LawView>
          title={t('remove.title', { place: placeName(removing.place) })}
          act={t(removing.isShipped ? 'remove' : 'remove.added')}
          send={() => ask(`${PATH}/${removing.place}`, { method: 'DELETE', body: { version: view.version } })}
          onDone={done}
          onClose={() => setRemoving(null)}
        >
          <p>{t('remove.body')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

interface LineProps {
  readonly row: LawRow;
  readonly name: string;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function LawLine({ row, name, onEdit, onRemove }: LineProps) {
  const t = useText(adminLawText);
  const note = noteIn(row, useStore(language));
  const hours = (text: string | null) =>
    text === null ? <span class="muted">{t('none')}</span> : text.replace('-', '–');
  return (
    <tr>
      <th scope="row">
        {name}
        {row.isOwn ? <div class="small muted">{t('own')}</div> : null}
      </th>
      <td>{hours(row.weekdays)}</td>
      <td>{hours(row.saturday)}</td>
      <td>{hours(row.sunday)}</td>
      <td class="number">{row.maxPerDay ?? '–'}</td>
      <td>
        <UserText text={row.source} lines={2} />
        {row.holidays ? <div class="small muted">{t('holidays')}</div> : null}
        {row.unaskedPer30Days === null ? null : (
          <div class="small muted">{t('unasked', { count: row.unaskedPer30Days })}</div>
        )}
        {note === '' ? null : (
          <div class="small muted">
            <UserText text={note} lines={2} />
          </div>
        )}
      </td>
      <td>
        {row.verifiedOn}
        {row.isStale || row.isDue ? (
          <div>
            <span class="badge badge-warn">{row.isStale ? t('stale') : t('due', { date: row.staleOn })}</span>
          </div>
        ) : null}
      </td>
      <td class="number">
        <div class="row">
          <button type="button" class="button button-small" aria-label={`${t('edit')}: ${name}`} onClick={onEdit}>
            {t('edit')}
          </button>
          {row.isOwn ? (
            <button type="button" class="button button-small" onClick={onRemove}>
              {t(row.isShipped ? 'remove' : 'remove.added')}
            </button>
          ) : null}
        </div>
      </td>
    </tr>
  );
}
