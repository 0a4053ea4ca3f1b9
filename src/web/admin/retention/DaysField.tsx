/** One kind of data: why it is kept and for how many days. Kinds without a limit also offer "always". */
import { useRef } from 'preact/hooks';
import type { RetentionView } from '../../../shared/admin.ts';
import { adminRetentionText } from '../../../shared/text/adminRetention.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { noteId, useField } from '../form/context.ts';
import { useLabel } from '../form/fields.tsx';

type Kind = RetentionView['kinds'][number];

/** A start to change, in days. */
const USUAL_BACKUPS = 30;

export function DaysField({ kind, default: usual, least, most, advised }: Kind) {
  const t = useText(adminRetentionText);
  const reads = useStore(language);
  const label = useLabel(kind);
  const { value, mistake } = useField<number | null>(kind);
  const mayStay = usual === null;
  const figures = { least, most: most.toLocaleString(reads), usual: usual ?? '' };
  return (
    <fieldset class="field kept-days" id={mayStay ? kind : undefined} tabIndex={-1}>
      <legend class="label">{label}</legend>
      <p class="muted small">{t(`why.${kind}`)}</p>
      <div class="row">
        {mayStay ? <AlwaysOrDays kind={kind} start={advised ?? USUAL_BACKUPS} /> : null}
        {value === null ? null : <Days kind={kind} mayStay={mayStay} least={least} most={most} />}
      </div>
      <span id={noteId(kind)} class={mistake === undefined ? 'field-hint' : 'field-error'}>
        {mistake ?? t(kind === 'backups' ? 'bounds.backups' : mayStay ? 'bounds.always' : 'bounds', figures)}
      </span>
      {mayStay ? (
        <div role="status">
          {advised !== null && value !== null && value >= least && value < advised ? (
            <p class="notice notice-warn">{t('fiveYears', { days: value.toLocaleString(reads) })}</p>
          ) : null}
        </div>
      ) : null}
    </fieldset>
  );
}

function AlwaysOrDays({ kind, start }: Pick<Kind, 'kind'> & { start: number }) {
  const t = useText(adminRetentionText);
  const { value, set } = useField<number | null>(kind);
  const kept = useRef(start);
  if (value !== null && value > 0) kept.current = value;
  const option = (isAlways: boolean) => (
    <label class="choice">
      <input
        type="radio"
        name={kind}
        checked={(value === null) === isAlways}
        onChange={() => set(isAlways ? null : kept.current)}
      />
      <span>{t(isAlways ? (kind === 'backups' ? 'notStated' : 'always') : 'afterDays')}</span>
    </label>
  );
  return (
    <>
      {option(true)}
      {option(false)}
    </>
  );
}

interface DaysProps extends Pick<Kind, 'kind' | 'least' | 'most'> {
  readonly mayStay: boolean;
}

function Days({ kind, mayStay, least, most }: DaysProps) {
  const t = useText(adminRetentionText);
  const label = useLabel(kind);
  const { value, set, described } = useField<number | null>(kind);
  return (
    <span class="kept-line">
      <input
        {...(mayStay ? {} : { id: kind })}
        class="input input-number"
        type="number"
        min={least}
        max={most}
        // Emptying the field does not mean "always": the server refuses 0 and names the limits.
        value={value === 0 || value === null ? '' : value}
        onInput={({ currentTarget }) =>
          set(Number.isNaN(currentTarget.valueAsNumber) ? 0 : currentTarget.valueAsNumber)
        }
        aria-label={`${label}: ${t('days')}`}
        {...described}
      />
      <span aria-hidden="true">{t('days')}</span>
    </span>
  );
}
