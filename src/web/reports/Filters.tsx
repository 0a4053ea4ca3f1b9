/** The period, what it is compared with, how it is grouped, and the campaign; then what one report alone can choose. */
import type { ComponentChildren } from 'preact';
import type { LeadOptions } from '../../shared/api.ts';
import type { ReportPeriod } from '../../shared/reports.ts';
import { reportsText } from '../../shared/text/reports.ts';
import { useResource } from '../base/useResource.ts';
import { useText } from '../base/text.ts';
import { DayRange } from '../base/ui/DayRange.tsx';
import { Select } from '../base/ui/Select.tsx';
import type { GroupBy } from './GroupTable.tsx';
import type { ReportQuery } from './query.ts';

interface Props {
  query: ReportQuery;
  report: { readonly period: ReportPeriod; readonly compared: ReportPeriod | null } | null;
  onChange: (changes: ReportQuery) => void;
  /** Absent in reports without groups. */
  groups?: readonly GroupBy[];
  usual?: GroupBy;
  children?: ComponentChildren;
}

const PERIODS = ['7', '30', '90', '365'] as const;

const NO_DATES = { beforeFrom: '', beforeTo: '' };

/** As they are, to be edited; the server chooses where there are none. */
function datesOf(compared: ReportPeriod | null | undefined): ReportQuery {
  return compared ? { beforeFrom: compared.from, beforeTo: compared.to } : NO_DATES;
}

export function Filters({ query, report, onChange, groups = [], usual = 'day', children }: Props) {
  const t = useText(reportsText);
  const known = useResource<LeadOptions>('/api/leads/options').data?.campaigns;
  const campaigns = known ?? [];
  const unknown = known && query.campaign && !known.some(({ id }) => id === query.campaign) ? [query.campaign] : [];
  const hasDates = Boolean(query.from || query.to);
  const { from = '', to = '' } = report?.period ?? {};
  const period = (chosen: string) =>
    chosen === 'dates' ? onChange({ from, to, last: '' }) : onChange({ from: '', to: '', last: chosen });
  return (
    <div class="reports-filters">
      <Select
        label={t('period')}
        value={hasDates ? 'dates' : (query.last ?? '30')}
        choices={[...PERIODS, 'dates' as const].map((value) => ({ value, label: t(`period.${value}`) }))}
        onChoose={period}
      />
      {hasDates ? (
        <DayRange
          from={query.from || from}
          to={query.to || to}
          // A day is empty while it's being typed, so clearing one counts only without a report.
          onDay={(end, day) => (day || !report) && onChange({ [end]: day })}
        />
      ) : null}
      <Select
        label={t('compare')}
        value={query.compare ?? ''}
        choices={(['none', 'previous', 'year', 'dates'] as const).map((value) => ({
          value: value === 'none' ? '' : value,
          label: t(`compare.${value}`),
        }))}
        onChoose={(compare) => onChange({ compare, ...(compare === 'dates' ? datesOf(report?.compared) : NO_DATES) })}
      />
      {query.compare === 'dates' ? (
        <DayRange
          from={query.beforeFrom ?? report?.compared?.from ?? ''}
          to={query.beforeTo ?? report?.compared?.to ?? ''}
          labels={{ from: t('compare.from'), to: t('compare.to') }}
          onDay={(end, day) => (day || !report) && onChange({ [end === 'from' ? 'beforeFrom' : 'beforeTo']: day })}
        />
      ) : null}
      {groups.length > 0 ? (
        <Select
          label={t('by')}
          value={query.by ?? usual}
          choices={groups.map((value) => ({ value, label: t(`by.${value}`) }))}
          onChoose={(by) => onChange({ by })}
        />
      ) : null}
      <Select
        label={t('campaign')}
        value={query.campaign ?? ''}
        choices={[
          { value: '', label: t('campaign.all') },
          ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
          ...unknown.map((id) => ({ value: id, label: id })),
        ]}
        onChoose={(campaign) => onChange({ campaign })}
      />
      {children}
    </div>
  );
}
