/**
 * V338: filters of a page’s address that can’t be used. The server refuses them, so nothing is shown that another list or
 * report would show; this names each one and removes them with one click.
 */
import { filtersText } from '../../../shared/text/filters.ts';
import type { UnusedCriterion } from '../../../shared/api.ts';
import type { Trouble } from '../http.ts';
import { useText } from '../text.ts';

export interface BadFilter {
  readonly field: string;
  /** As the page calls the filter. */
  readonly name: string;
  readonly value: string;
  /** Why it can’t be used, where it isn’t that its value doesn’t exist. */
  readonly reason?: string;
  /** It can be used, and no lead has this value. */
  readonly unused?: UnusedCriterion;
}

/** Mistakes of values that exist. */
const REASONED: readonly string[] = ['endsBefore', 'periodTooLong', 'onlyOwnLeads'];
/** Characters of a value that are shown. */
const MOST_SHOWN = 60;

/** The filters that a refusal names; empty if it’s about something else. `names`: of the page’s filters, by field. */
export function badFilters(
  trouble: Trouble | null,
  names: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string | undefined>>,
): readonly BadFilter[] {
  if (trouble?.code !== 'bad-input') return [];
  const { fields, problem } = trouble;
  return Object.entries(fields).flatMap(([field, reason]) => {
    const name = Object.hasOwn(names, field) ? names[field] : undefined;
    const value = given[field] ?? '';
    // One that has been removed since is no longer applied.
    if (name === undefined || value === '') return [];
    const code = problem?.mistakes?.find(({ path }) => path === field)?.code ?? '';
    return [{ field, name, value, ...(REASONED.includes(code) && { reason }) }];
  });
}

interface Props {
  bad: readonly BadFilter[];
  /** What the page has of it: nothing. */
  of: 'leads' | 'report' | 'changes' | 'emails';
  onRemove: (fields: readonly string[]) => void;
}

export function BadFilters({ bad, of, onRemove }: Props) {
  const t = useText(filtersText);
  const sentenceOf = ({ name, value, reason, unused }: BadFilter) => {
    if (reason !== undefined) return t('wrong', { name, reason });
    const shown = value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value;
    return unused ? t(`unused.${unused}`, { value: shown }) : t('unknown', { name, value: shown });
  };
  return (
    <div class={`notice ${bad.every(({ unused }) => unused) ? 'notice-warn' : 'notice-bad'} row-apart`}>
      <span>
        {bad.map((one) => (
          <bdi key={one.field}>{sentenceOf(one)} </bdi>
        ))}
        {t(`shown.${of}`)}
      </span>
      <button type="button" class="button button-small" onClick={() => onRemove(bad.map(({ field }) => field))}>
        {t('remove', { count: bad.length })}
      </button>
    </div>
  );
}
