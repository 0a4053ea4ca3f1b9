/** The filters and the order: a menu to choose them, and a chip for each that is set. */
import { useId } from 'preact/hooks';
import type { LeadOptions, ShownDetail } from '../../shared/api.ts';
import { leadText } from '../../shared/text/lead.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { useStore } from '../base/createStore.ts';
import { daysOf, rangeMoment } from '../base/days.ts';
import { outcomeFilters } from '../base/outcomeFilters.ts';
import { language } from '../base/settings.ts';
import { knownKey, useText } from '../base/text.ts';
import { DayRange } from '../base/ui/DayRange.tsx';
import { Icon } from '../base/ui/Icon.tsx';
import { Select } from '../base/ui/Select.tsx';
import { useMenu } from '../base/ui/useMenu.ts';
import { useProfileLabel } from '../lead/profile/ProfileInput.tsx';
import { ViewMenu } from './ViewMenu.tsx';
import { WordField } from './WordField.tsx';
import {
  ANY,
  CHOICES,
  FILTERS,
  mostLikely,
  SORTS,
  toComplete,
  withAskedFor,
  withFilter,
  type FilterName,
  type View,
} from './view.ts';

interface Props {
  view: View;
  onShow: (view: View) => void;
  options: LeadOptions | null;
  isSupervisor: boolean;
}

const CHOSEN = [
  'state',
  'outcome',
  'campaign',
  'owner',
  'source',
  'band',
  'missing',
  'created',
  'due',
] as const satisfies readonly FilterName[];

const WORDS = ['cameFrom', 'tag'] as const satisfies readonly FilterName[];

export function FilterBar({ view, onShow, options, isSupervisor }: Props) {
  const t = useText(leadsText);
  const id = useId();
  const sortId = useId();
  const { open, setOpen, ref, onKeyDown } = useMenu();
  const { filters } = view;
  const choices = useChoices(options, filters.campaign);
  const set = (name: FilterName) => (value: string | undefined) => {
    const next = { ...view, filters: withFilter(filters, name, value) };
    onShow(name === 'missing' ? withAskedFor(next) : next);
  };
  const chosen = FILTERS.filter((name) => filters[name] !== undefined);
  return (
    <div class="stack-tight">
      <div class="row leads-filters">
        <ViewMenu view={view} onShow={onShow} isSupervisor={isSupervisor} />
        <div class="leads-menu" ref={ref} onKeyDown={onKeyDown}>
          <button
            type="button"
            class="button button-small"
            data-focus
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {t('filter')}
          </button>
          <div id={id} class="leads-popover card" hidden={!open}>
            <div class="leads-filter-fields">
              {CHOSEN.filter((name) => isSupervisor || name !== 'owner').map((name) => (
                <Select
                  key={name}
                  label={t(`filter.${name}`)}
                  any={t('filter.any')}
                  value={filters[name] ?? ''}
                  choices={choices.of(name)}
                  onChoose={set(name)}
                />
              ))}
              {WORDS.map((name) => (
                <WordField key={name} name={name} value={filters[name] ?? ''} onWord={set(name)} />
              ))}
              <DayRange
                {...daysOf(filters)}
                labels={{ from: t('filter.from'), to: t('filter.to') }}
                onDay={(end, day) => set(end)(rangeMoment(end, day))}
              />
            </div>
          </div>
        </div>
        {chosen.map((name) => {
          const label = choices.labelOf(name, filters[name] ?? '');
          const text = t('filter.is', { name: t(`filter.${name}`), value: label ?? filters[name] ?? '' });
          return (
            <button
              key={name}
              type="button"
              class={label === null ? 'chip chip-gone' : 'chip'}
              aria-label={t('filter.remove', { filter: text })}
              onClick={() => set(name)(undefined)}
            >
              <bdi>{text}</bdi>
              <Icon name="remove" size={12} />
            </button>
          );
        })}
        {chosen.length > 1 ? (
          <button
            type="button"
            class="button button-small button-quiet"
            onClick={() => onShow({ ...view, filters: {} })}
          >
            {t('filter.clear')}
          </button>
        ) : null}
        <div class="leads-sort row">
          {filters.missing === undefined ? (
            <button type="button" class="button button-small button-quiet" onClick={() => onShow(toComplete(view))}>
              {t('toComplete')}
            </button>
          ) : null}
          {view.sort === 'score' ? null : (
            <button type="button" class="button button-small button-quiet" onClick={() => onShow(mostLikely(view))}>
              {t('mostLikely')}
            </button>
          )}
          <label class="visually-hidden" for={sortId}>
            {t('sort')}
          </label>
          <select
            id={sortId}
            class="input leads-select"
            value={view.sort}
            onChange={(event) => {
              const sort = SORTS.find((one) => one === event.currentTarget.value);
              if (sort) onShow(withAskedFor({ ...view, sort }));
            }}
          >
            {SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {t(`sort.${sort}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      {view.sort === 'waiting' ? <p class="small muted">{t('sort.onlyWaiting')}</p> : null}
      {view.sort === 'score' ? <p class="small muted">{t('sort.onlyOpen')}</p> : null}
      {view.sort === 'due' ? <p class="small muted">{t('sort.onlyDue')}</p> : null}
    </div>
  );
}

const WAIT_FOR_OPTIONS: readonly FilterName[] = ['campaign', 'owner', 'outcome', 'missing'];

/** The details of the chosen campaign, or those of all, each once. */
function detailsIn(
  options: LeadOptions | null,
  campaign: string | undefined,
  labelOf: (detail: ShownDetail) => string,
): readonly { readonly value: string; readonly label: string }[] {
  const among = options?.campaigns.filter(({ id }) => campaign === undefined || id === campaign) ?? [];
  const byPath = new Map(among.flatMap(({ details }) => details.map((detail) => [detail.path, detail] as const)));
  return [...byPath.values()].map((detail) => ({ value: detail.path, label: labelOf(detail) }));
}

interface Choices {
  readonly of: (name: (typeof CHOSEN)[number]) => readonly { readonly value: string; readonly label: string }[];
  /** null if the value isn't one of the choices. While they load, an empty label. */
  readonly labelOf: (name: FilterName, value: string) => string | null;
}

function useChoices(options: LeadOptions | null, campaign: string | undefined): Choices {
  const t = useText(leadsText);
  const about = useText(leadText);
  const labelOf = useProfileLabel();
  const reads = useStore(language);
  const textOf = (name: FilterName, value: string): string => {
    if (name === 'source') return about(`inquiry.${value as 'form'}`);
    const key = knownKey(leadText, `${name}.${value}`);
    if (key !== null) return about(key);
    const own = knownKey(leadsText, `${name}.${value}`);
    return own === null ? value : t(own);
  };
  const of: Choices['of'] = (name) => {
    if (name === 'outcome') return outcomeFilters(options?.outcomes ?? [], t);
    if (name === 'campaign' || name === 'owner') {
      const listed = name === 'campaign' ? options?.campaigns : options?.agents;
      return (listed ?? []).map((one) => ({ value: one.id, label: one.name }));
    }
    if (name === 'missing') return [{ value: ANY, label: t('missing.any') }, ...detailsIn(options, campaign, labelOf)];
    return (CHOICES[name] ?? []).map((value) => ({ value, label: textOf(name, value) }));
  };
  return {
    of,
    labelOf: (name, value) => {
      if (name === 'from' || name === 'to') {
        if (!/^\d{1,14}$/.test(value)) return null;
        const at = Number(value) - (name === 'to' ? 1 : 0);
        return new Intl.DateTimeFormat(reads === 'ko' ? 'ko-KR' : 'en-US', { dateStyle: 'medium' }).format(at);
      }
      if (name === 'tag' || name === 'cameFrom') return value;
      if (!options && WAIT_FOR_OPTIONS.includes(name)) return '…';
      return of(name).find((choice) => choice.value === value)?.label ?? null;
    },
  };
}
