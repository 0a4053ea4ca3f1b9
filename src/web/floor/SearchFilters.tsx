/** Search filters: state, outcome, campaign, agent and dates. */
import { useId } from 'preact/hooks';
import { LEAD_STATES } from '../../core/vocabulary/states.ts';
import type { LeadOptions } from '../../shared/api.ts';
import type { Floor } from '../../shared/floor.ts';
import { floorText } from '../../shared/text/floor.ts';
import { leadText } from '../../shared/text/lead.ts';
import { leadsText } from '../../shared/text/leads.ts';
import { useResource } from '../admin/useResource.ts';
import { useText } from '../base/text.ts';
import { dayOf, startOfDay, type Filters } from './filters.ts';
import { outcomeFilters } from './outcomeFilters.ts';

interface Props {
  floor: Pick<Floor, 'agents' | 'campaigns'>;
  filters: Filters;
  onFilter: (filters: Filters) => void;
}

export function SearchFilters({ floor, filters, onFilter }: Props) {
  const t = useText(floorText);
  const about = useText(leadText);
  const leads = useText(leadsText);
  const options = useResource<LeadOptions>('/api/leads/options').data;
  const set = (name: keyof Filters) => (value: string | undefined) => {
    const { [name]: _before, ...rest } = filters;
    onFilter(value === undefined || value === '' ? rest : { ...rest, [name]: value });
  };
  const choices = {
    state: LEAD_STATES.map((state) => ({ value: state, label: about(`state.${state}`) })),
    outcome: outcomeFilters(options?.outcomes ?? [], leads),
    campaign: floor.campaigns.map(({ id, name }) => ({ value: id, label: name })),
    owner: floor.agents.map(({ id, name }) => ({ value: id, label: name })),
  };
  return (
    <div class="search-filters">
      {(['state', 'outcome', 'campaign', 'owner'] as const).map((name) => (
        <Choice
          key={name}
          label={t(`filter.${name}`)}
          any={t('filter.any')}
          value={filters[name] ?? ''}
          choices={choices[name]}
          onChoose={set(name)}
        />
      ))}
      <Day label={t('filter.from')} value={dayOf(filters.from)} onDay={(day) => set('from')(startOfDay(day))} />
      <Day
        label={t('filter.to')}
        value={filters.to === undefined ? '' : dayOf(String(Number(filters.to) - 1))}
        onDay={(day) => set('to')(startOfDay(day, 1))}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  any: string;
  value: string;
  choices: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
}

export function Choice({ label, any, value, choices, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} class="input" value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{any}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Day({ label, value, onDay }: { label: string; value: string; onDay: (day: string) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} class="input" type="date" value={value} onChange={(event) => onDay(event.currentTarget.value)} />
    </div>
  );
}
