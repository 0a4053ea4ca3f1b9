/** Why a lead went elsewhere, and what would have changed it, as sentences to the agent. Pure. */
import { SECOND } from '../../core/vocabulary/time.ts';
import type { PassedOverLead } from '../../shared/whyNotMe.ts';
import type { commonText } from '../../shared/text/common.ts';
import { whyText } from '../../shared/text/why.ts';
import type { Translate } from '../../shared/text/index.ts';
import { formatDuration } from '../base/format.ts';
import { knownKey } from '../base/text.ts';

interface Words {
  readonly t: Translate<Extract<keyof typeof whyText, string>>;
  readonly common: Translate<Extract<keyof typeof commonText, string>>;
}

export function reasonOf(lead: PassedOverLead, words: Words): string {
  return say('why', lead, words) ?? lead.reason;
}

export function changeOf(lead: PassedOverLead, words: Words): string {
  return say('change', lead, words) ?? '';
}

/** The variant with figures if they are known. */
function say(kind: 'why' | 'change', lead: PassedOverLead, { t, common }: Words): string | null {
  const variant = isExact(lead) ? knownKey(whyText, `${kind}.${lead.reason}.exact`) : undefined;
  const key = variant ?? knownKey(whyText, `${kind}.${lead.reason}`);
  return key ? t(key, valuesOf(lead, { t, common })) : null;
}

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / SECOND)) * SECOND;
}

function isExact({ own, theirs, ...lead }: PassedOverLead): boolean {
  const isCompared = own !== undefined && theirs !== undefined;
  return isCompared || EXACT.some((name) => lead[name] !== undefined);
}

const EXACT = ['skill', 'language', 'sites', 'teams', 'limit'] as const;

function valuesOf(
  { reason, behind, own = 0, theirs = 0, skill, language, sites, teams, limit }: PassedOverLead,
  { t, common }: Words,
) {
  const show = (value: number) => (reason === 'idleLess' ? formatDuration(value, common) : String(value));
  return {
    name: behind ?? t('someone'),
    // Rounded up: never “0s more”.
    ...{
      own: show(own),
      theirs: show(theirs),
      more: show(reason === 'idleLess' ? wholeSeconds(theirs - own) : own - theirs),
    },
    ...(skill && { skill: skill.name, needed: skill.needed, have: skill.own }),
    ...(language && { language: t(`language.${language}`) }),
    ...(sites && { sites: sites.join(', ') }),
    ...(teams && { teams: teams.join(', ') }),
    ...(limit !== undefined && { limit }),
  };
}
