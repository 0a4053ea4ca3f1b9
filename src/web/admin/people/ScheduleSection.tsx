/** When a person who takes leads is scheduled: weekly hours, and dates with other hours or an absence. */
import { useId, useRef } from 'preact/hooks';
import { ABSENCES, MOST_EXCEPTIONS, type Schedule, type ScheduleException } from '../../../core/vocabulary/hours.ts';
import { adminPeopleText } from '../../../shared/text/adminPeople.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { DateField, Mistake, SelectField, useLabel } from '../form/fields.tsx';
import { OFFICE_WEEK, type Span } from '../form/hours.ts';
import { DayLine, WeekField } from '../form/HoursField.tsx';
import { ListField } from '../form/ListField.tsx';

const KINDS = [...ABSENCES, 'hours'] as const;

export function ScheduleSection() {
  const t = useText(adminPeopleText);
  const id = useId();
  const agent = useField<object | null>('agent').value;
  const { value, set } = useField<Schedule | null>('schedule');
  // Turning it off and on again restores it.
  const kept = useRef<Schedule>({ weekly: OFFICE_WEEK, exceptions: [] });
  if (value) kept.current = value;
  if (!agent) return null;
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id}>{t('schedule')}</h2>
      <p class="small muted">{t('schedule.about')}</p>
      <div class="stack-tight">
        <label class="check">
          <input
            id="schedule"
            type="checkbox"
            checked={value !== null}
            onChange={({ currentTarget }) => set(currentTarget.checked ? kept.current : null)}
          />
          <span>{t('schedule.has')}</span>
        </label>
        <Mistake path="schedule" />
      </div>
      {value ? (
        <>
          <WeekField path="schedule.weekly" none={t('schedule.off')} />
          <ListField<ScheduleException>
            path="schedule.exceptions"
            make={() => ({ kind: 'vacation', from: '', until: '' })}
            add={t('schedule.add')}
            max={MOST_EXCEPTIONS}
            isSorted
          >
            {(path) => <ExceptionFields path={path} />}
          </ListField>
        </>
      ) : null}
    </section>
  );
}

function ExceptionFields({ path }: { path: string }) {
  const t = useText(adminPeopleText);
  const { value, set } = useField<ScheduleException>(path);
  const { from, until } = value;
  const pick = (kind: ScheduleException['kind']) =>
    set(kind === 'hours' ? { kind, from, until, spans: OFFICE_WEEK[1] } : { kind, from, until });
  return (
    <>
      <div class="pair">
        {/* A single day needs only one date. */}
        <DateField path={`${path}.from`} onDate={(date) => set({ ...value, from: date, until: until || date })} />
        <DateField path={`${path}.until`} />
        <SelectField
          path={`${path}.kind`}
          options={KINDS.map((kind) => [kind, t(`schedule.kind.${kind}`)])}
          onPick={(kind) => pick(kind as ScheduleException['kind'])}
        />
      </div>
      {value.kind === 'hours' ? <ExceptionHours path={`${path}.spans`} item={path} /> : null}
    </>
  );
}

function ExceptionHours({ path, item }: { path: string; item: string }) {
  const t = useText(adminPeopleText);
  const { value, set } = useField<readonly Span[]>(path);
  const name = `${useLabel(item)}: ${useLabel(path)}`;
  return (
    <div class="week">
      <DayLine path={path} name={name} none={t('schedule.off')} spans={value} set={set} />
    </div>
  );
}
