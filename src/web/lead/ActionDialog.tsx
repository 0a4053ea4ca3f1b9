/** One action of a supervisor: its fields, its request, what went wrong. */
import { useCallback, useEffect, useId, useState } from 'preact/hooks';
import type { AGENT_OUTCOMES } from '../../core/lead/lead.ts';
import type { Floor, FloorAgent } from '../../shared/api.ts';
import type { DeskLead } from '../../shared/desk.ts';
import { commonText } from '../../shared/text/common.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { cityOf, fromLocalInput, toLocalInput, whenOf } from '../base/format.ts';
import { ask, newKey, type Trouble } from '../base/http.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { known, useText } from '../base/text.ts';
import { Dialog } from '../base/ui/Dialog.tsx';
import { toast } from '../base/ui/Toasts.tsx';
import type { Action } from './actionsFor.ts';

const HOUR = 3_600_000;
const OUTCOMES = [
  'won',
  'appointment',
  'notInterested',
  'notQualified',
  'unreachable',
  'wrongNumber',
  'doNotCall',
  'spam',
] as const satisfies typeof AGENT_OUTCOMES;

/** Actions that need no fields: a sentence says what will happen. */
const BARE: readonly Action[] = ['requeue', 'release', 'notSpam'];
const PATHS: Partial<Record<Action, string>> = { notSpam: 'not-spam' };

interface Props {
  lead: DeskLead;
  action: Action;
  onClose: () => void;
  onDone: () => void;
}

export function ActionDialog({ lead, action, onClose, onDone }: Props) {
  const t = useText(leadText);
  const common = useText(commonText);
  const [body, setBody] = useState<Readonly<Record<string, unknown>> | null>(BARE.includes(action) ? {} : null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // Sending again after a lost answer repeats the same request; what was corrected or refused is another one.
  const [key, setKey] = useState(newKey);
  const change = useCallback((next: Readonly<Record<string, unknown>> | null) => {
    setBody(next);
    setKey(newKey());
  }, []);
  const send = async () => {
    if (body === null || busy) return;
    setBusy(true);
    const path = `/api/leads/${encodeURIComponent(lead.id)}/${PATHS[action] ?? action}`;
    const answer = await ask(path, { method: 'POST', body, idempotencyKey: key });
    setBusy(false);
    if (!answer.ok) {
      setTrouble(answer.trouble);
      if (answer.trouble.code !== 'network') setKey(newKey());
      return;
    }
    toast(t('action.done'));
    onDone();
  };
  const hint = known(leadText, `action.${action}.hint`);
  return (
    <Dialog title={t(`action.${action}`)} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {hint ? <p class="muted">{t(hint)}</p> : null}
        {action === 'note' ? <NoteFields note={lead.note ?? ''} onBody={change} /> : null}
        {action === 'close' ? <CloseFields onBody={change} /> : null}
        {action === 'callback' ? <CallbackFields zone={lead.person.zone} onBody={change} /> : null}
        {action === 'reassign' ? <AgentFields onBody={change} /> : null}
        <p class="field-error" role="alert">
          {trouble ? sayTrouble(trouble, common) : ''}
        </p>
        <div class="row">
          <button
            type="submit"
            class={`button ${action === 'close' ? 'button-danger' : 'button-primary'}`}
            disabled={body === null || busy}
          >
            {t(`action.${action}`)}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {common('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function sayTrouble(trouble: Trouble, common: ReturnType<typeof useText<typeof commonText>>): string {
  if (trouble.code === 'network') return common('failed.network');
  return trouble.detail || common('failed.other', { detail: trouble.code });
}

type OnBody = (body: Readonly<Record<string, unknown>> | null) => void;

function NoteFields({ note, onBody }: { note: string; onBody: OnBody }) {
  const t = useText(leadText);
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t('page.note')}</label>
      <textarea
        id={id}
        class="input"
        rows={5}
        maxLength={4000}
        dir="auto"
        defaultValue={note}
        onInput={(event) => onBody({ note: event.currentTarget.value })}
      />
    </div>
  );
}

function CloseFields({ onBody }: { onBody: OnBody }) {
  const t = useText(leadText);
  return (
    <fieldset class="row">
      <legend class="label">{t('action.outcome')}</legend>
      {OUTCOMES.map((outcome) => (
        <label class="choice" key={outcome}>
          <input type="radio" name="outcome" onChange={() => onBody({ outcome })} />
          <span>{t(`outcome.${outcome}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function CallbackFields({ zone, onBody }: { zone: string; onBody: OnBody }) {
  const t = useText(leadText);
  const reads = useStore(language);
  const id = useId();
  const [value, setValue] = useState(() => toLocalInput(Math.ceil((serverNow() + HOUR) / HOUR) * HOUR));
  const at = fromLocalInput(value);
  useEffect(() => {
    onBody(at === null ? null : { at });
  }, [at, onBody]);
  return (
    <div class="field">
      <label for={id}>{t('action.when')}</label>
      <input
        id={id}
        class="input"
        type="datetime-local"
        required
        min={toLocalInput(serverNow())}
        value={value}
        onInput={(event) => setValue(event.currentTarget.value)}
      />
      <span class="field-hint">
        {at === null
          ? '\u00a0'
          : t('action.whenTheirs', { when: `${whenOf(at, serverNow(), reads, zone)} ${cityOf(zone)}` })}
      </span>
    </div>
  );
}

function AgentFields({ onBody }: { onBody: OnBody }) {
  const t = useText(leadText);
  const id = useId();
  const [agents, setAgents] = useState<readonly FloorAgent[]>([]);
  useEffect(() => {
    void ask<Floor>('/api/floor').then((answer) => setAgents(answer.ok ? answer.data.agents : []));
  }, []);
  return (
    <div class="field">
      <label for={id}>{t('action.agent')}</label>
      <select
        id={id}
        class="input"
        required
        onChange={(event) => onBody(event.currentTarget.value === '' ? null : { agentId: event.currentTarget.value })}
      >
        <option value="">–</option>
        {agents.map((agent) => (
          <option key={agent.id} value={agent.id}>
            {agent.name}
          </option>
        ))}
      </select>
    </div>
  );
}
