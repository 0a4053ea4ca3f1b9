import { expect, test } from '@jest/globals';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { TrendsCard } from '../../src/web/floor/TrendsCard.tsx';
import { changesOf } from '../../src/web/floor/trends.ts';

const NOW = { leads: 52, talked: 30, decided: 40, inTarget: 30 };

test.each([
  ['more', { leads: 40, talked: 33, decided: 30, inTarget: 21 }, { leads: 12, talked: -3, inTarget: 5 }],
  ['nothing last week', null, { leads: null, talked: null, inTarget: null }],
  ['no share last week', { leads: 2, talked: 0, decided: 0, inTarget: 0 }, { leads: 50, talked: 30, inTarget: null }],
])('[V135] differences to last week: %s', (_what, before, expected) => {
  expect(changesOf({ now: NOW, before })).toEqual(expected);
});

test('[V135] no differences while today is to be counted, and no share of no leads', () => {
  expect(changesOf({ now: null, before: NOW })).toEqual({ leads: null, talked: null, inTarget: null });
  const none = { leads: 0, talked: 0, decided: 0, inTarget: 0 };
  expect(changesOf({ now: none, before: NOW })).toEqual({ leads: -52, talked: -30, inTarget: null });
});

test('[V135] [V137] each difference is an arrow and a sentence, and a dash with a reason where there is none', () => {
  const shownWith = (before: typeof NOW | null) => {
    const trends = { at: 0, zone: 'UTC', weekday: 1, target: 60, now: NOW, before };
    return renderToString(h(TrendsCard, { floor: { trends, waiting: [], waitingSince: null } }));
  };
  const shown = shownWith({ leads: 40, talked: 33, decided: 30, inTarget: 21 });
  for (const text of ['▲ 12', '▼ 3', '▲ 5 points', 'Both days up to 12:00']) expect(shown).toContain(text);
  for (const sentence of ['12 more than', '3 fewer than', '5 points higher than'])
    expect(shown).toContain(`${sentence} last Monday by this time`);
  const without = shownWith(null);
  expect(without.match(/Nothing to compare with from last Monday<\/span>/g)).toHaveLength(3);
  expect(without).not.toMatch(/NaN|Infinity|▲|▼/);
});
