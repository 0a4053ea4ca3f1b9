/** An agreed follow-up: when in the agent's own time, with the person's time beside it, and who calls. */
import { useId } from 'preact/hooks';
import { deskText } from '../../shared/text/desk.ts';
import { useStore } from '../base/createStore.ts';
import { cityOf, fromLocalInput, hourIn, toLocalInput, whenOf } from '../base/format.ts';
import { serverNow } from '../base/serverClock.ts';
import { language } from '../base/settings.ts';
import { useText } from '../base/text.ts';
import type { Draft } from './drafts.ts';

const HOUR = 3_600_000;
/** Calling hours where the person is; outside of them a call stands on the agreement alone. */
const HOURS = { from: 8, to: 21 } as const;

interface Props {
  draft: Draft;
  zone: string;
  onChange: (part: Partial<Draft>) => void;
}

export function FollowUp({ draft, zone, onChange }: Props) {
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
      {draft.followUp ? (
        <WhenFields draft={draft} zone={zone} outside="wrap.followUpHours" onChange={onChange} />
      ) : null}
    </div>
  );
}

type When = Pick<Draft, 'followUpAt' | 'followUpOwner'>;

/** A time for a call, and whose it is. `outside` is said of a time at which the person may not be called as they please. */
export function WhenFields({
  draft,
  zone,
  outside,
  onChange,
}: {
  draft: When;
  zone: string;
  outside: 'wrap.followUpHours' | 'missed.hours';
  onChange: (part: Partial<When>) => void;
}) {
  const t = useText(deskText);
  const reads = useStore(language);
  const id = useId();
  const at = fromLocalInput(draft.followUpAt);
  const hour = at === null ? null : hourIn(zone, at);
  return (
    <div class="stack follow-up">
      <div class="field">
        <label for={id}>{t('wrap.followUpAt')}</label>
        <input
          id={id}
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
            : t('wrap.followUpTheirs', { when: `${whenOf(at, serverNow(), reads, zone)} ${cityOf(zone)}` })}
        </span>
        {hour !== null && (hour < HOURS.from || hour >= HOURS.to) ? (
          <span class="field-hint deadline-near">{t(outside)}</span>
        ) : null}
      </div>
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
    </div>
  );
}
