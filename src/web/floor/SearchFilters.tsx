/** Search filters: state, outcome, campaign, agent and dates. */
import { LEAD_STATES } from '../../core/vocabulary/states.ts';
import type { LeadOptions } from '../../shared/api.ts';
import type { Floor } from '../../shared/floor.ts';
import { leadText } from '../../shared/text/lead.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { useResource } from '../base/useResource.ts';
import { daysOf, rangeMoment } from '../base/days.ts';
import { outcomeFilters } from '../base/outcomeFilters.ts';
import { useText } from '../base/text.ts';
import { DayRange } from '../base/ui/DayRange.tsx';
import { Select } from '../base/ui/Select.tsx';
import type { Filters } from './filters.ts';

interface Props {
  floor: Pick<Floor, 'agents' | 'campaigns'>;
  filters: Filters;
  onFilter: (filters: Filters) => void;
}

export function SearchFilters({ floor, filters, onFilter }: Props) {
  const t = useText(leadsText);
  const about = useText(leadText);
  const options = useResource<LeadOptions>('/api/leads/options').data;
  const set = (name: keyof Filters) => (value: string | undefined) => {
    const { [name]: _before, ...rest } = filters;
    onFilter(value === undefined || value === '' ? rest : { ...rest, [name]: value });
  };
  const choices = {
    state: LEAD_STATES.map((state) => ({ value: state, label: about(`state.${state}`) })),
    outcome: outcomeFilters(options?.outcomes ?? [], t),
    campaign: floor.campaigns.map(({ id, name }) => ({ value: id, label: name })),
    owner: floor.agents.map(({ id, name }) => ({ value: id, label: name })),
  };
  return (
    <div class="search-filters">
      {(['state', 'outcome', 'campaign', 'owner'] as const).map((name) => (
        <Select
          key={name}
          label={t(`filter.${name}`)}
          any={t('filter.any')}
          value={filters[name] ?? ''}
          choices={choices[name]}
          onChoose={set(name)}
        />
      ))}
      <DayRange
        {...daysOf(filters)}
        labels={{ from: t('filter.from'), to: t('filter.to') }}
        onDay={(end, day) => set(end)(rangeMoment(end, day))}
      />
    </div>
  );
}
