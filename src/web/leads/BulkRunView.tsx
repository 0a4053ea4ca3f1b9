/** An action on many leads as it runs: its progress, what came of it, and its undo. */
import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { BulkPreview, BulkProgress } from '../../shared/bulk.ts';
import { commonText } from '../../shared/text/common.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { knownKey, useText } from '../base/text.ts';
import { useResource } from '../base/useResource.ts';
import { usePost } from '../base/usePost.ts';

const REREAD_MS = 700;
/** After the end, only to keep what is shown. */
const REST_MS = 60_000;

interface Props {
  start: BulkProgress;
  onUndo: (run: BulkProgress) => void;
  onClose: () => void;
  /** What more there is to say about it. */
  children?: (run: BulkProgress) => ComponentChild;
}

export function BulkRunView({ start, onUndo, onClose, children }: Props) {
  const t = useText(leadsText);
  const common = useText(commonText);
  const path = `/api/leads/bulk/${encodeURIComponent(start.id)}`;
  const [isEnded, setEnded] = useState(start.state !== 'running');
  const run = useResource<BulkProgress>(path, { everyMs: isEnded ? REST_MS : REREAD_MS }).data ?? start;
  const stop = usePost(() => undefined);
  const undo = usePost((undoing) => onUndo(undoing as BulkProgress));
  const hasEnded = run.state !== 'running';
  useEffect(() => setEnded(hasEnded), [hasEnded]);
  return (
    <>
      <progress class="leads-progress" max={run.total} value={run.position} aria-label={t('bulk.label')} />
      <div class="leads-bulk-said" role="status">
        {hasEnded ? (
          <>
            {run.state === 'canceled' ? <p>{t('bulk.canceled')}</p> : null}
            <p>{t('bulk.changed', { count: run.changed })}</p>
            <BulkReasons skipped={run.skipped} />
          </>
        ) : (
          <p>{t('bulk.progress', { position: run.position, count: run.total })}</p>
        )}
      </div>
      {children?.(run)}
      <p class="field-error live" role="alert">
        {stop.trouble || undo.trouble}
      </p>
      <div class="row">
        {hasEnded ? (
          <>
            <button type="button" class="button button-primary" data-focus onClick={onClose}>
              {common('close')}
            </button>
            {run.undoable > 0 ? (
              <button
                type="button"
                class="button"
                disabled={undo.isBusy}
                onClick={() => void undo.send(`${path}/undo`, {})}
              >
                {t('bulk.undo')}
              </button>
            ) : null}
          </>
        ) : (
          <button
            type="button"
            class="button"
            data-focus
            disabled={stop.isBusy}
            onClick={() => void stop.send(`${path}/cancel`, {})}
          >
            {t('bulk.stop')}
          </button>
        )}
      </div>
    </>
  );
}

export function BulkReasons({ skipped }: Pick<BulkPreview, 'skipped'>) {
  const t = useText(leadsText);
  const known = Object.entries(skipped).flatMap(([reason, count]) => {
    const key = knownKey(leadsText, `bulk.reason.${reason}`);
    return key === null ? [] : [t(key, { count })];
  });
  if (known.length === 0) return null;
  return (
    <ul class="muted">
      {known.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
