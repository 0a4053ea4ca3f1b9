/**
 * Callers, surveys and compliance over both clock changes, against figures counted from the raw histories of leads: with
 * nothing that reports are made of, and with the days and half hours of another library call.
 */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { LeadEvent } from '../../src/core/lead/events.ts';
import type { SurveyQuestion } from '../../src/core/vocabulary/survey.ts';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { Parts } from '../../src/ports/parts.ts';
import type { StoredEntry } from '../../src/ports/leads.ts';
import { handleCallEnd } from '../../src/usecases/calls/settleCalls.ts';
import { receiveCall } from '../../src/usecases/calls/answerCall.ts';
import { changeProfile } from '../../src/usecases/lead/changeProfile.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { settleReports } from '../../src/usecases/reports/settleReports.ts';
import { viewCallers } from '../../src/usecases/reports/viewCallers.ts';
import { viewCompliance } from '../../src/usecases/reports/viewCompliance.ts';
import { viewSurvey } from '../../src/usecases/reports/viewSurvey.ts';
import { countIn } from '../../src/shared/complianceReport.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { TEST_FLOW, TOLL_FREE } from '../support/calls.ts';
import { NEW_YORK } from '../support/leads.ts';
import { fakePhone } from '../support/phone.ts';
import { startWorld, type World } from '../support/world.ts';

const ALWAYS = { zone: NEW_YORK, weekly: null, holidays: [] };
const SAM = { kind: 'supervisor', id: 'sam' } as const;
const SURVEY: readonly SurveyQuestion[] = [
  { id: 'question1', label: { en: 'Grade?' }, kind: 'number', min: 0, max: 10 },
];
const STEPS = 44;

let world: World;
let parts: Parts;
beforeEach(async () => {
  const calls = { ...TEST_FLOW, languages: ['en'] as const, questions: [] };
  world = await startWorld({ hours: ALWAYS, survey: SURVEY, calls }, { at: 0 });
  parts = { ...world.parts, phone: fakePhone() };
});
afterEach(() => world.stop());

const local = (at: number) => DateTime.fromMillis(at, { zone: NEW_YORK });
const dayOf = (at: number) => local(at).toFormat('yyyy-MM-dd');
const hourOf = (at: number) => String(local(at).hour);
const halfHourOf = (at: number) => String(local(at).hour * 2 + (local(at).minute >= 30 ? 1 : 0));

async function work(leadId: string, event: LeadEvent): Promise<void> {
  const done = await workLead(parts, leadId, event);
  if (!done.ok) throw new Error(`${event.kind}: ${done.message}`);
}

/** One caller or form, which takes a different course for each number. Returns the lead. */
async function play(index: number): Promise<string> {
  const tel = `+1202555${String(1000 + index)}`;
  if (index % 3 === 0) {
    const id = await world.inquire({ tel });
    await world.tick();
    await work(id, { kind: 'close', by: SAM, outcome: 'notInterested' });
    return id;
  }
  const sid = `CA${index}`;
  await receiveCall(parts, { sid, from: tel, to: TOLL_FREE });
  world.pass((3 + (index % 5) * 7) * SECOND);
  const lead = await parts.leads.openByKey(`tel:${tel}`);
  if (!lead) throw new Error('no lead');
  if (index % 3 === 1) {
    await handleCallEnd(parts, sid, 'completed', 2);
    await work(lead.id, { kind: 'close', by: SAM, outcome: 'notInterested' });
    return lead.id;
  }
  await world.tick();
  await world.seeAll();
  const { offerId } = world.lastOffer('ana');
  world.pass((index % 4) * 5 * SECOND);
  const accepted = await acceptOffer(parts, { agentId: 'ana', offerId });
  if (!accepted.ok || accepted.lead.state !== 'connecting') throw new Error('not accepted');
  await work(lead.id, { kind: 'agentReady', callId: accepted.lead.owner.callId ?? '' });
  await work(lead.id, { kind: 'bridged', callId: sid });
  world.pass(MINUTE);
  await handleCallEnd(parts, sid, 'completed', 80);
  const outcome = index % 2 === 0 ? 'doNotCall' : 'won';
  await work(lead.id, { kind: 'close', by: { kind: 'agent', id: 'ana' }, outcome });
  return lead.id;
}

interface Counted {
  readonly callers: Map<string, { arrived: number; answered: number; inTarget: number; gone: number }>;
  readonly surveyed: Map<string, { leads: number; sum: number }>;
  readonly surveyedByHour: Map<string, number>;
  readonly refused: Map<string, number>;
  readonly refusedByHour: Map<string, number>;
  readonly asked: Map<string, number>;
}

function countHistory(history: readonly StoredEntry[], counted: Counted): void {
  const { callers, surveyed, surveyedByHour, refused, refusedByHour, asked } = counted;
  const addOne = (map: Map<string, number>, key: string) => void map.set(key, (map.get(key) ?? 0) + 1);
  const add = (map: Map<string, number>, at: number) => addOne(map, dayOf(at));
  let since: number | null = null;
  let answered: { readonly at: number; readonly grade: number } | undefined;
  for (const { kind, at, data } of history) {
    if (kind === 'created' && data['isOnLine'] === true) since = at;
    if (since !== null && (kind === 'talking' || kind === 'callerGone')) {
      const key = halfHourOf(since);
      const row = callers.get(key) ?? { arrived: 0, answered: 0, inTarget: 0, gone: 0 };
      callers.set(key, row);
      row.arrived += 1;
      if (kind === 'talking') row.answered += 1;
      else row.gone += 1;
      if (kind === 'talking' && at - since <= 20 * SECOND) row.inTarget += 1;
      since = null;
    }
    const edits = (data['edits'] ?? []) as readonly { readonly field: string; readonly to: number }[];
    const edit = edits.find(({ field }) => field === 'survey.question1');
    if (edit) answered = { at: answered?.at ?? at, grade: edit.to };
    if (kind === 'contactRefused') {
      add(refused, at);
      addOne(refusedByHour, hourOf(at));
    }
    if (kind === 'closed' && data['outcome'] === 'doNotCall') add(asked, at);
  }
  if (!answered) return;
  addOne(surveyedByHour, hourOf(answered.at));
  const before = surveyed.get(dayOf(answered.at)) ?? { leads: 0, sum: 0 };
  surveyed.set(dayOf(answered.at), { leads: before.leads + 1, sum: before.sum + answered.grade });
}

test.each([
  ['back', '2026-10-31T20:10:00Z', { from: '2026-10-30', to: '2026-11-04' }],
  ['forward', '2027-03-13T20:10:00Z', { from: '2027-03-12', to: '2027-03-17' }],
])(
  '[V104] [V131] [V210] [V234] [V300] [V303] callers, surveys and compliance equal the raw histories where clocks go %s',
  async (_way, start, period) => {
    world.pass(Date.parse(start));
    await world.addAgent('ana', { softphoneSince: world.now() });
    const leadIds: string[] = [];
    for (let index = 0; index < STEPS; index += 1) {
      leadIds.push(await play(index));
      if (index % 2 === 0)
        await changeProfile(parts, SAM, leadIds[index >> 1] ?? '', { survey: { question1: index % 11 } });
      await world.tick();
      world.pass(53 * MINUTE);
      if (index % 10 === 9) await settleReports(parts, MINUTE);
    }
    const counted: Counted = {
      callers: new Map(),
      ...{ surveyed: new Map(), surveyedByHour: new Map() },
      ...{ refused: new Map(), refusedByHour: new Map(), asked: new Map() },
    };
    for (const id of leadIds) countHistory(await parts.leads.timeline(id), counted);
    // It covers both days around the change, and the hour that is repeated or skipped.
    expect([counted.surveyed.size, counted.refused.size > 0, counted.asked.size]).toEqual([3, true, 3]);

    const query = { period, compared: null };
    await settleReports(parts, MINUTE);
    const callers = await viewCallers(parts, { ...query, by: 'halfHour' }, 'en');
    expect(callers).toMatchObject({ countedUntil: world.now(), missingDays: 0, target: 20 });
    expect(
      Object.fromEntries(
        callers.rows.map(({ key, now }) => [
          key,
          ...[
            { arrived: now.arrived, answered: now.answered, inTarget: now.inTarget, gone: now.abandoned + now.short },
          ],
        ]),
      ),
    ).toEqual(Object.fromEntries(counted.callers));

    const arrived = [...counted.callers.values()].reduce((sum, row) => sum + row.arrived, 0);
    const answered = [...counted.callers.values()].reduce((sum, row) => sum + row.answered, 0);
    const callersBy = async (by: 'agent' | 'team' | 'hour') =>
      new Map((await viewCallers(parts, { ...query, by }, 'en')).rows.map(({ key, now }) => [key, now]));
    const byAgent = await callersBy('agent');
    expect([byAgent.get('ana')?.arrived, byAgent.get('ana')?.answered]).toEqual([answered, answered]);
    expect([byAgent.get('')?.arrived, byAgent.get('')?.answered]).toEqual([arrived - answered, 0]);
    // Ana is in no team.
    expect([...(await callersBy('team')).values()].map((now) => now.answered)).toEqual([answered]);
    const byHour = new Map<string, number>();
    for (const [half, row] of counted.callers) {
      const hour = String(Math.floor(Number(half) / 2));
      byHour.set(hour, (byHour.get(hour) ?? 0) + row.arrived);
    }
    expect(new Map([...(await callersBy('hour'))].map(([key, now]) => [key, now.arrived]))).toEqual(byHour);

    const { dates, results } = await viewSurvey(parts, { ...query, by: 'hour' }, 'en');
    expect(new Map(results[0]?.rows.map(({ key, now }) => [key, now.leads]))).toEqual(counted.surveyedByHour);
    expect(results[0]?.days).toEqual(dates.map((date) => counted.surveyed.get(date)?.leads ?? 0));
    expect((results[0]?.questions[0]?.now.average ?? 0) * (results[0]?.leads ?? 0)).toBeCloseTo(
      [...counted.surveyed.values()].reduce((sum, day) => sum + day.sum, 0),
      6,
    );

    const { days, rows } = await viewCompliance(parts, { ...query, by: 'hour' }, 'en');
    const refusedIn = rows.map(({ key, now }) => [key, countIn(now, 'refused')] as const);
    expect(new Map(refusedIn.filter(([, count]) => count > 0))).toEqual(counted.refusedByHour);
    expect(days).toEqual(
      dates.map((date) => ({ date, refused: counted.refused.get(date) ?? 0, asked: counted.asked.get(date) ?? 0 })),
    );
  },
  5 * MINUTE,
);
