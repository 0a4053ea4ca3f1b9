/** One action on many leads: what it would do, and then how it runs. */
import { useEffect, useId, useState } from 'preact/hooks';
import type { LeadOptions } from '../../shared/api.ts';
import type { BulkPreview, BulkProgress } from '../../shared/bulk.ts';
import { tagOf } from '../../core/vocabulary/tags.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { ask } from '../base/http.ts';
import { useText } from '../base/text.ts';
import { troubleText } from '../base/troubleText.ts';
import { Dialog } from '../base/ui/Dialog.tsx';
import { usePost } from '../base/usePost.ts';
import type { LeadCriteria } from '../base/useLeadSearch.ts';
import { BulkFoot } from './BulkFoot.tsx';
import { BulkReasons, BulkRunView } from './BulkRunView.tsx';
import { WordField } from './WordField.tsx';

export type BulkVerb = 'requeue' | 'reassign' | 'close' | 'addTag' | 'removeTag';
type Target = { readonly leadIds: readonly string[] } | { readonly search: LeadCriteria };

interface Props {
  verb: BulkVerb;
  target: Target;
  agents: LeadOptions['agents'];
  outcomes: LeadOptions['outcomes'];
  onClose: () => void;
}

const TYPING_PAUSE_MS = 300;

/** What each action must be told. */
const FIELDS = {
  requeue: null,
  reassign: 'agentId',
  close: 'outcome',
  addTag: 'tag',
  removeTag: 'tag',
} as const satisfies Readonly<Record<BulkVerb, string | null>>;

export function BulkDialog({ verb, target, agents, outcomes, onClose }: Props) {
  const t = useText(leadsText);
  const [run, setRun] = useState<BulkProgress | null>(null);
  return (
    <Dialog title={t(`bulk.verb.${run?.verb ?? verb}`)} onClose={onClose}>
      {run ? (
        <BulkRunView key={run.id} start={run} onUndo={setRun} onClose={onClose} />
      ) : (
        <Choose verb={verb} target={target} agents={agents} outcomes={outcomes} onStart={setRun} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Choose(props: Props & { onStart: (run: BulkProgress) => void }) {
  const { verb, target, agents, outcomes, onStart, onClose } = props;
  const t = useText(leadsText);
  const id = useId();
  const [choice, setChoice] = useState('');
  const [preview, setPreview] = useState<BulkPreview | null>(null);
  const [failed, setFailed] = useState('');
  const { send, isBusy, trouble } = usePost((started) => onStart(started as BulkProgress));
  const field = FIELDS[verb];
  const action = field === null ? { verb } : { verb, [field]: choice };
  const isTyped = field === 'tag';
  const isReady = field === null || choice !== '';
  const asked = isReady ? JSON.stringify({ ...action, ...target }) : null;
  useEffect(() => {
    setPreview(null);
    setFailed('');
    if (asked === null) return undefined;
    let isLatest = true;
    const look = async () => {
      const answer = await ask<BulkPreview>('/api/leads/bulk/preview', { method: 'POST', body: JSON.parse(asked) });
      if (!isLatest) return;
      if (answer.ok) setPreview(answer.data);
      else setFailed(troubleText(answer.trouble));
    };
    const timer = setTimeout(() => void look(), isTyped ? TYPING_PAUSE_MS : 0);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [asked, isTyped]);
  const choices =
    field === 'agentId'
      ? agents.map((agent) => ({ value: agent.id, label: agent.name }))
      : outcomes.filter(({ isOffered }) => isOffered).map(({ id: value, name }) => ({ value, label: name }));
  return (
    <>
      {isTyped ? (
        <WordField
          name="tag"
          value=""
          asTyped
          onWord={(tag) => setChoice(tag === undefined ? '' : (tagOf(tag) ?? ''))}
        />
      ) : field === null ? null : (
        <div class="field">
          <label for={id}>{t(field === 'agentId' ? 'bulk.agent' : 'column.outcome')}</label>
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
            <BulkReasons skipped={preview.skipped} />
          </>
        ) : (
          <p class="muted">{failed || t('bulk.checking')}</p>
        )}
      </div>
      <BulkFoot
        trouble={trouble}
        label={t('bulk.do', { count: preview?.possible ?? 0 })}
        isReady={!isBusy && preview !== null && preview.possible > 0}
        onStart={() => preview && void send('/api/leads/bulk', { ...action, leadIds: preview.leadIds })}
        onClose={onClose}
      />
    </>
  );
}
