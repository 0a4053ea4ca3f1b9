import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { factsOf } from '../../src/core/lead/facts.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { StoredEntry } from '../../src/ports/leads.ts';
import { costPer, SPEED_BY, type SpeedReport } from '../../src/shared/reports.ts';
import { setCosts } from '../../src/usecases/admin/costs.ts';
import { acceptOffer, declineOffer } from '../../src/usecases/routing/answerOffer.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { reportSweep, settleReports } from '../../src/usecases/reports/settleReports.ts';
import { viewSpeed, type SpeedQuery } from '../../src/usecases/reports/viewSpeed.ts';
import { NEW_YORK } from '../support/leads.ts';
import { startWorld, type World } from '../support/world.ts';

const ALWAYS = { zone: NEW_YORK, weekly: null, holidays: [] };
const START = Date.parse('2026-10-30T16:20:00Z');
const PERIOD = { from: '2026-10-30', to: '2026-11-03' };
const QUERY: SpeedQuery = { period: PERIOD, compared: null, by: 'day', target: 60 };

let world: World;
beforeEach(async () => {
  world = await startWorld({ hours: ALWAYS }, { at: START });
  await world.addAgent('ana');
});
afterEach(() => world.stop());

const report = (changes: Partial<SpeedQuery> = {}): Promise<SpeedReport> =>
  viewSpeed(world.parts, { ...QUERY, ...changes }, 'en');

/** One lead that takes a different course for each number. Returns its ID. */
async function play(index: number): Promise<string> {
  const { parts } = world;
  const source = index % 2 === 0 ? { utm: { source: 'google' } } : {};
  const spamReasons = index % 7 === 6 ? ['trap'] : [];
  const leadId = await world.inquire({ tel: `+1202555${String(1000 + index)}`, source, spamReasons });
  if (spamReasons.length > 0) return leadId;
  world.pass((index % 5) * SECOND);
  await world.tick();
  await world.seeAll();
  const { offerId } = world.lastOffer('ana');
  world.pass((1 + (index % 3)) * SECOND);
  if (index % 4 === 3) {
    await declineOffer(parts, { agentId: 'ana', offerId }, 'busy');
    return leadId;
  }
  await acceptOffer(parts, { agentId: 'ana', offerId });
  world.pass((index % 6) * 13 * SECOND);
  if (index % 6 === 5) {
    await workLead(parts, leadId, { kind: 'unreached', agentId: 'ana', result: 'noAnswer' });
    return leadId;
  }
  await workLead(parts, leadId, { kind: 'talking', agentId: 'ana' });
  world.pass(90 * SECOND);
  await finishLead(parts, 'ana', leadId, { outcome: index % 3 === 0 ? 'won' : 'notInterested' });
  return leadId;
}

/** The same figures, from the histories of leads as they are stored, and with nothing that reports are made of. */
async function figuresFromHistory(leadIds: readonly string[]) {
  const days = new Map<string, { leads: number; talked: number; won: number; inTarget: number; waits: number[] }>();
  for (const leadId of leadIds) {
    const history = await world.parts.leads.timeline(leadId);
    const when = (kind: StoredEntry['kind']) => history.find((entry) => entry.kind === kind)?.at;
    const closed = history.find(({ kind }) => kind === 'closed')?.data['outcome'];
    const opened = when('created') ?? NaN;
    const talked = when('talking');
    if (closed === 'spam') continue;
    const date = DateTime.fromMillis(opened, { zone: NEW_YORK }).toFormat('yyyy-MM-dd');
    const day = days.get(date) ?? { leads: 0, talked: 0, won: 0, inTarget: 0, waits: [] };
    days.set(date, day);
    day.leads += 1;
    if (closed === 'won') day.won += 1;
    if (talked === undefined) continue;
    day.talked += 1;
    day.waits.push(Math.round((talked - opened) / SECOND));
    if (talked - opened <= MINUTE) day.inTarget += 1;
  }
  return days;
}

test('[V100] [V101] [V104] a report equals the figures computed from the raw histories, over a clock change', async () => {
  const leadIds: string[] = [];
  for (let index = 0; index < 28; index += 1) {
    leadIds.push(await play(index));
    world.pass(index % 5 === 4 ? 9 * HOUR : 23 * MINUTE);
    // Settled in between, so that figures are computed several times.
    if (index % 9 === 8) await settleReports(world.parts, MINUTE);
  }
  const expected = await figuresFromHistory(leadIds);
  await settleReports(world.parts, MINUTE);
  const { rows, total, countedUntil, missingDays } = await report();
  expect([countedUntil, missingDays]).toEqual([world.now(), 0]);
  expect(rows.map(({ key }) => key).sort()).toEqual([...expected.keys()].sort());
  expect(expected.size).toBeGreaterThan(2);
  for (const { key, now } of rows) {
    const { waits, ...counts } = expected.get(key)!;
    expect({ key, ...now }).toMatchObject({ key, ...counts });
    const sorted = [...waits].sort((one, other) => one - other);
    const p50 = sorted[Math.ceil(sorted.length / 2) - 1];
    if (p50 !== undefined && p50 <= 60) expect(now.toTalk.p50).toBe(p50);
  }
  // Every grouping counts every lead once.
  for (const by of SPEED_BY) {
    const grouped = await report({ by });
    expect(grouped.total).toEqual(total);
    expect(grouped.rows.reduce((sum, { now }) => sum + now.leads, 0)).toBe(total.leads);
  }
  const bySource = await report({ by: 'source' });
  expect(bySource.rows.map(({ key }) => key).sort()).toEqual(['', 'google']);
  expect(await report({ campaignId: 'other' })).toMatchObject({ total: { leads: 0 }, rows: [] });

  // Another zone: the same leads on other days.
  const seoul = { name: 'Solar', country: 'KR', language: 'ko', zone: 'Asia/Seoul' } as const;
  await world.parts.business.replace({ ...seoul, version: 1 }, 0);
  const inSeoul = await report({ period: { from: '2026-10-30', to: '2026-11-06' } });
  expect(inSeoul.zone).toBe('Asia/Seoul');
  expect(inSeoul.total).toMatchObject({ leads: total.leads, won: total.won });
  expect(inSeoul.rows.map(({ key }) => key)).not.toEqual(rows.map(({ key }) => key));
});

test('[V105] a fact that is written late changes the figures of the day on which its lead arrived', async () => {
  const leadId = await play(0);
  await world.parts.facts.known([]);
  const facts = world.connection.collection<{ _id: string }>('facts');
  const kept = await facts.find({ _id: { $regex: `^${leadId}:` }, kind: { $in: ['talked', 'closed'] } }).toArray();
  await facts.deleteMany({ _id: { $in: kept.map(({ _id }) => _id) } });
  await world.connection.collection('lateLeads').deleteMany({});
  world.pass(2 * DAY);
  expect((await report()).total).toMatchObject({ leads: 1, accepted: 1, talked: 0, won: 0 });

  // The sweep finds from the history what is missing, and writes it now.
  const history = (await world.parts.leads.closedSince(0, 10))[0]!;
  world.parts.facts.add(factsOf(history.lead, history.history));
  const { total, rows } = await report();
  expect(total).toMatchObject({ leads: 1, talked: 1, won: 1 });
  expect(rows.map(({ key }) => key)).toEqual(['2026-10-30']);
  // Once it is certainly counted, the mark is gone, and nothing changes any more.
  world.pass(MINUTE);
  await settleReports(world.parts, MINUTE);
  expect((await report()).total).toEqual(total);
});

test('[V106] two nodes that settle at once lose nothing, and settling again changes nothing', async () => {
  for (let index = 0; index < 8; index += 1) await play(index);
  await Promise.all(Array.from({ length: 4 }, () => settleReports(world.parts, MINUTE)));
  const { total } = await report();
  expect(total).toMatchObject({ leads: 7, spam: 1 });
  await world.connection.collection<{ _id: string }>('settings').deleteOne({ _id: 'reports.position' });
  expect((await report()).total).toEqual(total);
});

test('[V291] the sweep sums a day once it is over, and a report sums the day that isn’t', async () => {
  const { parts } = world;
  const days = () => world.connection.collection('reportDays').countDocuments();
  const leads = async () => (await report({ by: 'campaign' })).total.leads;
  await play(0);
  await settleReports(parts, MINUTE);
  expect(await days()).toBe(0);
  expect(await leads()).toBe(1);
  await play(1);
  expect(await leads()).toBe(2);
  await play(2);
  await settleReports(parts, MINUTE);
  world.pass(DAY);
  await settleReports(parts, MINUTE);
  // Nobody asked since: the third lead is in the stored figures.
  const stored = await parts.reports.days(NEW_YORK, 'total', PERIOD.from, PERIOD.from);
  expect(stored.flatMap(({ rows }) => rows).reduce((sum, row) => sum + row.figures.leads, 0)).toBe(3);
  expect(await leads()).toBe(3);
});

test('[V290] a sweep counts a lead when it has new facts, and once more before it forgets them', async () => {
  const { parts } = world;
  const counted: string[] = [];
  const factsOf = parts.reports.factsOf.bind(parts.reports);
  const watched = {
    ...parts,
    reports: { ...parts.reports, factsOf: (ids: readonly string[]) => (counted.push(...ids), factsOf(ids)) },
  };
  const sweepAll = reportSweep(watched, MINUTE);
  // The facts of a world in the past are all written late.
  const sweep = async () => {
    await parts.facts.known([]);
    await world.connection.collection('lateLeads').deleteMany({});
    await sweepAll();
  };
  // The first one counts what there is.
  await sweep();
  const leadId = await world.inquire({ tel: '+12025551000' });
  const runs = [];
  for (let run = 0; run < 8; run += 1) {
    counted.length = 0;
    await sweep();
    runs.push(counted.filter((id) => id === leadId).length);
    world.pass(15 * SECOND);
  }
  expect(runs[0]).toBe(1);
  expect(runs.slice(1).reduce((sum, count) => sum + count, 0)).toBe(1);

  // What a report on another node wrote late is corrected by then.
  const other = await world.inquire({ tel: '+12025551001' });
  await sweep();
  const minute = Math.floor(((await parts.leads.byId(other))?.createdAt ?? 0) / MINUTE) * MINUTE;
  await parts.reports.changeLines(minute, new Map([[other, null]]));
  for (let run = 0; run < 5; run += 1) {
    world.pass(15 * SECOND);
    await sweep();
  }
  const { lines } = await parts.reports.lines(START, world.now());
  expect(lines.map((line) => line.leadId)).toContain(other);
});

test('[V106] figures of days are computed when asked for, if they are missing', async () => {
  await play(0);
  const { total } = await report();
  await world.parts.reports.forgetDays();
  expect(await report()).toMatchObject({ total, missingDays: 0 });
});

test('[V106] figures of days that another version stored are computed again', async () => {
  await play(0);
  const { total } = await report();
  await world.connection.collection('reportDays').updateMany({}, { $set: { rows: '[]' } });
  expect((await report()).total.leads).toBe(0);
  await world.parts.settings.set('reports.figures', `1 ${NEW_YORK}`);
  expect(await report()).toMatchObject({ total, missingDays: 0 });
});

test('[V110] outcomes are named in the business’s words, and by what they mean where it has no such outcome', async () => {
  const outcomes = [
    { id: 'won', means: 'won', label: { en: 'Sold', ko: '판매' } },
    { id: 'won_upsell', means: 'won', label: { en: 'Upsell', ko: '추가 판매' }, isRetired: true },
  ] as const;
  const business = { name: 'Solar', country: 'US', language: 'en', zone: NEW_YORK, outcomes, version: 1 } as const;
  await world.parts.business.replace(business, 0);
  for (const [index, outcomeId] of [undefined, 'won_upsell', 'won_upsell', 'spam_gone'].entries()) {
    const fact = { at: world.now(), campaignId: 'solar' };
    const [outcome] = (outcomeId ?? 'won').split('_') as ['won' | 'spam'];
    world.parts.facts.add([
      { ...fact, id: `ld_${index}:1`, kind: 'opened' },
      { ...fact, id: `ld_${index}:2`, kind: 'closed', outcome, ...(outcomeId !== undefined && { outcomeId }) },
    ]);
  }
  const inKorean = await viewSpeed(world.parts, QUERY, 'ko');
  expect(inKorean.total).toMatchObject({ won: 3, spam: 1, outcomes: { won: 1, won_upsell: 2, spam_gone: 1 } });
  expect(inKorean.outcomes).toEqual([
    { id: 'won', name: '판매' },
    { id: 'won_upsell', name: '추가 판매' },
    { id: 'spam_gone', name: '스팸' },
  ]);
  expect((await report()).outcomes.map(({ name }) => name)).toEqual(['Sold', 'Upsell', 'Spam']);
});

test('[V263] by first and last source, a lead counts for what brought the customer first and last, with its costs', async () => {
  const from = (source: string) => ({ tel: '+12025559001', source: { utm: { source } } });
  const first = await world.inquire(from('radio'));
  await workLead(world.parts, first, {
    kind: 'close',
    by: { kind: 'supervisor', id: 'sam' },
    outcome: 'notInterested',
  });
  world.pass(MINUTE);
  const second = await world.inquire(from('google'));
  world.pass(MINUTE);
  expect(await world.inquire(from('letter'))).toBe(second);
  const rows = [{ date: PERIOD.from, source: 'radio', amount: 50 }];
  expect(await setCosts(world.parts, { id: 'sam' }, rows)).toMatchObject({ ok: true });
  const leadsBy = async (by: SpeedQuery['by']) =>
    Object.fromEntries((await report({ by })).rows.map(({ key, now }) => [key, [now.leads, now.cost]]));
  expect(await leadsBy('source')).toEqual({ radio: [1, 50], google: [1, undefined] });
  expect(await leadsBy('firstSource')).toEqual({ radio: [2, 50] });
  expect(await leadsBy('lastSource')).toEqual({ radio: [1, 50], letter: [1, undefined] });
});

test('[V113] by source and day, a report has the costs of the period, also of a source without leads', async () => {
  await play(0);
  const rows = [
    { date: PERIOD.from, source: 'google', amount: 10.1 },
    { date: PERIOD.to, source: 'google', amount: 20.2 },
    { date: '2026-11-04', source: 'google', amount: 500 },
    { date: '2026-10-29', source: 'google', amount: 7 },
    { date: PERIOD.to, source: 'tv', amount: 100 },
  ];
  expect(await setCosts(world.parts, { id: 'sam' }, rows)).toMatchObject({ ok: true });
  const compared = { from: '2026-10-25', to: '2026-10-29' };
  const bySource = await report({ by: 'source', compared });
  expect(bySource).toMatchObject({ currency: 'USD', total: { cost: 130.3, leads: 1 }, before: { cost: 7, leads: 0 } });
  const google = bySource.rows.find(({ key }) => key === 'google');
  expect(google).toMatchObject({ now: { cost: 30.3, won: 1 }, before: { cost: 7, won: 0 } });
  expect([google!.now, google!.before!].map((numbers) => costPer(numbers, 'won'))).toEqual([30.3, null]);
  const tv = bySource.rows.find(({ key }) => key === 'tv');
  expect([tv?.now.cost, tv?.now.leads, tv?.before?.cost]).toEqual([100, 0, undefined]);
  const costsBy = async (by: SpeedQuery['by']) =>
    Object.fromEntries((await report({ by })).rows.map(({ key, now }) => [key, now.cost]));
  expect(await costsBy('weekday')).toEqual({ 5: 10.1, 2: 120.2 });
  expect(await costsBy('day')).toEqual({ [PERIOD.from]: 10.1, [PERIOD.to]: 120.2 });
});

test('[V340] costs that are left out of the rows say why; for all campaigns, the summary has them', async () => {
  await play(0);
  expect(await report({ by: 'hour' })).not.toHaveProperty('costsLeftOut');
  const rows = [{ date: PERIOD.to, source: 'tv', amount: 100 }];
  expect(await setCosts(world.parts, { id: 'sam' }, rows)).toMatchObject({ ok: true });
  const byHour = await report({ by: 'hour' });
  expect(byHour).toMatchObject({ hasCosts: false, costsLeftOut: 'group', total: { cost: 100 } });
  expect(byHour.rows.map(({ now }) => now.cost)).toEqual([undefined]);
  const ofOne = await report({ by: 'source', campaignId: 'solar' });
  expect([ofOne.hasCosts, ofOne.total.cost, ofOne.costsLeftOut]).toEqual([false, undefined, 'campaign']);
  expect(await report({ by: 'source' })).not.toHaveProperty('costsLeftOut');
});
