/** What a policy's rules look at in a lead. */
import { possiblePlaces } from '../law/possiblePlaces.ts';
import type { RuleFacts } from '../routing/rules.ts';
import type { Lead } from './lead.ts';

export function ruleFactsOf({ person, interest, answers, source }: Lead): RuleFacts {
  const utm = source.utm?.['source'];
  return {
    language: person.language,
    answers,
    ...(interest !== undefined && { interest }),
    ...(utm !== undefined && { source: utm }),
    places: () => possiblePlaces(person),
  };
}
