/** The outcomes that leads can be filtered by. A built-in one finds each outcome of its meaning, and says so if there are others. */
import type { LeadOptions } from '../../shared/api.ts';
import type { leadsText } from '../../shared/text/leads.ts';
import type { Translate } from '../../shared/text/index.ts';

export function outcomeFilters(
  outcomes: LeadOptions['outcomes'],
  t: Translate<Extract<keyof typeof leadsText, string>>,
): readonly { readonly value: string; readonly label: string }[] {
  const hasOthers = (id: string) => outcomes.some((other) => other.means === id && other.id !== id);
  return outcomes.map(({ id, name }) => ({
    value: id,
    label: hasOthers(id) ? t('filter.outcome.all', { name }) : name,
  }));
}
