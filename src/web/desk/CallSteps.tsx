/**
 * Steps of a call that the agent dials by hand: We're talking, No answer, Call ended, and the deadline of the current state.
 */
import { useMemo, useRef, useState } from 'preact/hooks';
import type { DeskLead } from '../../shared/desk.ts';
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { focusAtOnce, useStepFocus } from '../base/focus.ts';
import { serverNow } from '../base/serverClock.ts';
import { useText } from '../base/text.ts';
import { useTick } from '../base/useTick.ts';
import { useElapsedFormat } from '../base/useElapsedFormat.ts';
import { useLine } from './context.ts';
import { pendingFor } from './requests.ts';
import { useKeys, useShortcut } from './useKeys.ts';
import { useRepeatGuard } from './useRepeatGuard.ts';

const RESULTS = ['noAnswer', 'busy', 'voicemail', 'failed'] as const;

export function CallSteps({ lead }: { lead: DeskLead }) {
  const t = useText(deskText);
  const shortcut = useShortcut();
  const line = useLine();
  const leadId = lead.id;
  const [choosing, setChoosing] = useState(false);
  const hasChosen = useRef(false);
  if (choosing) hasChosen.current = true;
  const place = useStepFocus(lead.state);

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
        <Deadline lead={lead} />
      </div>
      {lead.state === 'connecting' && !choosing ? (
        <div class="steps">
          <button type="button" class="button button-primary" aria-keyshortcuts={shortcut('T')} onClick={keys.talking}>
            {t('call.talking')} <kbd>T</kbd>
          </button>
          <button
            type="button"
            class="button"
            ref={hasChosen.current ? focusAtOnce : undefined}
            aria-expanded={false}
            onClick={() => setChoosing(true)}
          >
            {t('call.notReached')}
          </button>
        </div>
      ) : null}
      {lead.state === 'connecting' && choosing ? (
        <NotReached leadId={leadId} onBack={() => setChoosing(false)} />
      ) : null}
      {lead.state === 'talking' ? (
        <div class="steps">
          <button type="button" class="button button-primary" aria-keyshortcuts={shortcut('T')} onClick={keys.ended}>
            {t('call.over')} <kbd>T</kbd>
          </button>
        </div>
      ) : null}
    </div>
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

function Deadline({ lead }: { lead: DeskLead }) {
  const ticking = useElapsedFormat();
  const t = useText(deskText);
  useTick(500);
  const now = serverNow();
  if (lead.state === 'talking') {
    return <p class="muted">{t('call.since', { time: ticking(now - (lead.talkingAt ?? now)) })}</p>;
  }
  if (lead.state !== 'connecting' && lead.state !== 'wrapUp') return null;
  if (lead.deadlineAt === null) return <p class="muted">{lead.state === 'connecting' ? t('call.hint') : '\u00a0'}</p>;
  const left = lead.deadlineAt - now;
  const said =
    left <= 0 ? (
      <p class="deadline-passed">{t(`deadline.passed.${lead.state}`)}</p>
    ) : (
      <p class={left < 15_000 ? 'deadline-near' : 'muted'}>{t(`deadline.${lead.state}`, { time: ticking(left) })}</p>
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
