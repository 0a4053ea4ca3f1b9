/** A duration: a number and a unit. Stored in milliseconds and shown in the largest unit that gives a whole number. */
import { useState } from 'preact/hooks';
import { adminText } from '../../../shared/text/admin.ts';
import { useText } from '../../base/text.ts';
import { useField } from './context.ts';
import { Note, useLabel } from './fields.tsx';
import { SPAN_UNITS, unitFor, type SpanUnit } from './spans.ts';

export function SpanField({ path, units, label }: { path: string; units: readonly SpanUnit[]; label?: string }) {
  const t = useText(adminText);
  const own = useLabel(path);
  const { id, value, set, described } = useField<number | null>(path);
  const [unit, setUnit] = useState(() => unitFor(value ?? 0, units));
  const size = SPAN_UNITS[unit];
  const change = (amount: number, next: SpanUnit) => {
    set(Number.isNaN(amount) ? null : Math.round(amount * SPAN_UNITS[next]));
  };
  return (
    <div class="field">
      <label for={id}>{label ?? own}</label>
      <div class="span">
        <input
          id={id}
          class="input input-number"
          type="number"
          min={0}
          step="any"
          value={value === null ? '' : value / size}
          onInput={({ currentTarget }) => change(currentTarget.valueAsNumber, unit)}
          {...described}
        />
        <select
          class="input"
          aria-label={t('span.unitOf', { field: label ?? own })}
          value={unit}
          onChange={({ currentTarget }) => {
            const next = currentTarget.value as SpanUnit;
            setUnit(next);
            // The number stays and takes the new unit.
            if (value !== null) change(value / size, next);
          }}
        >
          {units.map((name) => (
            <option key={name} value={name} selected={name === unit}>
              {t(`span.${name}`)}
            </option>
          ))}
        </select>
      </div>
      <Note path={path} />
    </div>
  );
}
