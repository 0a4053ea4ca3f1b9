/** A routing decision in sentences: the path through the policy, and why each agent was passed over. Pure. */
import { isOrderName } from '../../core/vocabulary/orders.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { DecisionView, WaitView } from '../../shared/api.ts';
import type { commonText } from '../../shared/text/common.ts';
import { decisionText } from '../../shared/text/decision.ts';
import { translator, type Translate } from '../../shared/text/index.ts';
import { formatDuration, formatExact, JUST_FREE_MS, whenOf } from '../base/format.ts';
import { knownKey } from '../base/text.ts';

export interface DecisionWords {
  readonly common: Translate<Extract<keyof typeof commonText, string>>;
  readonly language: Language;
}

/** Agents named in one sentence; the rest is counted. */
const NAMED = 8;

/** What the policy says about this lead, in the order in which it applies. */
export function pathOf(decision: DecisionView, { common, language }: DecisionWords): readonly string[] {
  const { policyVersion: version, rule, step, burn, asked, offerTo, toEveryone, order } = decision;
  const t = translator(decisionText, language);
  return [
    // A policy that was never saved has no version yet.
    version === 0 ? t('path.unsaved') : t('path.version', { version }),
    rule === undefined ? t('path.noRule') : t('path.rule', { rule }),
    step > 0 ? t('path.step', { time: formatExact(step, common) }) : t('path.first'),
    ...(burn === undefined ? [] : [t('path.burn', { times: formatTimes(burn, language) })]),
    ...(asked ? [askedOf(asked, language)] : []),
    ...(asked?.preferred ? [preferredOf(asked.preferred, language)] : []),
    ...(asked?.supervisors ? [t('path.supervisors')] : []),
    ...(offerTo === undefined ? [] : [t(toEveryone ? 'path.toEveryone' : 'path.offerTo', { count: offerTo })]),
    isOrderName(order) ? common(`order.${order}`) : order,
  ];
}

/** One decimal: 4.2. */
function formatTimes(times: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(times);
}

type Asked = NonNullable<DecisionView['asked']>;

function preferredOf({ needs, isMet, ...preferred }: NonNullable<Asked['preferred']>, language: Language): string {
  const t = translator(decisionText, language);
  const said = needs.map((need) => {
    const names = namesOf(need, preferred, language);
    const kind = t(`need.${need}`);
    return names.length > 0 ? t('need.of', { need: kind, list: names.join(', ') }) : kind;
  });
  return t(isMet ? 'path.preferred' : 'path.preferred.unmet', { list: listOf(said, language) });
}

type Preferred = NonNullable<Asked['preferred']>;

/** What was preferred of this kind; nothing in records of earlier versions. */
function namesOf(
  need: Preferred['needs'][number],
  { teams = [], sites = [], skills = [], language: spoken }: Partial<Preferred>,
  language: Language,
): readonly string[] {
  const t = translator(decisionText, language);
  const named = {
    ...{ teams, sites },
    skills: skills.map(({ name, level }) => t('path.skill', { skill: name, level })),
    language: spoken ? [t(`language.${spoken}`)] : [],
  };
  return named[need];
}

function askedOf({ teams, language: spoken, skills, sites = [] }: Asked, language: Language): string {
  const t = translator(decisionText, language);
  const members = teams.length > 0 ? t('path.teams', { list: listOf(teams, language) }) : t('path.everyone');
  const who = sites.length > 0 ? t('path.sites', { who: members, list: listOf(sites, language) }) : members;
  const needs = [
    ...(spoken ? [t(`language.${spoken}`)] : []),
    ...skills.map(({ name, level }) => t('path.skill', { skill: name, level })),
  ];
  return needs.length === 0 ? who : t('path.needs', { who, list: listOf(needs, language) });
}

/** Why a lead waits, and when someone is expected. */
export function waitOf({ why, count, nextShiftAt }: WaitView, language: Language, now: number): string {
  const t = translator(decisionText, language);
  const reason = t(`waits.${why}`, { count });
  return nextShiftAt === undefined
    ? reason
    : `${reason} ${t('waits.nextShift', { when: whenOf(nextShiftAt, now, language) })}`;
}

export function offeredTo(
  { idleMs, name }: Pick<DecisionView['winners'][number], 'idleMs' | 'name'>,
  order: string,
  { common, language }: DecisionWords,
): string {
  const t = translator(decisionText, language);
  if (order !== 'longestIdle')
    return t('offered.by', { name, order: isOrderName(order) ? common(`order.${order}`) : order });
  if (idleMs < JUST_FREE_MS) return t('offered.justFree', { name });
  return t('offered', { name, time: formatDuration(idleMs, common) });
}

/** One sentence per reason. A reason of a newer version is shown as its code. */
export function passedOverOf(
  { at, passedOver }: Pick<DecisionView, 'at' | 'passedOver'>,
  words: DecisionWords,
): readonly string[] {
  const t = translator(decisionText, words.language);
  return passedOver.map(({ reason, agents }) => {
    const names = namedList(
      agents.map((agent) => agent.name + measureOf(reason, agent.rank, at, words)),
      words.language,
    );
    const key = knownKey(decisionText, `said.${reason}`);
    return key ? t(key, { names, count: agents.length }) : `${names}: ${reason}`;
  });
}

/** The first of them; the rest is counted. */
export function namedList(names: readonly string[], language: Language): string {
  const named = names.slice(0, NAMED);
  const rest = names.length - named.length;
  const more = translator(decisionText, language)('more', { count: rest });
  return listOf(rest > 0 ? [...named, more] : named, language);
}

/** What the order compared, where it is a figure that people know. */
function measureOf(reason: string, rank: number | undefined, at: number, { common, language }: DecisionWords): string {
  if (rank === undefined) return '';
  if (reason === 'idleLess') return ` (${formatDuration(Math.max(0, at - rank), common)})`;
  if (reason === 'tookMore') return ` (${translator(decisionText, language)('count', { count: rank })})`;
  if (reason === 'wonLess') return ` (${-rank}%)`;
  return '';
}

function listOf(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}
