/**
 * One status line below the bar, always present so that nothing moves. Shows the most serious item: disconnected, set away
 * by the system, something ended, phone unreachable; otherwise the agent's own status.
 */
import type { Language } from '../../core/vocabulary/language.ts';
import { deskText } from '../../shared/text/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { sayRefusal } from '../../shared/text/refusals.ts';
import { awayText } from '../base/awayText.ts';
import { useStore } from '../base/createStore.ts';
import { timeOf, whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { knownKey, useText } from '../base/text.ts';
import { useIsConnectedElsewhere, useLine, useUnreachablePhone, usePhoneState } from './context.ts';
import { isAbout } from '../lead/profile/profileValues.ts';
import { isUnableToCall } from '../softphone/softphone.ts';
import { connectHere } from './phone.ts';
import { isClick } from './requests.ts';
import { pendingFor } from './requests.ts';
import { type DeskState, type Notice } from './deskState.ts';

type T = ReturnType<typeof useText<typeof deskText>>;

export function StatusStrip() {
  const t = useText(deskText);
  const lead = useText(leadText);
  const reads = useStore(language);
  const line = useLine();
  const state = useStore(line.state);
  const kept = state.requests.filter(isClick).length;
  const phone = useUnreachablePhone();
  const isElsewhere = useIsConnectedElsewhere();
  const isUnable = isUnableToCall(usePhoneState());
  const reach = phone === null ? 'here' : isElsewhere ? 'elsewhere' : isUnable ? 'unable' : 'nowhere';
  const news = newsOf(state, t, lead, reads, reach);
  const isBack = pendingFor(state, 'presence:set') !== undefined;
  return (
    <div class={`strip strip-${news.tone}`} role="status" aria-live="polite">
      <span class="grow">
        <bdi>{news.text}</bdi>
        {state.line === 'down' && kept > 0 ? <strong> {t('pending.queued', { count: kept })}</strong> : null}
      </span>
      {news.action === 'back' && !isBack ? (
        <button
          type="button"
          class="button button-small button-primary"
          onClick={() => line.ask({ event: 'presence:set', body: { presence: 'available' } })}
        >
          {t('strip.back')}
        </button>
      ) : null}
      {news.action === 'connect' && phone ? (
        <button type="button" class="button button-small button-primary" onClick={() => connectHere(phone)}>
          {t(isElsewhere ? 'phone.ringHere' : 'phone.connectHere')}
        </button>
      ) : null}
      {news.action === 'read' ? (
        <button
          type="button"
          class="icon-button strip-close"
          aria-label={t('strip.dismiss')}
          title={t('strip.dismiss')}
          onClick={() => line.dispatch({ kind: 'noticeRead' })}
        >
          ×
        </button>
      ) : null}
    </div>
  );
}

interface News {
  readonly tone: 'plain' | 'good' | 'warn' | 'bad';
  readonly text: string;
  readonly action?: 'back' | 'read' | 'connect';
}

export function newsOf(
  state: DeskState,
  t: T,
  lead: ReturnType<typeof useText<typeof leadText>>,
  reads: Language,
  reach: 'here' | 'elsewhere' | 'nowhere' | 'unable',
): News {
  if (state.line === 'refused') return { tone: 'warn', text: t('notAgent') };
  if (state.line === 'down') return { tone: 'bad', text: t('strip.reconnecting') };
  // Takes priority: a click that seems lost is clicked again.
  if (state.requests.some((one) => one.isLate && isClick(one))) return { tone: 'warn', text: t('strip.late') };
  const { presence } = state;
  if (!presence) return { tone: 'plain', text: t('strip.connecting') };

  if (presence.by !== undefined && presence.presence !== 'available') {
    const text = t(`set.${presence.presence}`, { by: presence.by, note: presence.note ?? '' });
    return { tone: 'warn', text, action: 'back' };
  }
  const isOutcomeGiven = presence.reason === 'wrapUpOverdue' && state.lead?.state !== 'wrapUp';
  const systemKey = isOutcomeGiven ? 'away.wrapUpDone' : knownKey(deskText, `away.${presence.reason ?? ''}`);
  if (presence.presence === 'away' && systemKey) return { tone: 'warn', text: t(systemKey), action: 'back' };
  if (state.notice) return { ...noticeOf(state, state.notice, t, lead, reads), action: 'read' };
  if (reach === 'nowhere' && !state.lead) return { tone: 'bad', text: t('phone.outOfReach'), action: 'connect' };
  if (reach === 'unable' && !state.lead) return { tone: 'warn', text: t('phone.outOfReach') };
  if (reach === 'elsewhere' && !state.lead) return { tone: 'warn', text: t('phone.elsewhere'), action: 'connect' };

  const time = timeOf(presence.since, reads);
  if (presence.presence === 'offline') return { tone: 'plain', text: t('strip.offline') };
  if (presence.presence === 'away') {
    const reason = awayText(presence, t, reads);
    const text = reason ? t('strip.away', { time, reason }) : t('strip.awayPlain', { time });
    return { tone: 'warn', text, action: 'back' };
  }
  return state.lead ? { tone: 'plain', text: t('strip.busy') } : { tone: 'good', text: t('strip.available', { time }) };
}

function noticeOf(
  state: DeskState,
  notice: Notice,
  t: T,
  lead: ReturnType<typeof useText<typeof leadText>>,
  reads: Language,
): News {
  switch (notice.kind) {
    case 'offerEnded':
      if (notice.reason === 'accepted-elsewhere' && notice.by === undefined) {
        return { tone: 'plain', text: t('ended.accepted-elsewhere-unknown') };
      }
      return { tone: 'plain', text: t(`ended.${notice.reason}`, { by: notice.by ?? '' }) };
    case 'offerGoneWhileDown':
      return { tone: 'plain', text: t('ended.whileAway') };
    case 'leadGone': {
      const why = knownKey(deskText, `gone.${notice.why}`);
      return { tone: 'warn', text: why ? t('lead.takenAway', { why: t(why) }) : t('lead.gone') };
    }
    case 'consultMissed':
      return { tone: 'warn', text: t('consult.missed', { name: notice.name }) };
    case 'planned': {
      if (notice.dueAt === null) return { tone: 'plain', text: t('result.unplanned') };
      return { tone: 'plain', text: t('result.planned', { when: whenOf(notice.dueAt, serverNow(), reads) }) };
    }
    case 'closed':
      return { tone: 'plain', text: t(notice.isCallback ? 'result.callback' : 'result.closed') };
    case 'booked': {
      const { at, place } = notice;
      const when = whenOf(at, serverNow(), reads);
      return {
        tone: 'plain',
        text: place === undefined ? t('result.appointment', { when }) : t('result.appointmentAt', { when, place }),
      };
    }
    case 'keysUnsure':
      return { tone: 'warn', text: t('keypad.unsure') };
    case 'refused': {
      const { event, failure } = notice;
      const reason = knownKey(leadText, `mayNot.${failure.message}`);
      const why = reason ? lead(reason) : sayRefusal(failure, reads, event);
      const label = event === 'lead:profile' ? labelOf(state.lead, failure.mistakes?.[0]?.path ?? '', lead) : null;
      return { tone: 'bad', text: label === null ? why : lead('profile.refused', { label, why }) };
    }
  }
}

/** The label of the customer's detail that a mistake is about; null if there is none. */
function labelOf(
  lead: DeskState['lead'],
  mistakePath: string,
  t: ReturnType<typeof useText<typeof leadText>>,
): string | null {
  const field = [...(lead?.profile ?? []), ...(lead?.survey ?? [])].find(({ path }) => isAbout(path, mistakePath));
  const key = field ? knownKey(leadText, `profile.${field.path}`) : null;
  return field?.label ?? (key ? t(key) : null);
}
