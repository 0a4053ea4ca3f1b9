/** One action on many leads: what it would do, its progress, and what came of it, with undo. */
import { useEffect, useId, useState } from 'preact/hooks';
import type { LeadOptions } from '../../shared/api.ts';
import type { BulkPreview, BulkProgress } from '../../shared/bulk.ts';
import { commonText } from '../../shared/text/common.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { ask } from '../base/http.ts';
import { knownKey, useText } from '../base/text.ts';
import { Dialog } from '../base/ui/Dialog.tsx';
import { useResource } from '../base/useResource.ts';
import { usePost } from '../base/usePost.ts';
import type { LeadCriteria } from '../base/useLeadSearch.ts';

export type BulkVerb = 'requeue' | 'reassign' | 'close';
type Target = { readonly leadIds: readonly string[] } | { readonly search: LeadCriteria };

interface Props {
  verb: BulkVerb;
  target: Target;
  agents: LeadOptions['agents'];
  outcomes: LeadOptions['outcomes'];
  onClose: () => void;
}

const REREAD_MS = 700;
/** After the end, only to keep what is shown. */
const REST_MS = 60_000;

export function BulkDialog({ verb, target, agents, outcomes, onClose }: Props) {
  const t = useText(leadsText);
  const [run, setRun] = useState<BulkProgress | null>(null);
  return (
    <Dialog title={t(`bulk.verb.${run?.verb ?? verb}`)} onClose={onClose}>
      {run ? (
        <Progress key={run.id} start={run} onUndo={setRun} onClose={onClose} />
      ) : (
        <Choose verb={verb} target={target} agents={agents} outcomes={outcomes} onStart={setRun} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Choose(props: Props & { onStart: (run: BulkProgress) => void }) {
  const { verb, target, agents, outcomes, onStart, onClose } = props;
  const t = useText(leadsText);
  const common = useText(commonText);
  const id = useId();
  const [choice, setChoice] = useState('');
  const [preview, setPreview] = useState<BulkPreview | null>(null);
  const [isFailed, setFailed] = useState(false);
  const { send, isBusy, trouble } = usePost((started) => onStart(started as BulkProgress));
  const field = verb === 'reassign' ? 'agentId' : 'outcome';
  const action = verb === 'requeue' ? { verb } : { verb, [field]: choice };
  const isReady = verb === 'requeue' || choice !== '';
  const asked = isReady ? JSON.stringify({ ...action, ...target }) : null;
  useEffect(() => {
    setPreview(null);
    setFailed(false);
    if (asked === null) return undefined;
    let isLatest = true;
    void ask<BulkPreview>('/api/leads/bulk/preview', { method: 'POST', body: JSON.parse(asked) }).then((answer) => {
      if (!isLatest) return;
      if (answer.ok) setPreview(answer.data);
      else setFailed(true);
    });
    return () => {
      isLatest = false;
    };
  }, [asked]);
  const choices =
    verb === 'reassign'
      ? agents.map((agent) => ({ value: agent.id, label: agent.name }))
      : outcomes.filter(({ isOffered }) => isOffered).map(({ id: value, name }) => ({ value, label: name }));
  return (
    <>
      {verb === 'requeue' ? null : (
        <div class="field">
          <label for={id}>{t(verb === 'reassign' ? 'bulk.agent' : 'column.outcome')}</label>
          <select id={id} class="input" value={choice} onChange={(event) => setChoice(event.currentTarget.value)}>
            <option value="">{t('bulk.choose')}</option>
            {choices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="leads-bulk-said" role="status">
        {asked === null ? null : preview ? (
          <>
            <p>{t('bulk.possible', { possible: preview.possible, count: preview.leadIds.length })}</p>
            <Reasons skipped={preview.skipped} />
          </>
        ) : (
          <p class="muted">{isFailed ? common('failed.network') : t('bulk.checking')}</p>
        )}
      </div>
      <p class="field-error live" role="alert">
        {trouble}
      </p>
      <div class="row">
        <button
          type="button"
          class="button button-primary"
          disabled={isBusy || !preview || preview.possible === 0}
          onClick={() => preview && void send('/api/leads/bulk', { ...action, leadIds: preview.leadIds })}
        >
          {t('bulk.do', { count: preview?.possible ?? 0 })}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {common('cancel')}
        </button>
      </div>
    </>
  );
}

interface ProgressProps {
  start: BulkProgress;
  onUndo: (run: BulkProgress) => void;
  onClose: () => void;
}

function Progress({ start, onUndo, onClose }: ProgressProps) {
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
            <Reasons skipped={run.skipped} />
          </>
        ) : (
          <p>{t('bulk.progress', { position: run.position, count: run.total })}</p>
        )}
      </div>
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

function Reasons({ skipped }: Pick<BulkPreview, 'skipped'>) {
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
