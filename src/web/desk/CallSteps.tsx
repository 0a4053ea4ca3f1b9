/**
 * Steps of a call that the agent dials by hand: We're talking, No answer, Call ended, and the deadline of the current state.
 * Those of a meeting at a place are the same, in other words.
 */
import { useMemo, useRef, useState } from 'preact/hooks';
import type { DeskLead } from '../../shared/desk.ts';
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { focusAtOnce, useStepFocus } from '../base/focus.ts';
import { serverNow } from '../base/serverClock.ts';
import { useText } from '../base/text.ts';
import { UserText } from '../base/ui/UserText.tsx';
import { useTick } from '../base/useTick.ts';
import { useElapsedFormat } from '../base/useElapsedFormat.ts';
import { useLine } from './context.ts';
import { pendingFor } from './requests.ts';
import { useKeys, useShortcut } from './useKeys.ts';
import { useRepeatGuard } from './useRepeatGuard.ts';

const RESULTS = ['noAnswer', 'busy', 'voicemail', 'failed', 'notInService'] as const;

/** Where the agent meets the customer, or met them; undefined for a call. */
function meetingPlace({ state, promise, history }: DeskLead): string | undefined {
  if (state === 'connecting') return promise?.isAppointment ? promise.place : undefined;
  const place = history.findLast(({ kind }) => kind === 'talking')?.data['place'];
  return typeof place === 'string' ? place : undefined;
}

export function CallSteps({ lead }: { lead: DeskLead }) {
  const t = useText(deskText);
  const shortcut = useShortcut();
  const line = useLine();
  const leadId = lead.id;
  const [choosing, setChoosing] = useState(false);
  const hasChosen = useRef(false);
  if (choosing) hasChosen.current = true;
  const place = useStepFocus(lead.state);
  const meetsAt = meetingPlace(lead);
  const isMeeting = meetsAt !== undefined;

  const settled = useRepeatGuard(lead.state);
  const keys = useMemo(() => {
    const step = (event: 'lead:talking' | 'lead:ended') => settled(() => line.ask({ event, body: { leadId } }));
    const talking = step('lead:talking');
    const ended = step('lead:ended');
    const next = lead.state === 'connecting' ? talking : lead.state === 'talking' ? ended : undefined;
    return { talking, ended, map: next ? { t: next } : {} };
  }, [line, leadId, lead.state, settled]);
  useKeys(keys.map);

  return (
    <div class="stack">
      <div ref={place} tabIndex={-1} data-focus>
        <Deadline lead={lead} isMeeting={isMeeting} />
      </div>
      {isMeeting ? (
        <div class="notice">
          <UserText text={meetsAt} lines={2} />
          {lead.state === 'connecting' ? <p class="small muted">{t('call.meet')}</p> : null}
        </div>
      ) : null}
      {lead.state === 'connecting' && !choosing ? (
        <div class="steps">
          <button type="button" class="button button-primary" aria-keyshortcuts={shortcut('T')} onClick={keys.talking}>
            {t(isMeeting ? 'call.met' : 'call.talking')} <kbd>T</kbd>
          </button>
          {isMeeting ? (
            <NotThere leadId={leadId} />
          ) : (
            <button
              type="button"
              class="button"
              ref={hasChosen.current ? focusAtOnce : undefined}
              aria-expanded={false}
              onClick={() => setChoosing(true)}
            >
              {t('call.notReached')}
            </button>
          )}
        </div>
      ) : null}
      {lead.state === 'connecting' && choosing ? (
        <NotReached leadId={leadId} onBack={() => setChoosing(false)} />
      ) : null}
      {lead.state === 'talking' ? (
        <div class="steps">
          <button type="button" class="button button-primary" aria-keyshortcuts={shortcut('T')} onClick={keys.ended}>
            {t(isMeeting ? 'call.meetingOver' : 'call.over')} <kbd>T</kbd>
          </button>
        </div>
      ) : null}
    </div>
  );
}

function NotThere({ leadId }: { leadId: string }) {
  const t = useText(deskText);
  const line = useLine();
  const state = useStore(line.state);
  return (
    <button
      type="button"
      class="button"
      disabled={pendingFor(state, 'lead:unreached', leadId) !== undefined}
      onClick={() => line.ask({ event: 'lead:unreached', body: { leadId, result: 'notThere' } })}
    >
      {t('call.notThere')}
    </button>
  );
}

function NotReached({ leadId, onBack }: { leadId: string; onBack: () => void }) {
  const t = useText(deskText);
  const line = useLine();
  const state = useStore(line.state);
  const isSending = pendingFor(state, 'lead:unreached', leadId) !== undefined;
  return (
    // Focus the group, not its first button, which a key held down too long would press.
    <div class="stack-tight" role="group" aria-label={t('result.why')} ref={focusAtOnce} tabIndex={-1}>
      <p class="label">{t('result.why')}</p>
      <div class="steps">
        {RESULTS.map((result) => (
          <button
            type="button"
            class="button"
            key={result}
            disabled={isSending}
            onClick={() => line.ask({ event: 'lead:unreached', body: { leadId, result } })}
          >
            {t(`result.${result}`)}
          </button>
        ))}
      </div>
      <button type="button" class="link-button small" onClick={onBack}>
        ← {t('call.talking')}
      </button>
    </div>
  );
}

function Deadline({ lead, isMeeting }: { lead: DeskLead; isMeeting: boolean }) {
  const ticking = useElapsedFormat();
  const t = useText(deskText);
  useTick(500);
  const now = serverNow();
  if (lead.state === 'talking') {
    return (
      <p class="muted">
        {t(isMeeting ? 'call.meetingSince' : 'call.since', { time: ticking(now - (lead.talkingAt ?? now)) })}
      </p>
    );
  }
  if (lead.state !== 'connecting' && lead.state !== 'wrapUp') return null;
  if (lead.deadlineAt === null) return <p class="muted">{lead.state === 'connecting' ? t('call.hint') : '\u00a0'}</p>;
  const left = lead.deadlineAt - now;
  const said =
    left <= 0 ? (
      <p class="deadline-passed">{t(`deadline.passed.${lead.state}`)}</p>
    ) : (
      <p class={left < 15_000 ? 'deadline-near' : 'muted'}>
        {t(isMeeting && lead.state === 'connecting' ? 'deadline.meeting' : `deadline.${lead.state}`, {
          time: ticking(left),
        })}
      </p>
    );
  if (lead.state === 'connecting') return said;
  return (
    <div class="row-apart">
      {said}
      <MoreTime lead={lead} deadlineAt={Math.max(lead.deadlineAt, now)} />
    </div>
  );
}

const MORE_MS = 60_000;

/** Extends the wrap-up deadline by one minute, up to the server's limit. */
function MoreTime({ lead, deadlineAt }: { lead: DeskLead; deadlineAt: number }) {
  const t = useText(deskText);
  const line = useLine();
  const state = useStore(line.state);
  if (deadlineAt >= (lead.deadlineMost ?? 0)) return null;
  return (
    <button
      type="button"
      class="button button-small"
      disabled={pendingFor(state, 'lead:more-time', lead.id) !== undefined}
      onClick={() =>
        line.ask({ event: 'lead:more-time', body: { leadId: lead.id, until: Math.round(deadlineAt + MORE_MS) } })
      }
    >
      {t('deadline.more')}
    </button>
  );
}
