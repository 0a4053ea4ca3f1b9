/** An agreed follow-up: the time in the agent's zone with the customer's local time beside it, and who calls. */
import { useId } from 'preact/hooks';
import { zoneName } from '../../shared/text/clockTime.ts';
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { focusAtOnce } from '../base/focus.ts';
import { fromLocalInput, timeOf, toLocalInput, whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import { MovedTimeNotice } from '../base/ui/MovedTimeNotice.tsx';
import type { Draft } from './drafts.ts';
import { quickTimes } from './quickTimes.ts';

const HOUR = 3_600_000;

interface Props {
  leadId: string;
  draft: Draft;
  zone: string;
  onChange: (part: Partial<Draft>) => void;
}

export function FollowUp({ leadId, draft, zone, onChange }: Props) {
  const t = useText(deskText);
  const toggle = (on: boolean) => {
    const wholeHour = Math.ceil((serverNow() + HOUR) / HOUR) * HOUR;
    onChange({ followUp: on, followUpAt: draft.followUpAt || toLocalInput(wholeHour) });
  };
  return (
    <div class="stack">
      <label class="check">
        <input type="checkbox" checked={draft.followUp} onChange={(event) => toggle(event.currentTarget.checked)} />
        <span class="label">{t('wrap.followUp')}</span>
      </label>
      {draft.followUp ? <WhenFields leadId={leadId} draft={draft} zone={zone} onChange={onChange} /> : null}
    </div>
  );
}

/** When and where an appointment is. Its agent is this one. */
export function AppointmentFields({ leadId, draft, zone, onChange }: Props) {
  const t = useText(deskText);
  const id = useId();
  return (
    <div class="stack">
      <WhenFields leadId={leadId} draft={draft} zone={zone} isMine onChange={onChange} />
      <div class="field">
        <label for={id}>{t('wrap.place')}</label>
        <input
          id={id}
          class="input"
          maxLength={300}
          autocomplete="off"
          value={draft.place}
          onInput={(event) => onChange({ place: event.currentTarget.value })}
        />
        <span class="field-hint">{t('wrap.placeHint')}</span>
      </div>
    </div>
  );
}

type When = Pick<Draft, 'followUpAt' | 'followUpOwner'>;

/** Time and owner of a call. If the law or business hours move the time, the form says so before it is saved. */
export function WhenFields({
  leadId,
  draft,
  zone,
  isFocused = false,
  isMine = false,
  onChange,
}: {
  leadId: string;
  draft: When;
  zone: string;
  /** Set when it replaces the button that opened it. */
  isFocused?: boolean;
  /** No one else may call then. */
  isMine?: boolean;
  onChange: (part: Partial<When>) => void;
}) {
  const t = useText(deskText);
  const reads = useStore(language);
  const id = useId();
  const at = fromLocalInput(draft.followUpAt);
  return (
    <div class="stack follow-up">
      <fieldset class="row">
        <legend class="visually-hidden">{t('wrap.quick')}</legend>
        {quickTimes(serverNow(), zone).map(({ kind, at: quickAt }) => (
          <button
            key={kind}
            type="button"
            class="button button-small"
            aria-pressed={at === quickAt}
            onClick={() => onChange({ followUpAt: toLocalInput(quickAt) })}
          >
            {t(`quick.${kind}`, { time: timeOf(quickAt, reads, zone) })}
          </button>
        ))}
      </fieldset>
      <div class="field">
        <label for={id}>{t('wrap.followUpAt')}</label>
        <input
          id={id}
          ref={isFocused ? focusAtOnce : undefined}
          class="input"
          type="datetime-local"
          required
          min={toLocalInput(serverNow())}
          value={draft.followUpAt}
          onInput={(event) => onChange({ followUpAt: event.currentTarget.value })}
        />
        <span class="field-hint">
          {at === null
            ? '\u00a0'
            : t('wrap.followUpTheirs', {
                when: `${whenOf(at, serverNow(), reads, zone)} ${zoneName(zone, at, reads)}`,
              })}
        </span>
        <MovedTimeNotice leadId={leadId} at={at} onChoose={(free) => onChange({ followUpAt: toLocalInput(free) })} />
      </div>
      {isMine ? null : (
        <fieldset class="row">
          <legend class="visually-hidden">{t('wrap.who')}</legend>
          {(['me', 'anyone'] as const).map((owner) => (
            <label class="choice" key={owner}>
              <input
                type="radio"
                name="owner"
                checked={draft.followUpOwner === owner}
                onChange={() => onChange({ followUpOwner: owner })}
              />
              <span>{t(`wrap.${owner}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
