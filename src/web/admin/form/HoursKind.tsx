/** Which hours apply: none, always open, or weekly. Weekly hours are kept while another choice is selected. */
import { useRef } from 'preact/hooks';
import type { OpeningHours } from '../../../core/vocabulary/hours.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { useText } from '../../base/text.ts';
import { useField } from './context.ts';
import { Mistake } from './fields.tsx';
import { OFFICE_WEEK } from './hours.ts';

type Hours = Pick<OpeningHours, 'weekly' | 'holidays'> & Partial<Pick<OpeningHours, 'zone'>>;
type Kind = 'none' | 'always' | 'weekly';

interface Props {
  readonly path: string;
  /** The meaning of `null` here. */
  readonly whenNull: 'undecided' | 'business';
  /** The initial weekly hours. */
  readonly start: Hours;
}

export function HoursKind({ path, whenNull, start }: Props) {
  const t = useText(adminText);
  const { value, set } = useField<Hours | null>(path);
  const kept = useRef<Hours>({ ...start, weekly: OFFICE_WEEK });
  if (value) kept.current = value.weekly ? value : { ...value, weekly: kept.current.weekly };
  const now: Kind = value === null ? 'none' : value.weekly === null ? 'always' : 'weekly';
  const choose = (kind: Kind) => {
    if (kind === 'none') set(null);
    else set(kind === 'always' ? { ...kept.current, weekly: null } : kept.current);
  };
  const option = (kind: Kind, label: string) => (
    <label class="choice">
      <input type="radio" name={path} checked={now === kind} onChange={() => choose(kind)} />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset class="field" id={path} tabIndex={-1}>
      <legend class="visually-hidden">{t('hours.kind')}</legend>
      <div class="row">
        {option('none', t(`hours.${whenNull}`))}
        {option('weekly', t('hours.weekly'))}
        {option('always', t('hours.always'))}
      </div>
      <Mistake path={path} />
    </fieldset>
  );
}
