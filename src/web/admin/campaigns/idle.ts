/** Settings of a policy as typed that have no effect, and why, in the language of the page. */
import type { CampaignFields, CampaignView, PersonView } from '../../../shared/admin.ts';
import { idleSettings } from '../../../shared/idleSettings.ts';
import { adminMistakesText } from '../../../shared/text/adminMistakes.ts';
import type { Mistake } from '../../../core/vocabulary/mistake.ts';
import { knownKey, useText } from '../../base/text.ts';
import { takersAmong } from './eligibleAgents.ts';

type Routing = Pick<CampaignFields, 'policy' | 'teamIds' | 'skills' | 'siteIds'>;

export interface Around {
  readonly people: readonly PersonView[];
  readonly scoring: CampaignFields['scoring'];
  readonly calls: CampaignView['calls'];
}

/** By path. Whether a model scores the leads isn't known here, so only scoring that is there counts. */
export function useIdle(routing: Routing, { people, scoring, calls }: Around): Readonly<Record<string, string>> {
  const say = useSentence();
  const idle = idleSettings(routing, {
    takers: takersAmong(people),
    callersChooseSkills: calls?.questions.some(({ choices }) => choices.some(({ skills }) => skills?.length)) === true,
    isScored: scoring ? true : undefined,
  });
  return Object.fromEntries(idle.map((one) => [one.path, say(one)]));
}

/** A reason that isn't about settings is shown as its code. The texts of settings alone keep the page small. */
export function useSentence(): (mistake: Mistake) => string {
  const say = useText(adminMistakesText);
  return ({ code, values }) => {
    const key = knownKey(adminMistakesText, code);
    return key ? say(key, values) : code;
  };
}
