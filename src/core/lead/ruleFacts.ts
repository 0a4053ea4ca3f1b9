/** What a policy's rules look at in a lead. */
import { possiblePlaces } from '../law/possiblePlaces.ts';
import type { RuleFacts } from '../routing/rules.ts';
import { sourceIn } from '../vocabulary/touch.ts';
import type { Lead } from './lead.ts';
import { openingTouch } from './touches.ts';

export function ruleFactsOf({ person, interest, answers, inquiries, score }: Lead): RuleFacts {
  const source = sourceIn(openingTouch({ inquiries }));
  return {
    language: person.language,
    answers,
    ...(interest !== undefined && { interest }),
    ...(source !== undefined && { source }),
    ...(score !== undefined && { score: score.points }),
    places: () => possiblePlaces(person),
  };
}
