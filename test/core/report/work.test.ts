import { expect, test } from '@jest/globals';
import { factOfPresence, ON_LINE, type Fact, type FactKind } from '../../../src/core/lead/facts.ts';
import { addUp, foldWork, noCallerFigures, type WorkRows } from '../../../src/core/report/workFigures.ts';
import {
  subjectOf,
  workOf,
  workOfPresence,
  type WorkByMinute,
  type WorkLine,
} from '../../../src/core/report/workLine.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { NOON } from '../../support/leads.ts';

let count = 0;
function fact(kind: FactKind, after: number, changes: Partial<Fact> = {}): Fact {
  count += 1;
  return { id: `ld_1:${count}`, kind, at: NOON + after * SECOND, campaignId: 'solar', ...changes };
}
const ana = { agentIds: ['ana'] };
const bea = { agentIds: ['bea'] };
const actsIn = (work: WorkByMinute) => [...work.values()].flat();
const linesOf = (work: WorkByMinute, id = 'ld_1'): readonly WorkLine[] =>
  [...work.values()].map((acts) => ({ id, campaignId: 'solar', acts }));
const fold = (lines: readonly WorkLine[], zone = 'UTC', from = NOON - 15 * HOUR): WorkRows =>
  foldWork(lines, zone, [from, from + DAY]);

const TRANSFERRED = [
  fact('opened', 0),
  fact('offered', 1, { agentIds: ['ana', 'bea'] }),
  fact('declined', 2, { ...bea, reason: 'busy' }),
  fact('accepted', 3, ana),
  fact('talked', 10, { ...ana, seconds: 10 }),
  // Handed over while talking.
  fact('talked', 70, bea),
  fact('ended', 100, { seconds: 90 }),
  fact('closed', 130, { ...bea, outcome: 'won' }),
];

test('[V124] the work of a lead depends on its facts alone, in whichever order they come', () => {
  const work = workOf(TRANSFERRED);
  expect(workOf([...TRANSFERRED].reverse())).toEqual(work);
  // Without one that is late, and then with it: what was counted for another agent is gone.
  expect(actsIn(workOf(TRANSFERRED.filter(({ id }) => id !== TRANSFERRED[5]?.id)))).toContainEqual({
    ...{ kind: 'talk', agentId: 'ana', at: NOON + 10 * SECOND, until: NOON + 100 * SECOND },
  });
  const { agent } = fold(linesOf(work));
  const figuresOf = (id: string) => agent.find(({ key }) => key === id)?.figures;
  expect(figuresOf('ana')).toMatchObject({ offered: 1, accepted: 1, talked: 1, talkSeconds: 60, wrapped: 0, won: 0 });
  expect(figuresOf('bea')).toMatchObject({
    ...{ offered: 1, declined: 1, declines: { busy: 1 }, talked: 1, talkSeconds: 30 },
    ...{ wrapped: 1, wrapUpSeconds: 30, closed: 1, won: 1 },
  });
});

test('[V124] every hour from which a late fact may remove something is named', () => {
  const facts = [fact('talked', 0, ana), fact('closed', 3 * 3600, ana)];
  const before = workOf(facts);
  expect([...before.keys()]).toEqual([0, 1, 2, 3].map((hour) => NOON + hour * HOUR));
  const after = workOf([facts[0] as Fact, { ...fact('ended', 60), id: 'ld_1:9.5' }, facts[1] as Fact]);
  expect([...after.keys()]).toEqual(expect.arrayContaining([...before.keys()]));
});

test('[V125] voicemail is no conversation, and one whose end is missing counts four hours at most', () => {
  const voicemail = [fact('talked', 0, ana), fact('mailbox', 9, ana), fact('notReached', 20, ana)];
  expect(actsIn(workOf(voicemail))).toEqual([]);
  const endless = fold(linesOf(workOf([fact('talked', 0, ana), fact('closed', 9 * 3600, ana)])), 'UTC', NOON);
  expect(endless.agent[0]?.figures).toMatchObject({ talked: 1, talkSeconds: 4 * 3600 });
  expect(actsIn(workOf([fact('talked', 0, ana)]))).toEqual([{ kind: 'talked', agentId: 'ana', at: NOON }]);
});

test('[V125] a lead that another one replaced keeps the time it took, and not its outcome', () => {
  const { agent } = fold(linesOf(workOf([...TRANSFERRED, fact('superseded', 500)])));
  expect(agent.find(({ key }) => key === 'bea')?.figures).toMatchObject({ talkSeconds: 30, closed: 0, won: 0 });
});

const presence = (after: number, until: number, what: 'available' | 'away' | 'offline', agentId = 'ana') =>
  factOfPresence(
    {
      id: agentId,
      presence: what,
      presenceAt: NOON + after * MINUTE,
      ...(what === 'away' && { presenceReason: 'meal' }),
    },
    NOON + until * MINUTE,
  ).flatMap((one) => linesOf(workOfPresence(one), one.id));

test('[V126] two leads at once are busy once, and occupancy is of the time available or busy', () => {
  const talk = (from: number, until: number) =>
    linesOf(workOf([fact('talked', from * 60, ana), fact('closed', until * 60, ana)]));
  const lines = [
    ...presence(0, 60, 'available'),
    ...presence(60, 90, 'away'),
    ...presence(90, 600, 'offline'),
    ...talk(10, 20),
    ...talk(15, 30),
    // On a call for ten minutes after the agent went away.
    ...talk(55, 70),
  ];
  const { agentTime, hourTime } = fold(lines, 'UTC', NOON);
  const minutes = { available: 60, away: 30, busy: 35, staffed: 70 };
  const seconds = Object.fromEntries(Object.entries(minutes).map(([name, value]) => [name, value * 60]));
  expect(agentTime).toEqual([{ campaignId: '', key: 'ana', figures: { ...seconds, awayBy: { meal: 30 * 60 } } }]);
  expect(hourTime.map(({ key, figures }) => [key, figures.busy / 60, figures.staffed / 60])).toEqual([
    ['15', 25, 60],
    ['16', 10, 10],
  ]);
});

test('[V127] hours and days are those of the business, also where they begin on the half hour', () => {
  // 20:30 in Kolkata; midnight is at 18:30 UTC.
  const lines = presence(0, 8 * 60, 'available');
  const midnight = Date.parse('2026-11-18T18:30:00Z');
  const [before, after] = [midnight - DAY, midnight].map((from) => fold(lines, 'Asia/Kolkata', from));
  expect(before?.agentTime[0]?.figures.available).toBe(3.5 * 3600);
  expect(after?.agentTime[0]?.figures.available).toBe(4.5 * 3600);
  expect(before?.hourTime.map(({ key, figures }) => [key, figures.available / 60])).toEqual([
    ...[
      ['20', 30],
      ['21', 60],
      ['22', 60],
      ['23', 60],
    ],
  ]);
});

test('[V130] a promise counts for the agent who made it: kept by a call within its window, missed once it is over', () => {
  const promise = [fact('promised', 0, { ...ana, reason: 'agreed' }), fact('due', 600, { seconds: 300 })];
  const counted = (...more: readonly Fact[]) =>
    actsIn(workOf([...promise, ...more])).flatMap((act) => (act.kind === 'promise' ? [[act.agentId, act.isKept]] : []));
  expect(counted()).toEqual([]);
  expect(counted(fact('talked', 800, bea))).toEqual([['ana', true]]);
  expect(counted(fact('notReached', 900, bea))).toEqual([['ana', true]]);
  expect(counted(fact('promiseLate', 901))).toEqual([['ana', false]]);
  expect(counted(fact('talked', 901, bea))).toEqual([['ana', false]]);
  expect(counted(fact('closed', 700, { outcome: 'cancelled' }), fact('promiseLate', 901))).toEqual([]);
});

test('[V131] a caller counts in the half hour in which they came, once their wait is over', () => {
  const caller = (after: number, kind: FactKind, seconds: number, isFirst = true) => [
    isFirst ? fact('opened', after, { reason: ON_LINE }) : fact('joined', after),
    fact('offered', after + 1, ana),
    fact(kind, after + seconds, kind === 'talked' ? ana : {}),
  ];
  const facts = [
    ...caller(0, 'hungUp', 40),
    fact('promised', 40, { reason: 'callerHungUp' }),
    ...caller(1795, 'talked', 12, false),
    fact('ended', 2000, ana),
    fact('closed', 2001, ana),
  ];
  const { callers } = fold(linesOf(workOf(facts)), 'UTC', NOON);
  const waits = { ...noCallerFigures().waits, answered: { 12: 1 }, hungUp: { 40: 1 } };
  expect(callers).toEqual([{ campaignId: 'solar', key: '30', figures: { waits, messages: 0 } }]);
  expect(actsIn(workOf(caller(0, 'hungUp', 3).slice(0, 2)))).not.toContainEqual(
    expect.objectContaining({ kind: 'caller' }),
  );
  // A form's lead is no caller, and a message outside business hours had no wait.
  const form = [fact('opened', 0), fact('messageLeft', 5), fact('talked', 9, ana)];
  expect(fold(linesOf(workOf(form))).callers[0]?.figures).toEqual({ ...noCallerFigures(), messages: 1 });
});

test('[V264] [V303] work and callers count by the source and interest with which the lead arrived', () => {
  const facts = [
    fact('opened', 0, { reason: ON_LINE, source: 'Radio', interest: 'roof' }),
    fact('offered', 1, ana),
    fact('talked', 12, { ...ana, seconds: 12 }),
    fact('ended', 60, ana),
    fact('closed', 70, { ...ana, outcome: 'won' }),
  ];
  const line = (id: string, about: object) =>
    [...workOf(facts).values()].map((acts) => ({ id, campaignId: 'solar', ...about, acts }));
  expect(subjectOf([...facts].reverse())).toEqual({ campaignId: 'solar', source: 'radio', interest: 'roof' });
  expect(subjectOf(facts.slice(1))).toEqual({ campaignId: 'solar' });
  const { agent, source, interest, callerAgent, callerSource, callerInterest } = fold([
    ...line('ld_1', subjectOf(facts)),
    ...line('ld_2', {}),
  ]);
  const work = { offered: 1, talked: 1, talkSeconds: 48, wrapped: 1, wrapUpSeconds: 10, closed: 1, won: 1 };
  for (const [rows, key] of [
    [source, 'radio'],
    [interest, 'roof'],
  ] as const) {
    expect(rows.map((row) => row.key)).toEqual([key, '']);
    for (const { figures } of rows) expect(figures).toMatchObject(work);
  }
  expect(agent).toMatchObject([{ figures: { talkSeconds: 96, won: 2 } }]);
  expect([callerSource, callerInterest].map((rows) => rows.map(({ key }) => key))).toEqual([
    ['radio', ''],
    ['roof', ''],
  ]);
  for (const { figures } of callerSource) expect(figures.waits.answered).toEqual({ 12: 1 });
  // [V303] Both by whoever answered.
  expect(callerAgent).toMatchObject([{ key: 'ana', figures: { waits: { answered: { 12: 2 } } } }]);
});

test('[V300] [V303] what the law refused counts by agent, hour, source and interest, and a caller nobody answered has no agent', () => {
  const law = (what: string, at: number, agentId?: string) => ({
    ...{ kind: 'law' as const, what, at, ...(agentId !== undefined && { agentId }) },
  });
  const lines: readonly WorkLine[] = [
    {
      ...{ id: 'ld_1', campaignId: 'solar', source: 'radio', interest: 'roof' },
      acts: [law('refused.outside-hours.L1', NOON), law('basis.consent', NOON + HOUR, 'ana')],
    },
    {
      ...{ id: 'ld_2', campaignId: 'wind' },
      acts: [
        law('refused.outside-hours.L1', NOON + 59 * MINUTE),
        // Of another day.
        law('refused.outside-hours.L1', NOON + DAY),
        { kind: 'caller', at: NOON, end: 'hungUp', seconds: 9 },
      ],
    },
  ];
  const { lawAgent, lawHour, lawSource, lawInterest, law: totals, callerAgent } = fold(lines, 'Asia/Kolkata');
  const counts = (rows: typeof totals) =>
    rows.map(({ campaignId, key, figures }) => [
      campaignId,
      key,
      Object.values(figures.counts).reduce((a, b) => a + b),
    ]);
  expect(counts(totals)).toEqual([
    ['solar', '', 2],
    ['wind', '', 1],
  ]);
  expect(counts(lawAgent)).toEqual([
    ['solar', '', 1],
    ['solar', 'ana', 1],
    ['wind', '', 1],
  ]);
  // 20:30 in Kolkata.
  expect(counts(lawHour)).toEqual([
    ['solar', '20', 1],
    ['solar', '21', 1],
    ['wind', '21', 1],
  ]);
  expect(counts(lawSource)).toEqual([
    ['solar', 'radio', 2],
    ['wind', '', 1],
  ]);
  expect(counts(lawInterest)).toEqual([
    ['solar', 'roof', 2],
    ['wind', '', 1],
  ]);
  expect(callerAgent).toMatchObject([{ campaignId: 'wind', key: '', figures: { waits: { hungUp: { 9: 1 } } } }]);
});

test('[V124] figures add up, however deep', () => {
  const total = { talked: 1, declines: { busy: 1 } };
  addUp(total, { talked: 2, declines: { busy: 1, break: 3 } as { busy: number } });
  expect(total).toEqual({ talked: 3, declines: { busy: 2, break: 3 } });
});
