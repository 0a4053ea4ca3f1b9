import { expect, test } from '@jest/globals';
import type { Fact, FactKind } from '../../../src/core/lead/facts.ts';
import { addTo, countWithin, emptyHistogram, percentile } from '../../../src/core/report/histogram.ts';
import { lineOf } from '../../../src/core/report/leadLine.ts';
import { dateOf, dayEnd, dayStart, localHour, plusDays } from '../../../src/core/report/localDays.ts';
import { addFigures, DAY_TABLES, foldLines, noFigures } from '../../../src/core/report/speedFigures.ts';
import { HOUR, SECOND } from '../../../src/core/vocabulary/time.ts';
import { NEW_YORK, NOON } from '../../support/leads.ts';

let count = 0;
function fact(kind: FactKind, after: number, changes: Partial<Fact> = {}): Fact {
  count += 1;
  return { id: `ld_1:${count}`, kind, at: NOON + after * SECOND, campaignId: 'solar', ...changes };
}
const lineFrom = (facts: readonly Fact[]) => lineOf('ld_1', facts)?.line;

test('[V100] the line of a lead depends on its facts alone, in whichever order they come', () => {
  const facts = [
    fact('opened', 0, { source: 'google', interest: 'roof' }),
    fact('offered', 2, { agentIds: ['bea'] }),
    fact('missed', 22, { agentIds: ['bea'] }),
    fact('offered', 23, { agentIds: ['ana'] }),
    fact('accepted', 25, { agentIds: ['ana'] }),
    fact('talked', 31, { agentIds: ['ana'], seconds: 31 }),
    fact('ended', 200, { agentIds: ['ana'], seconds: 169 }),
    fact('closed', 210, { agentIds: ['ana'], outcome: 'won' }),
  ];
  const line = {
    ...{ leadId: 'ld_1', openedAt: NOON, campaignId: 'solar', source: 'google', interest: 'roof', agentId: 'ana' },
    ...{ offerSeconds: 2, talkSeconds: 31, isAccepted: true, isScheduled: false, attempts: 1 },
    ...{ promisesKept: 0, promisesMissed: 0, outcome: 'won' },
  };
  expect(lineFrom(facts)).toEqual(line);
  expect(lineFrom([...facts].reverse())).toEqual(line);
  expect(lineOf('ld_1', facts.slice(1))).toBeNull();
});

test('[V100] voicemail is no conversation, dials count up to the first one, and a replaced lead has no line', () => {
  const facts = [
    fact('opened', 0),
    fact('talked', 5, { agentIds: ['ana'], seconds: 5 }),
    fact('mailbox', 9, { agentIds: ['ana'], seconds: 5 }),
    fact('notReached', 20, { agentIds: ['ana'] }),
    fact('promised', 20, { reason: 'notReached' }),
    fact('offered', 4000),
    fact('talked', 4010, { agentIds: ['bea'], seconds: 4010 }),
    fact('notReached', 9000, { agentIds: ['bea'] }),
  ];
  expect(lineFrom(facts)).toMatchObject({ talkSeconds: 4010, attempts: 2, agentId: 'bea' });
  expect(lineOf('ld_1', [...facts, fact('superseded', 9999)])).toEqual({ openedAt: NOON, line: null });
});

test('[V163] the line has the value of the sale as corrected last, in whichever order the facts come', () => {
  const closed = fact('closed', 10, { outcome: 'won', amount: 900 });
  const corrected = fact('saleValue', 20, { amount: 1200.5 });
  const removed = fact('saleValue', 30);
  const opened = fact('opened', 0);
  const valueOf = (facts: readonly Fact[]) => lineFrom([...facts, opened])?.saleValue;
  expect([[], [closed], [corrected, closed], [removed, corrected, closed]].map(valueOf)).toEqual([
    undefined,
    900,
    1200.5,
    undefined,
  ]);
  const lines = [lineFrom([opened, closed]), lineFrom([opened, closed, corrected])].filter((line) => !!line);
  const total = noFigures();
  for (const { figures } of foldLines(lines, 'total', NEW_YORK)) addFigures(total, figures);
  expect(total).toMatchObject({ won: 2, saleValue: 2100.5 });
});

test('[V101] a time that was chosen or required on arrival is no slow call; that nobody was there is', () => {
  const promised = (reason: string | undefined, after = 0) =>
    lineFrom([fact('opened', 0), fact('promised', after, reason === undefined ? {} : { reason })])?.isScheduled;
  expect(['agreed', 'outsideHours', 'notPermittedYet', undefined].map((reason) => promised(reason))).toEqual(
    Array(4).fill(true),
  );
  expect([promised('nobodyThere'), promised('noAgent'), promised('agreed', 60)]).toEqual([false, false, false]);
});

test('[V110] an outcome of the business’s own is counted by itself, and won by what it means', () => {
  const won = (outcomeId?: string) =>
    lineFrom([
      fact('opened', 0),
      fact('closed', 9, { outcome: 'won', ...(outcomeId !== undefined && { outcomeId }) }),
    ])!;
  const [row] = foldLines([won('won_upsell'), won(), won('won_upsell')], 'interest', 'UTC');
  expect(row?.figures).toMatchObject({ won: 3, closed: 3, outcomes: { won: 1, won_upsell: 2 } });
});

test('[V111] a source counts once however it was typed, in facts and in lines of earlier versions', () => {
  const line = lineFrom([fact('opened', 0, { source: 'Google' })])!;
  expect(line.source).toBe('google');
  const rows = foldLines([line, { ...line, source: 'GOOGLE' }, lineFrom([fact('opened', 0)])!], 'source', 'UTC');
  expect(rows.map(({ key, figures }) => [key, figures.leads])).toEqual([
    ['google', 2],
    ['', 1],
  ]);
});

test('[V263] a lead counts under its first and its last source as the newest fact has them, else under its own', () => {
  const opened = fact('opened', 0, { source: 'ads', firstSource: 'radio' });
  const inquired = fact('inquired', 60, { firstSource: 'radio', lastSource: '' });
  const merged = fact('touched', 90, { firstSource: 'letter', lastSource: 'site.example' });
  const keysOf = (facts: readonly Fact[]) =>
    (['source', 'firstSource', 'lastSource'] as const).map(
      (table) => foldLines([lineFrom(facts)!], table, 'UTC')[0]?.key,
    );
  expect(keysOf([opened])).toEqual(['ads', 'radio', 'ads']);
  expect(keysOf([inquired, opened])).toEqual(['ads', 'radio', '']);
  expect(keysOf([merged, opened, inquired])).toEqual(['ads', 'letter', 'site.example']);
  // Facts of earlier versions say nothing of them.
  expect(keysOf([fact('opened', 0, { source: 'Ads' }), fact('inquired', 9)])).toEqual(['ads', 'ads', 'ads']);
  expect(keysOf([fact('opened', 0)])).toEqual(['', '', '']);
});

test('[V102] a promise is kept by an offer before it is late; a replaced one is neither kept nor missed', () => {
  const promises = (...kinds: FactKind[]) => {
    const { promisesKept, promisesMissed } = lineFrom([
      fact('opened', 0),
      ...kinds.map((kind, index) => fact(kind, index + 1)),
    ])!;
    return [promisesKept, promisesMissed];
  };
  expect(promises('promised', 'offered', 'missed', 'offered', 'closed')).toEqual([1, 0]);
  expect(promises('promised', 'promiseLate', 'offered', 'accepted')).toEqual([0, 1]);
  expect(promises('promised', 'promised', 'offered', 'notReached', 'promised', 'promiseLate')).toEqual([1, 1]);
  expect(promises('promised', 'closed', 'offered')).toEqual([0, 0]);
  expect(promises('offered', 'promised')).toEqual([0, 0]);
});

test('[V103] percentiles are exact up to a minute and otherwise the end of a narrow bucket; counts within a target are exact', () => {
  const histogram = emptyHistogram();
  const durations = Array.from({ length: 1000 }, (_one, index) => Math.round(1.0097 ** index));
  for (const seconds of durations) addTo(histogram, seconds);
  expect(percentile(histogram, 0.3)).toBe(durations[299]);
  for (const share of [0.5, 0.9]) {
    const exact = durations[1000 * share - 1]!;
    const found = percentile(histogram, share)!;
    expect(found).toBeGreaterThanOrEqual(exact);
    expect(found).toBeLessThanOrEqual(exact * 1.1);
  }
  for (const target of [0, 5, 60, 120, 900, 3600, 14_400, 86_400])
    expect(countWithin(histogram, target)).toBe(durations.filter((seconds) => seconds <= target).length);
  expect(percentile(emptyHistogram(), 0.5)).toBeNull();
  addTo(histogram, 10 ** 9);
  expect([percentile(histogram, 1), countWithin(histogram, 10 ** 9)]).toEqual([null, 1001]);
});

test('[V104] days begin at the business’s midnight and have 23 or 25 hours when clocks change', () => {
  const hoursOn = (date: string, zone: string) => (dayEnd(date, zone) - dayStart(date, zone)) / HOUR;
  expect(['2026-03-08', '2026-03-09', '2026-11-01'].map((date) => hoursOn(date, NEW_YORK))).toEqual([23, 24, 25]);
  expect(hoursOn('2026-10-25', 'Europe/Berlin')).toBe(25);
  // Clocks go forward at midnight: the day begins at 1 AM.
  expect(hoursOn('2026-09-06', 'America/Santiago')).toBe(23);
  expect(localHour(dayStart('2026-09-06', 'America/Santiago'), 'America/Santiago')).toBe(1);
  expect(dateOf(dayStart('2026-11-29', 'Asia/Kathmandu'), 'Asia/Kathmandu')).toBe('2026-11-29');
  expect(plusDays('2026-11-01', -1)).toBe('2026-10-31');
});

test('[V104] the hour that a clock change repeats is one hour, and the skipped one is empty', () => {
  const hourly = (date: string) => {
    const from = dayStart(date, NEW_YORK);
    const every10 = Array.from({ length: ((dayEnd(date, NEW_YORK) - from) / HOUR) * 6 }, (_one, index) => ({
      ...lineFrom([fact('opened', 0)])!,
      openedAt: from + (index * HOUR) / 6,
    }));
    return new Map(foldLines(every10, 'hour', NEW_YORK).map(({ key, figures }) => [Number(key), figures.leads]));
  };
  const autumn = hourly('2026-11-01');
  expect([autumn.size, autumn.get(0), autumn.get(1), autumn.get(2)]).toEqual([24, 6, 12, 6]);
  const spring = hourly('2026-03-08');
  expect([spring.size, spring.get(1), spring.get(2), spring.get(3)]).toEqual([23, 6, undefined, 6]);
});

test('[V106] each table of a day adds up to the same figures, and the totals are one row per campaign', () => {
  const lines = Array.from({ length: 60 }, (_one, index) => ({
    ...lineFrom([
      fact('opened', 0, { source: `s${index % 7}` }),
      fact('talked', index * index, { seconds: index * index }),
    ])!,
    openedAt: NOON + index * HOUR,
    campaignId: `c${index % 3}`,
  }));
  const sums = DAY_TABLES.map((table) => {
    const sum = noFigures();
    for (const { figures } of foldLines(lines, table, NEW_YORK)) addFigures(sum, figures);
    return sum;
  });
  for (const sum of sums) expect(sum).toEqual(sums[0]);
  expect(sums[0]).toMatchObject({ leads: 60, talked: 60 });
  expect(foldLines(lines, 'total', NEW_YORK).map(({ campaignId, key }) => [campaignId, key])).toEqual([
    ['c0', ''],
    ['c1', ''],
    ['c2', ''],
  ]);
});

test('[V101] spam counts as spam alone, and figures of parts add up to those of the whole', () => {
  const lines = [
    lineFrom([fact('opened', 0), fact('closed', 0, { outcome: 'spam' })])!,
    lineFrom([fact('opened', 0, { source: 'google' }), fact('talked', 7, { seconds: 7 })])!,
    lineFrom([fact('opened', 0), fact('promised', 0, { reason: 'agreed' }), fact('talked', 70, { seconds: 70 })])!,
  ];
  const total = noFigures();
  for (const { figures } of foldLines(lines, 'source', 'UTC')) addFigures(total, figures);
  expect(total).toMatchObject({ leads: 2, spam: 1, scheduled: 1, talked: 2, outcomes: { spam: 1 } });
  expect(countWithin(total.toTalk, 3600)).toBe(1);
});
