/** Business hours by day, in one or more spans, and holidays. */
import { useState } from 'preact/hooks';
import { adminText } from '../../../shared/text/admin.ts';
import { useText } from '../../base/text.ts';
import { Icon } from '../../base/ui/Icon.tsx';
import { useField } from './context.ts';
import { Mistake, Note, useLabel } from './fields.tsx';
import { focusField } from './focusField.ts';
import { copyDay, DAYS, fromTimeInput, nextSpan, toTimeInput, type Day, type Span, type Weekly } from './hours.ts';

/** `none` stands for a day without hours. */
export function WeekField({ path, none }: { path: string; none: string }) {
  const t = useText(adminText);
  const label = useLabel(path);
  const { value: week, set } = useField<Weekly>(path);
  return (
    <fieldset class="field" id={path} tabIndex={-1}>
      <legend class="label">{label}</legend>
      <Mistake path={path} />
      <div class="week">
        {DAYS.map((day) => (
          <DayLine
            key={day}
            path={`${path}.${day}`}
            none={none}
            spans={week[day]}
            set={(spans) => set({ ...week, [day]: spans })}
            copy={day === 1 || day === 6 ? () => set(copyDay(week, day)) : undefined}
            copyLabel={t(day === 1 ? 'hours.copyWorkdays' : 'hours.copyWeekend')}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface DayProps {
  readonly path: string;
  /** For screen readers, where the path's label doesn't say which. */
  readonly name?: string;
  readonly none: string;
  readonly spans: Weekly[Day];
  readonly set: (spans: readonly Span[]) => void;
  readonly copy?: (() => void) | undefined;
  readonly copyLabel?: string;
}

/** The hours of one day. */
export function DayLine({ path, name, none, spans, set, copy, copyLabel }: DayProps) {
  const t = useText(adminText);
  const label = useLabel(path);
  const day = name ?? label;
  return (
    <div class="day" id={path} tabIndex={-1} role="group" aria-label={day}>
      <span class="day-name">{label}</span>
      <div class="day-spans">
        {spans.length === 0 ? <span class="muted day-closed">{none}</span> : null}
        <Mistake path={path} />
        {spans.map((_span, index) => (
          <div class="day-span" id={`${path}.${index}`} key={index}>
            <TimeField path={`${path}.${index}`} edge="from" label={t('hours.from', { day, n: index + 1 })} />
            <span aria-hidden="true">–</span>
            <TimeField path={`${path}.${index}`} edge="to" label={t('hours.to', { day, n: index + 1 })} />
            <button
              type="button"
              class="icon-button"
              title={t('list.remove')}
              aria-label={t('hours.remove', { day, n: index + 1 })}
              onClick={() => {
                set(spans.toSpliced(index, 1));
                focusField(`${path}~add`);
              }}
            >
              <Icon name="remove" />
            </button>
            <Mistake path={`${path}.${index}`} />
            <Mistake path={`${path}.${index}.from`} />
            <Mistake path={`${path}.${index}.to`} />
          </div>
        ))}
      </div>
      <div class="row day-do">
        <button
          type="button"
          id={`${path}~add`}
          class="button button-small button-quiet"
          aria-label={t('hours.addTo', { day })}
          onClick={() => set([...spans, nextSpan(spans)])}
        >
          {t('hours.add')}
        </button>
        {copy ? (
          <button type="button" class="button button-small button-quiet" onClick={copy}>
            {copyLabel}
          </button>
        ) : null}
      </div>
    </div>
  );
}

/** Start or end of a span. An emptied field stays empty, and saving reports it as missing. */
export function TimeField({ path, edge, label }: { path: string; edge: 'from' | 'to'; label: string }) {
  const { id, value, set, described } = useField<number | null>(`${path}.${edge}`);
  return (
    <input
      id={id}
      type="time"
      class="input input-time"
      aria-label={label}
      value={toTimeInput(value)}
      onChange={({ currentTarget }) => set(fromTimeInput(currentTarget.value, edge))}
      {...described}
    />
  );
}

/** Dates, sorted and without repeats. */
export function HolidaysField({ path }: { path: string }) {
  const t = useText(adminText);
  const label = useLabel(path);
  const { value: days, set } = useField<readonly string[]>(path);
  const [next, setNext] = useState('');
  const add = () => {
    if (next === '') return;
    set([...new Set([...days, next])].sort());
    setNext('');
  };
  return (
    <fieldset class="field" id={path} tabIndex={-1}>
      <legend class="label">{label}</legend>
      <Note path={path} />
      {days.length > 0 ? (
        <ul class="chips">
          {days.map((day, index) => (
            <li class="chip" key={day} id={`${path}.${index}`}>
              {day}
              <button
                type="button"
                class="chip-remove"
                aria-label={t('list.remove.item', { item: day })}
                onClick={() => {
                  set(days.filter((one) => one !== day));
                  focusField(`${path}~add`);
                }}
              >
                <Icon name="remove" size={12} />
              </button>
              <Mistake path={`${path}.${index}`} />
            </li>
          ))}
        </ul>
      ) : null}
      <div class="row">
        <input
          id={`${path}~add`}
          type="date"
          class="input input-date"
          aria-label={t('hours.holiday')}
          value={next}
          onInput={({ currentTarget }) => setNext(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Enter adds the day instead of saving the page.
            event.preventDefault();
            add();
          }}
        />
        <button type="button" class="button button-small" disabled={next === ''} onClick={add}>
          {t('hours.addHoliday')}
        </button>
      </div>
    </fieldset>
  );
}
