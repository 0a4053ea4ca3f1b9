/** A list of times that a customer chooses from, without a script. Its value is a moment in milliseconds. */
import type { Language } from '../../core/vocabulary/language.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { dayAndTime } from '../../shared/text/clockTime.ts';

interface TimeChoiceProps {
  readonly label: string;
  readonly times: readonly Moment[];
  /** IANA: the customer's. */
  readonly zone: string;
  readonly language: Language;
  /** Absent: the first. */
  readonly selected?: Moment | undefined;
}

export function TimeChoice({ label, times, zone, language, selected }: TimeChoiceProps) {
  return (
    <>
      <label class="label" for="at">
        {label}
      </label>
      <select class="input" id="at" name="at" required>
        {times.map((at) => (
          <option key={at} value={String(at)} selected={at === selected}>
            {dayAndTime(at, language, zone)}
          </option>
        ))}
      </select>
    </>
  );
}
