/** The first and the last day of a range, as 2026-07-04; an end that isn't set is empty. */
import { useId } from 'preact/hooks';
import { commonText } from '../../../shared/text/common.ts';
import type { RangeEnd } from '../days.ts';
import { useText } from '../text.ts';

interface Props {
  from: string;
  to: string;
  /** `day`: empty if the field was cleared. */
  onDay: (end: RangeEnd, day: string) => void;
  /** Instead of “From” and “To”. */
  labels?: Readonly<Record<RangeEnd, string>>;
}

const ENDS = ['from', 'to'] as const;

export function DayRange({ from, to, onDay, labels }: Props) {
  const common = useText(commonText);
  const id = useId();
  const days = { from, to };
  return (
    <>
      {ENDS.map((end) => (
        <div key={end} class="field">
          <label for={`${id}-${end}`}>{labels?.[end] ?? common(end)}</label>
          <input
            id={`${id}-${end}`}
            class="input"
            type="date"
            value={days[end]}
            onChange={(event) => onDay(end, event.currentTarget.value)}
          />
        </div>
      ))}
    </>
  );
}
