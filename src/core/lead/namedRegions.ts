/** L153: where a person may be, by what the answers name. */
import { regionsNamed } from '../law/addresses.ts';
import { withRegions } from '../law/zones.ts';
import type { Person } from '../vocabulary/people.ts';
import type { Lead } from './lead.ts';

/** In the states that the answers name now. A zone that an earlier answer brought stays, since it may still be theirs. */
export function inNamedRegions(person: Person, answers: Lead['answers']): Person {
  const { regions: _before, ...rest } = person;
  const regions = regionsNamed(answers, person.telCountry);
  const { zones } = withRegions(person, regions);
  return { ...rest, zones, ...(regions.length > 0 && { regions }) };
}
