import { expect, test } from '@jest/globals';
import { LONGEST_TAG } from '../../src/core/vocabulary/tags.ts';
import { LONGEST_SOURCE } from '../../src/core/vocabulary/touch.ts';
import {
  addressOf,
  criteriaOf,
  DEFAULT_COLUMNS,
  knownColumns,
  LONGEST,
  toComplete,
  viewIn,
  withFilter,
  without,
} from '../../src/web/leads/view.ts';

const NOON = new Date(2026, 10, 18, 12).getTime();
const dayAt = (date: number) => String(new Date(2026, 10, date).getTime());

test('[V80] a view survives its URL, and the usual one has none', () => {
  const view = {
    filters: { state: 'open', campaign: 'solar', from: '5', due: 'overdue' },
    sort: 'due',
    columns: ['state', 'due'],
  } as const;
  expect(viewIn(addressOf(view))).toEqual(view);
  expect(addressOf(viewIn(''))).toBe('');
  expect(viewIn('').columns).toEqual(DEFAULT_COLUMNS);
});

test('[V80] periods mean days of the reader, from the moment they are asked for', () => {
  const criteria = (filters: object) => criteriaOf({ filters, sort: 'created' }, NOON);
  expect(criteria({ created: 'today' })).toEqual({ from: dayAt(18) });
  expect(criteria({ created: '7d' })).toEqual({ from: dayAt(12) });
  expect(criteria({ due: 'overdue' })).toEqual({ dueTo: String(NOON) });
  expect(criteria({ due: 'today' })).toEqual({ dueTo: dayAt(19) });
  expect(criteriaOf({ filters: { owner: 'ana' }, sort: 'waiting' }, NOON)).toEqual({ owner: 'ana', sort: 'waiting' });
});

test('[V80] a period replaces dates, and dates a period', () => {
  expect(withFilter({ from: '1', to: '2', state: 'open' }, 'created', '7d')).toEqual({ created: '7d', state: 'open' });
  expect(withFilter({ created: '7d' }, 'to', '2')).toEqual({ to: '2' });
  expect(withFilter({ created: '7d' }, 'from', undefined)).toEqual({ created: '7d' });
  expect(withFilter({ state: 'open' }, 'state', '')).toEqual({});
});

test('[V171] [V341] a tag and a source are searched for as they were typed', () => {
  const view = viewIn('?tag=vip&source=form&cameFrom=Ads');
  expect(criteriaOf(view, NOON)).toEqual({ tag: 'vip', source: 'form', cameFrom: 'Ads' });
  expect(LONGEST).toEqual({ tag: LONGEST_TAG, cameFrom: LONGEST_SOURCE });
});

test('[V240] [V242] band and missing are in the URL; “Incomplete” keeps campaign and agent, and shows what is missing', () => {
  expect(criteriaOf(viewIn('?band=high&missing=answers.zipCode'), NOON)).toEqual({
    band: 'high',
    missing: 'answers.zipCode',
  });
  const view = toComplete(viewIn('?campaign=solar&owner=ana&tag=vip&sort=due'));
  expect(criteriaOf(view, NOON)).toEqual({ campaign: 'solar', owner: 'ana', state: 'open', missing: 'any' });
  expect(view.columns).toEqual(viewIn('?columns=state,campaign,owner,interest,missing,created,waiting,due').columns);
});

test('[W210] a link to leads that lack something shows what, and one by score the scores, unless it names its columns', () => {
  for (const [address, column] of [
    ['?missing=any', 'missing'],
    ['?sort=score', 'score'],
  ] as const) {
    const view = viewIn(address);
    expect(view.columns).toEqual(knownColumns([...DEFAULT_COLUMNS, column]));
    expect(addressOf(view)).toBe(address);
    expect(viewIn(`${address}&columns=state`).columns).toEqual(['state']);
    expect(addressOf({ ...view, columns: DEFAULT_COLUMNS })).toContain('columns=');
  }
});

test('[W94] [W212] a filter or order that doesn’t exist is asked for as it is, so that the server refuses it; a column is left out', () => {
  const view = viewIn(
    '?state=dreaming&outcome=won&sort=luck&columns=state,mood,due&created=once&due=never&from=x&other=1',
  );
  expect(view).toMatchObject({ sort: 'luck', columns: ['state', 'due'] });
  expect(criteriaOf(view, NOON)).toEqual({
    ...{ state: 'dreaming', outcome: 'won', sort: 'luck', created: 'once', due: 'never', from: 'x' },
  });
  const rest = without(view, ['state', 'sort', 'created', 'due', 'from']);
  expect(criteriaOf(rest, NOON)).toEqual({ outcome: 'won' });
  expect(addressOf(rest)).toBe('?outcome=won&columns=state%2Cdue');
});
