/** The agent's status: available, away with a reason, or offline. */
import { AWAY_REASONS, type AwayReason, type Presence } from '../../core/vocabulary/presence.ts';
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { awayText } from '../base/awayText.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { useLine } from './context.ts';
import { pendingFor } from './requests.ts';
import { useMenu } from '../base/ui/useMenu.ts';

const BUILT_IN = AWAY_REASONS.map((id) => ({ id, label: undefined }));
const DOT: Readonly<Record<Presence, string>> = { available: 'dot-good', away: 'dot-warn', offline: '' };

export function PresenceMenu() {
  const t = useText(deskText);
  const line = useLine();
  const state = useStore(line.state);
  const reads = useStore(language);
  const { open, setOpen, close, ref, onKeyDown } = useMenu();

  if (!state.presence) return null;
  const { presence, reason, awayReasons = BUILT_IN } = state.presence;
  const choose = (next: Presence, why?: AwayReason) => {
    close();
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
  const shownReason = awayText(state.presence, t, reads);
  const isPending = pendingFor(state, 'presence:set') !== undefined;
  return (
    <div class="menu" ref={ref} onKeyDown={onKeyDown}>
      <button type="button" class="button button-small presence" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="visually-hidden">{t('presence.change')}: </span>
        <span class={`dot ${DOT[presence]}`} />
        <span class="presence-label">
          {isPending ? t('pending.sending') : t(`presence.${presence}`)}
          {shownReason && presence === 'away' && !isPending ? (
            <span class="muted wide-only"> · {shownReason}</span>
          ) : null}
        </span>
        <span aria-hidden="true">▾</span>
      </button>
      {open ? (
        <ul class="menu-list">
          {item('available', t('presence.available'))}
          {awayReasons.map(({ id, label }) => {
            const shown = awayText({ reason: id, ...(label && { reasonLabel: label }) }, t, reads) ?? id;
            return item('away', `${t('presence.away')} · ${shown}`, id);
          })}
          {item('offline', t('shift.end'))}
        </ul>
      ) : null}
    </div>
  );
}
