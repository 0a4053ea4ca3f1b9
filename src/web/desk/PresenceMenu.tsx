/** What the agent chooses to be: available, away with a reason, off shift. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AWAY_REASONS, AwayReason, Presence } from '../../core/agent/agent.ts';
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { known, useText } from '../base/text.ts';
import { useLine } from './context.ts';
import { pendingFor } from './store.ts';

const REASONS = ['break', 'meal', 'meeting', 'training', 'technical', 'other'] as const satisfies typeof AWAY_REASONS;
const DOT: Readonly<Record<Presence, string>> = { available: 'dot-good', away: 'dot-warn', offline: '' };

export function PresenceMenu() {
  const t = useText(deskText);
  const line = useLine();
  const state = useStore(line.state);
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return undefined;
    const closeOutside = (event: Event) => {
      if (!ref.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, [open]);

  if (!state.presence) return null;
  const { presence, reason } = state.presence;
  const choose = (next: Presence, why?: AwayReason) => {
    setOpen(false);
    line.ask({ event: 'presence:set', body: { presence: next, ...(why && { reason: why }) } });
  };
  const item = (next: Presence, label: string, why?: AwayReason) => {
    const isNow = next === presence && (next !== 'away' || why === reason);
    return (
      <li key={why ?? next}>
        <button type="button" class="menu-item" aria-current={isNow} onClick={() => choose(next, why)}>
          <span class={`dot ${DOT[next]}`} />
          {label}
        </button>
      </li>
    );
  };
  const reasonKey = reason === undefined ? null : known(deskText, `reason.${reason}`);
  const isPending = pendingFor(state, 'presence:set') !== undefined;
  return (
    <div
      class="menu"
      ref={ref}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        ref.current?.querySelector('button')?.focus();
      }}
    >
      <button type="button" class="button button-small presence" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="visually-hidden">{t('presence.change')}: </span>
        <span class={`dot ${DOT[presence]}`} />
        <span class="presence-label">
          {isPending ? t('pending.sending') : t(`presence.${presence}`)}
          {reasonKey && presence === 'away' && !isPending ? (
            <span class="muted wide-only"> · {t(reasonKey)}</span>
          ) : null}
        </span>
        <span aria-hidden="true">▾</span>
      </button>
      {open ? (
        <ul class="menu-list">
          {item('available', t('presence.available'))}
          {REASONS.map((why) => item('away', `${t('presence.away')} · ${t(`reason.${why}`)}`, why))}
          {item('offline', t('shift.end'))}
        </ul>
      ) : null}
    </div>
  );
}
