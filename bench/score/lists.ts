/**
 * The leads page over HTTP, as it asks: every filter under every order, with other values each time, and a count of what
 * each filter finds. Milliseconds from the request to the whole answer.
 */
import { performance } from 'node:perf_hooks';
import { DAY, type Moment } from '../../src/core/vocabulary/time.ts';
import { SCORE_BANDS } from '../../src/core/vocabulary/score.ts';
import { LEAD_SORTS, type LeadSort } from '../../src/ports/leads.ts';
import { dice, type Dice } from '../many/dice.ts';
import { PAST_AGENTS, PAST_CAMPAIGNS, telOf } from '../many/invent.ts';
import { FAMILY_NAMES, GIVEN_NAMES } from '../many/names.ts';
import { quantiles, type Quantiles } from '../measure.ts';
import { KINDS, TAGS } from './promising.ts';

type Criteria = Readonly<Record<string, string>>;

export interface ListTimes extends Quantiles {
  /** Answers that a search needs another filter, after two seconds. */
  readonly tooBroad: number;
}

export interface Lists {
  /** By filter, then by order; `count`: how many leads the filter finds, up to 1,001. */
  readonly byFilter: Readonly<Record<string, Readonly<Record<LeadSort | 'count', ListTimes>>>>;
  /** All pages of leads together. */
  readonly all: ListTimes;
  /** The 50 open leads with the highest scores: of all campaigns, and of one. */
  readonly mostLikely: ListTimes;
  readonly mostLikelyOfOne: ListTimes;
}

export interface ListsOptions {
  readonly url: string;
  readonly cookie: string;
  readonly closed: number;
  readonly now: Moment;
  readonly times: number;
}

const MOST_LIKELY = { sort: 'score', limit: '50' };
const NEXT_PAGES = 3;

function filters(closed: number, now: Moment): Readonly<Record<string, (random: Dice) => Criteria>> {
  const campaign = (random: Dice) => ({ campaign: random.of(PAST_CAMPAIGNS).id });
  const owner = (random: Dice) => ({ owner: random.of(PAST_AGENTS) });
  const name = (random: Dice) => ({ q: random.of(FAMILY_NAMES) });
  const day = (random: Dice, from: 'from' | 'dueFrom', to: 'to' | 'dueTo', at: Moment, days: number) => {
    const begins = at + random.upTo(days) * DAY;
    return { [from]: String(begins), [to]: String(begins + DAY) };
  };
  const pastDays = Math.max(1, Math.floor(closed / 1000));
  return {
    none: () => ({}),
    open: () => ({ state: 'open' }),
    closed: () => ({ state: 'closed' }),
    state: (random) => ({ state: random.of(['waiting', 'callback']) }),
    outcome: (random) => ({ outcome: random.of(['won', 'appointment', 'notInterested', 'notQualified']) }),
    'rare outcome': () => ({ outcome: 'doNotCall' }),
    campaign,
    agent: owner,
    'agent and campaign': (random) => ({ ...owner(random), ...campaign(random) }),
    'how it arrived': (random) => ({ source: random.of(KINDS) }),
    tag: (random) => ({ tag: random.of(TAGS) }),
    band: (random) => ({ band: random.of(SCORE_BANDS) }),
    'band and campaign': (random) => ({ band: random.of(SCORE_BANDS), ...campaign(random) }),
    'lacks a detail': (random) => ({ missing: random.of(['any', 'email', 'answers.owner']) }),
    'tag and outcome': (random) => ({ tag: random.of(TAGS), outcome: 'won' }),
    'a day of arrival': (random) => day(random, 'from', 'to', now - pastDays * DAY, pastDays),
    'a day of callbacks': (random) => day(random, 'dueFrom', 'dueTo', now, 10),
    'a family name': name,
    'two names': (random) => ({ q: `${random.of(FAMILY_NAMES)} ${random.of(GIVEN_NAMES)}` }),
    'a number': (random) => ({ q: telOf(random.upTo(closed), 'closed') }),
    'name and outcome': (random) => ({ ...name(random), outcome: 'won' }),
  };
}

export async function lists({ url, cookie, closed, now, times }: ListsOptions): Promise<Lists> {
  const headers = { cookie, origin: url, 'content-type': 'application/json' };
  const ask = async (path: string, criteria: Criteria): Promise<Asked> => {
    const began = performance.now();
    const response = await fetch(`${url}/api/leads/${path}`, {
      ...{ method: 'POST', headers },
      body: JSON.stringify(criteria),
    });
    const answer = (await response.json()) as Answer;
    const ms = performance.now() - began;
    const isTooBroad = answer.code === 'too-broad' || answer.count === null;
    if (!response.ok && !isTooBroad) throw new Error(`${path} ${JSON.stringify(criteria)}: ${response.status}`);
    return { ms, isTooBroad, next: answer.next ?? null };
  };
  const random = dice(closed);
  const several = async (path: string, criteria: () => Criteria) => {
    const asked: Asked[] = [];
    for (let time = 0; time < times; time += 1) asked.push(await ask(path, criteria()));
    return asked;
  };
  /** Every third question is for a page further down. */
  const pages = async (criteria: () => Criteria) => {
    const asked: Asked[] = [];
    for (let time = 0; asked.length < times; time += 1) {
      const some = criteria();
      let one = await ask('search', some);
      asked.push(one);
      for (let page = 1; time % NEXT_PAGES === 0 && page < NEXT_PAGES && one.next !== null; page += 1)
        asked.push((one = await ask('search', { ...some, cursor: one.next })));
    }
    return asked;
  };

  const everything: Asked[] = [];
  const byFilter: Record<string, Readonly<Record<LeadSort | 'count', ListTimes>>> = {};
  for (const [name, criteria] of Object.entries(filters(closed, now))) {
    const bySort: Partial<Record<LeadSort, ListTimes>> = {};
    for (const sort of LEAD_SORTS) {
      const asked = await pages(() => ({ ...criteria(random), sort }));
      everything.push(...asked);
      bySort[sort] = summed(asked);
    }
    const count = summed(await several('count', () => criteria(random)));
    byFilter[name] = { ...(bySort as Record<LeadSort, ListTimes>), count };
  }
  const ofOne = () => ({ ...MOST_LIKELY, campaign: random.of(PAST_CAMPAIGNS).id });
  return {
    byFilter,
    all: summed(everything),
    mostLikely: summed(await several('search', () => MOST_LIKELY)),
    mostLikelyOfOne: summed(await several('search', ofOne)),
  };
}

interface Answer {
  readonly code?: string;
  readonly count?: number | null;
  readonly next?: string | null;
}

interface Asked {
  readonly ms: number;
  readonly isTooBroad: boolean;
  readonly next: string | null;
}

function summed(asked: readonly Asked[]): ListTimes {
  return {
    ...quantiles(asked.map(({ ms }) => ms)),
    tooBroad: asked.filter(({ isTooBroad }) => isTooBroad).length,
  };
}

export function showLists({ byFilter, all, mostLikely, mostLikelyOfOne }: Lists): readonly string[] {
  const cell = ({ p50, p99, tooBroad }: ListTimes) =>
    `${p50} / ${p99}${tooBroad > 0 ? ` (${tooBroad}!)` : ''}`.padStart(20);
  const columns = [...LEAD_SORTS, 'count'] as const;
  return [
    `  ${'50 most likely'.padEnd(22)}${cell(mostLikely)}`,
    `  ${'of one campaign'.padEnd(22)}${cell(mostLikelyOfOne)}`,
    `  ${'the leads page, all'.padEnd(22)}${cell(all)}`,
    '',
    `  ${'filter'.padEnd(22)}${columns.map((column) => column.padStart(20)).join('')}`,
    ...Object.entries(byFilter).map(
      ([name, times]) => `  ${name.padEnd(22)}${columns.map((column) => cell(times[column])).join('')}`,
    ),
    '  (n!): n of the answers were that the search needs another filter, or that counting took too long',
  ];
}
