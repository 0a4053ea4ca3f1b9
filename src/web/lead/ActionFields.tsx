/** The fields of supervisor actions. Each reports the request body, or null while it is incomplete. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Floor, FloorAgent } from '../../shared/floor.ts';
import type { DeskLead } from '../../shared/desk.ts';
import { zoneName } from '../../shared/text/clockTime.ts';
import { commonText } from '../../shared/text/common.ts';
import { leadText } from '../../shared/text/lead.ts';
import { useStore } from '../base/createStore.ts';
import { fromLocalInput, formatDuration, toLocalInput, whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { useResource } from '../base/useResource.ts';
import { MovedTimeNotice } from '../base/ui/MovedTimeNotice.tsx';
import { byAvailability, canTakeNow, useAvailabilityText } from './agentAvailability.ts';

/** How often an open dialog reloads the agents' status. */
const REREAD_MS = 5000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export type OnBody = (body: Readonly<Record<string, unknown>> | null) => void;

export function NoteFields({ note, onBody }: { note: string; onBody: OnBody }) {
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

/** Time, window and owner: as scheduled, or one hour from now for anyone. */
export function CallbackFields({ lead, onBody }: { lead: DeskLead; onBody: OnBody }) {
  const t = useText(leadText);
  const reads = useStore(language);
  const ids = { at: useId(), window: useId() };
  const { promise } = lead;
  const { zone } = lead.person;
  const [value, setValue] = useState(() =>
    toLocalInput(promise ? promise.dueAt : Math.ceil((serverNow() + HOUR) / HOUR) * HOUR),
  );
  const [minutes, setMinutes] = useState(() =>
    promise ? Math.max(1, Math.round((promise.windowUntil - promise.dueAt) / MINUTE)) : 10,
  );
  const floor = useResource<Floor>('/api/floor', { everyMs: REREAD_MS }).data;
  const [ownerId, setOwnerId] = useState(promise?.ownerId ?? '');
  const typed = fromLocalInput(value);
  // The field has minutes only. Unless it is edited, keep the exact scheduled time.
  const at = promise && typed !== null && toLocalInput(promise.dueAt) === value ? promise.dueAt : typed;
  useEffect(() => {
    const isWhole = at !== null && Number.isInteger(minutes) && minutes >= 1;
    onBody(isWhole ? { at, windowMinutes: minutes, ...(ownerId !== '' && { ownerId }) } : null);
  }, [at, minutes, ownerId, onBody]);
  return (
    <>
      <div class="field">
        <label for={ids.at}>{t('action.when')}</label>
        <input
          id={ids.at}
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
            : t('action.whenTheirs', { when: `${whenOf(at, serverNow(), reads, zone)} ${zoneName(zone, at, reads)}` })}
        </span>
        <MovedTimeNotice leadId={lead.id} at={at} onChoose={(free) => setValue(toLocalInput(free))} />
      </div>
      <div class="field">
        <label for={ids.window}>{t('action.window')}</label>
        <input
          id={ids.window}
          class="input"
          type="number"
          min={1}
          max={24 * 60}
          required
          value={minutes}
          onInput={(event) => setMinutes(Number(event.currentTarget.value))}
        />
      </div>
      <AgentField
        label={t('action.byWhom')}
        none={t('action.anyone')}
        agents={floor?.agents ?? []}
        value={ownerId}
        onAgent={setOwnerId}
      />
    </>
  );
}

/** Chooses an agent. Assigning to an absent agent blocks everyone else for a while, which needs confirmation. */
export function AgentFields({ lead, onBody }: { lead: DeskLead; onBody: OnBody }) {
  const t = useText(leadText);
  const common = useText(commonText);
  const whereabouts = useAvailabilityText();
  const floor = useResource<Floor>('/api/floor', { everyMs: REREAD_MS }).data;
  const [agentId, setAgentId] = useState('');
  const [isSure, setIsSure] = useState(false);
  const chosen = floor?.agents.find(({ id }) => id === agentId);
  const isAbsent = chosen !== undefined && !canTakeNow(chosen);
  const reservedMs = floor?.campaigns.find(({ id }) => id === lead.campaign.id)?.reservedMs ?? 0;
  useEffect(() => {
    onBody(agentId === '' || (isAbsent && !isSure) ? null : { agentId });
  }, [agentId, isAbsent, isSure, onBody]);
  return (
    <>
      <AgentField
        label={t('action.agent')}
        none={t('action.chooseAgent')}
        agents={floor?.agents ?? []}
        value={agentId}
        onAgent={(id) => {
          setAgentId(id);
          setIsSure(false);
        }}
      />
      <div class="live" role="status">
        {isAbsent ? (
          <div class="notice notice-warn stack-tight">
            <p>
              {t('action.reassign.absent', {
                name: chosen.name,
                where: whereabouts(chosen),
                time: formatDuration(reservedMs, common),
              })}
            </p>
            <label class="check">
              <input type="checkbox" checked={isSure} onChange={(event) => setIsSure(event.currentTarget.checked)} />
              <span>{t('action.reassign.sure', { name: chosen.name })}</span>
            </label>
          </div>
        ) : null}
      </div>
    </>
  );
}

/** A reason that others will read, so it can’t be empty. `start`: what the reason usually is. */
export function ReasonFields({ start = '', onBody }: { start?: string; onBody: OnBody }) {
  const t = useText(leadText);
  const id = useId();
  const onInput = (reason: string) => onBody(reason.trim() === '' ? null : { reason: reason.trim() });
  const first = useRef(() => onInput(start));
  useEffect(() => first.current(), []);
  return (
    <div class="field">
      <label for={id}>{t('action.reason')}</label>
      <input
        id={id}
        class="input"
        type="text"
        maxLength={500}
        dir="auto"
        required
        defaultValue={start}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

interface AgentFieldProps {
  label: string;
  /** The label for no agent. */
  none: string;
  agents: readonly FloorAgent[];
  value: string;
  onAgent: (agentId: string) => void;
}

/** Agents with their status, those on shift first. */
function AgentField({ label, none, agents, value, onAgent }: AgentFieldProps) {
  const id = useId();
  const whereabouts = useAvailabilityText();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} class="input" value={value} onChange={(event) => onAgent(event.currentTarget.value)}>
        <option value="">{none}</option>
        {[...agents].sort(byAvailability).map((agent) => (
          <option key={agent.id} value={agent.id}>
            {`${agent.name} · ${whereabouts(agent)}`}
          </option>
        ))}
      </select>
    </div>
  );
}
