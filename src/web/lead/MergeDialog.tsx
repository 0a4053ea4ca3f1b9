/** Two leads side by side, the effect of merging them, and which one stays. Reloads when either has changed. */
import { useEffect, useState } from 'preact/hooks';
import { MOST_TAGS } from '../../core/vocabulary/tags.ts';
import type { MergePreview, MergeSide } from '../../shared/api.ts';
import { commonText } from '../../shared/text/common.ts';
import { leadPageText } from '../../shared/text/leadPage.ts';
import { useStore } from '../base/createStore.ts';
import { whenOf } from '../base/format.ts';
import { ask } from '../base/http.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { Dialog } from '../base/ui/Dialog.tsx';
import { Name } from '../base/ui/UserText.tsx';
import { usePost } from '../base/usePost.ts';
import { ConsentFacts } from './ConsentFacts.tsx';
import { NumberText } from './NumberText.tsx';

interface Props {
  leadId: string;
  otherId: string;
  onClose: () => void;
  onDone: () => void;
}

export function MergeDialog({ leadId, otherId, onClose, onDone }: Props) {
  const t = useText(leadPageText);
  const common = useText(commonText);
  const [staysId, setStaysId] = useState(leadId);
  const goesId = staysId === leadId ? otherId : leadId;
  const { preview, read } = usePreview(staysId, goesId);
  const path = `/api/leads/${encodeURIComponent(staysId)}/merge`;
  // If this page's lead was merged into the other one, continue there.
  const finish = () => (staysId === leadId ? onDone() : location.assign(`/leads/${encodeURIComponent(staysId)}`));
  const { send, isBusy, trouble } = usePost(finish, read);
  const sides = preview ? [preview.stays, preview.goes].sort((a, b) => a.row.createdAt - b.row.createdAt) : [];
  return (
    <Dialog title={t('merge.title')} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!preview) return;
          void send(path, { with: goesId, versions: { stays: preview.stays.version, goes: preview.goes.version } });
        }}
      >
        <p class="muted">{t('merge.hint')}</p>
        <fieldset class="merge-sides">
          <legend class="label">{t('merge.which')}</legend>
          {sides.map((side) => (
            <Side key={side.row.id} side={side} isStaying={side.row.id === staysId} onChoose={setStaysId} />
          ))}
        </fieldset>
        {preview ? null : <p class="muted">{common('loading')}</p>}
        <div class="live" role="status">
          {preview ? <Outcome preview={preview} /> : null}
        </div>
        <p class="field-error" role="alert">
          {trouble}
        </p>
        <div class="row">
          <button type="submit" class="button button-primary" disabled={preview?.refusal !== null || isBusy}>
            {t('merge.do')}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {common('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Side(props: { side: MergeSide; isStaying: boolean; onChoose: (id: string) => void }) {
  const t = useText(leadPageText);
  const reads = useStore(language);
  const { row, consent, attempts, email } = props.side;
  return (
    <div class="merge-side stack-tight">
      <label class="check">
        <input type="radio" name="stays" checked={props.isStaying} onChange={() => props.onChoose(row.id)} />
        <span>
          <Name name={row.name} numberEnd={row.numberEnd} />
        </span>
      </label>
      <p>
        <NumberText {...props.side} />
      </p>
      {email === undefined ? null : <p class="small user-text">{email}</p>}
      <p class="small muted">
        {t(`state.${row.state}`)} · {whenOf(row.createdAt, serverNow(), reads)} · {t('attempts', { count: attempts })}
      </p>
      <ConsentFacts consent={consent} />
    </div>
  );
}

function Outcome({ preview: { stays, goes, refusal, after } }: { preview: MergePreview }) {
  const t = useText(leadPageText);
  const reads = useStore(language);
  if (refusal !== null || !after) return <p class="notice notice-warn">{refusal}</p>;
  const { dueAt, appointment } = after;
  return (
    <div class="notice stack-tight">
      <p>
        <bdi>{t('merge.after', { stays: stays.row.name, goes: goes.row.name })}</bdi>
      </p>
      <p>
        {t(after.sooner ? 'merge.sooner' : 'merge.same')}{' '}
        {dueAt === undefined ? '' : t('page.promise.due', { when: whenOf(dueAt, serverNow(), reads) })}
      </p>
      {after.took.length > 0 ? (
        <p>
          <bdi>{t('merge.took', { details: after.took.join(', ') })}</bdi>
        </p>
      ) : null}
      {after.tagsLeft.length > 0 ? (
        <p>
          <bdi>{t('merge.tagsLeft', { tags: after.tagsLeft.join(', '), most: MOST_TAGS })}</bdi>
        </p>
      ) : null}
      {appointment ? (
        <p>
          {t(appointment.isKept ? 'merge.appointmentKept' : 'merge.appointmentCanceled', {
            when: whenOf(appointment.at, serverNow(), reads),
          })}
        </p>
      ) : null}
    </div>
  );
}

function usePreview(staysId: string, goesId: string): { preview: MergePreview | null; read: () => void } {
  const [preview, setPreview] = useState<MergePreview | null>(null);
  const [reads, setReads] = useState(0);
  useEffect(() => {
    let isLatest = true;
    const path = `/api/leads/${encodeURIComponent(staysId)}/merge?with=${encodeURIComponent(goesId)}`;
    void ask<MergePreview>(path).then((answer) => {
      if (isLatest && answer.ok) setPreview(answer.data);
    });
    return () => {
      isLatest = false;
    };
  }, [staysId, goesId, reads]);
  const isThis = preview?.stays.row.id === staysId && preview.goes.row.id === goesId;
  return { preview: isThis ? preview : null, read: () => setReads((count) => count + 1) };
}
