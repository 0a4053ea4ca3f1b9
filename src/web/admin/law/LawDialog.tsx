/** One row of the law of calls: changed, confirmed with today's date, or added. */
import { useId, useState } from 'preact/hooks';
import type { LawFields, LawRow, LawView } from '../../../shared/adminLaw.ts';
import { adminLawText } from '../../../shared/text/adminLaw.ts';
import { commonText } from '../../../shared/text/common.ts';
import { ask } from '../../base/http.ts';
import { serverNow } from '../../base/serverClock.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { noteIn } from './noteIn.ts';
import { usePlaceName } from './usePlaceName.ts';

interface Props {
  /** null: a new one. */
  readonly row: LawRow | null;
  readonly version: number;
  readonly onDone: (now: LawView) => void;
  readonly onClose: () => void;
}

type Cap = 'maxPerDay' | 'unaskedPer30Days';
type TextField = 'weekdays' | 'saturday' | 'sunday' | Cap | 'source' | 'verifiedOn' | 'note';
type Typed = Readonly<Record<TextField, string>>;

export function LawDialog({ row, version, onDone, onClose }: Props) {
  const t = useText(adminLawText);
  const common = useText(commonText);
  const placeName = usePlaceName();
  const [place, setPlace] = useState(row?.place ?? '');
  const [holidays, setHolidays] = useState(row?.holidays ?? false);
  const [typed, setTyped] = useState<Typed>(() => typedOf(row));
  const id = useId();
  const field = (name: TextField) => ({
    id: `${id}-${name}`,
    value: typed[name],
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      setTyped({ ...typed, [name]: currentTarget.value }),
  });
  const code = place.trim().toUpperCase();
  const hasHolidays = code.startsWith('US') || row?.holidays === true;
  const body = { version, ...fieldsOf(typed), holidays: holidays && hasHolidays };
  return (
    <ConfirmDialog<LawView>
      title={row ? t('edit.title', { place: placeName(row.place) }) : t('add')}
      act={common('save')}
      harmless
      send={() => ask(`/api/admin/law/${encodeURIComponent(code)}`, { method: 'PUT', body })}
      onDone={onDone}
      onClose={onClose}
    >
      {row ? null : (
        <div class="field">
          <label for={`${id}-place`}>{t('column.place')}</label>
          <input
            id={`${id}-place`}
            class="input"
            required
            maxLength={5}
            value={place}
            aria-describedby={`${id}-placeHint`}
            onInput={({ currentTarget }) => setPlace(currentTarget.value)}
          />
          <p id={`${id}-placeHint`} class="small muted">
            {t('edit.placeHint')}
          </p>
        </div>
      )}
      {(['weekdays', 'saturday', 'sunday'] as const).map((day) => (
        <div class="field" key={day}>
          <label for={`${id}-${day}`}>{t(`edit.${day}`)}</label>
          <input
            class="input"
            maxLength={20}
            required={day === 'weekdays'}
            aria-describedby={`${id}-hoursHint`}
            {...field(day)}
          />
        </div>
      ))}
      <p id={`${id}-hoursHint`} class="small muted">
        {t('edit.hoursHint')}
      </p>
      {hasHolidays ? (
        <label class="check">
          <input
            type="checkbox"
            checked={holidays}
            onChange={({ currentTarget }) => setHolidays(currentTarget.checked)}
          />
          <span>{t('holidays')}</span>
        </label>
      ) : null}
      {CAPS.map(({ name, label, max }) => (
        <div class="field" key={name}>
          <label for={`${id}-${name}`}>{t(label)}</label>
          <input
            class="input"
            type="number"
            min={1}
            max={max}
            aria-describedby={`${id}-${name}-hint`}
            {...field(name)}
          />
          <p id={`${id}-${name}-hint`} class="small muted">
            {t('edit.mostHint')}
          </p>
        </div>
      ))}
      <div class="field">
        <label for={`${id}-source`}>{t('column.source')}</label>
        <input class="input" required maxLength={200} {...field('source')} />
      </div>
      <div class="field">
        <label for={`${id}-verifiedOn`}>{t('edit.verified')}</label>
        <input class="input" type="date" required {...field('verifiedOn')} />
      </div>
      <div class="field">
        <label for={`${id}-note`}>{t('edit.note')}</label>
        <textarea class="input" rows={2} maxLength={500} {...field('note')} />
      </div>
    </ConfirmDialog>
  );
}

const CAPS = [
  { name: 'maxPerDay', label: 'edit.most', max: 20 },
  { name: 'unaskedPer30Days', label: 'edit.unasked', max: 100 },
] as const;

/** Who saves a row has just compared it with its source. */
function typedOf(row: LawRow | null): Typed {
  return {
    weekdays: row?.weekdays ?? '',
    saturday: row?.saturday ?? '',
    sunday: row?.sunday ?? '',
    maxPerDay: String(row?.maxPerDay ?? ''),
    unaskedPer30Days: String(row?.unaskedPer30Days ?? ''),
    source: row?.source ?? '',
    verifiedOn: new Date(serverNow()).toISOString().slice(0, 10),
    note: row ? noteIn(row, language.get()) : '',
  };
}

function fieldsOf({
  weekdays,
  saturday,
  sunday,
  maxPerDay,
  unaskedPer30Days,
  source,
  verifiedOn,
  note,
}: Typed): Omit<LawFields, 'holidays'> {
  const hours = (text: string) => text.replace(/[–—]/g, '-').replace(/\s/g, '');
  const orNone = (text: string) => (text.trim() === '' ? null : hours(text));
  return {
    weekdays: hours(weekdays),
    saturday: orNone(saturday),
    sunday: orNone(sunday),
    maxPerDay: countIn(maxPerDay),
    unaskedPer30Days: countIn(unaskedPer30Days),
    source: source.trim(),
    verifiedOn,
    note: note.trim(),
  };
}

function countIn(typed: string): number | null {
  return typed.trim() === '' ? null : Number(typed);
}
