import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { doNotCallLead } from '../../src/usecases/doNotCall/doNotCallLead.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { settleReports } from '../../src/usecases/reports/settleReports.ts';
import { viewCompliance, type ComplianceQuery } from '../../src/usecases/reports/viewCompliance.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { countIn, type ComplianceReport } from '../../src/shared/complianceReport.ts';
import { COMMON_BY } from '../../src/shared/workReports.ts';
import { startWorld, type World } from '../support/world.ts';

const QUERY: ComplianceQuery = { period: { from: '2026-11-18', to: '2026-11-20' }, compared: null, by: 'campaign' };

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.addAgent('ana');
});
afterEach(() => world.stop());

let count = 0;
const inquire = () => world.inquire({ tel: `+1202555${String(2000 + (count += 1))}` });

async function inConversation(): Promise<string> {
  const id = await inquire();
  await world.tick();
  await world.seeAll();
  await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
  await workLead(world.parts, id, { kind: 'talking', agentId: 'ana' });
  world.pass(MINUTE);
  return id;
}

async function close(id: string, outcome: 'won' | 'doNotCall'): Promise<void> {
  await workLead(world.parts, id, { kind: 'ended', agentId: 'ana' });
  await finishLead(world.parts, 'ana', id, { outcome });
}

const report = (changes: Partial<ComplianceQuery> = {}) => viewCompliance(world.parts, { ...QUERY, ...changes }, 'en');

function sumOf({ rows }: ComplianceReport, section: 'refused' | 'asked'): number {
  return rows.reduce((sum, { now }) => sum + countIn(now, section), 0);
}

/** From the histories of leads as they are stored, and with nothing that reports are made of. */
async function refusalsIn(leadIds: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const id of leadIds)
    for (const { kind, data } of await world.parts.leads.timeline(id)) {
      if (kind !== 'contactRefused') continue;
      const key = `${String(data['reason'])}.${String(data['rule'])}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
  return counts;
}

test('[V234] [V235] [V236] [V237] [V265] the report equals what the histories say, by campaign and period', async () => {
  const leadIds = [await inConversation()];
  await close(leadIds[0] ?? '', 'won');
  const listed = await inConversation();
  const by = { kind: 'agent', id: 'ana' } as const;
  await doNotCallLead(world.parts, listed, { id: 'click_1', by, reason: 'Said so' });
  await close(listed, 'doNotCall');
  await close(await inConversation(), 'doNotCall');
  // Night in New York: nobody is called until morning.
  world.pass(12 * HOUR);
  for (let night = 0; night < 3; night += 1) leadIds.push(await inquire());
  await world.tick();
  const refusals = await refusalsIn(leadIds);
  expect(refusals).toEqual({ 'outside-hours.L1': 3 });

  await settleReports(world.parts, MINUTE);
  const shown = await report();
  expect(shown).toMatchObject({ since: null, missingDays: 0, countedUntil: world.now() });
  const { refused, basis, consent, asked, lifted, promised, kept, late, expired } = shown.sections;
  expect(Object.fromEntries(refused.map(({ key, now }) => [key, now]))).toEqual(refusals);
  expect(refused).toEqual([{ key: 'outside-hours.L1', label: expect.stringMatching(/\w+ \w+/), rule: 'L1', now: 3 }]);
  expect(basis).toEqual([{ key: 'consent', label: 'Written consent', now: 3 }]);
  expect(consent).toEqual([{ key: 'call', label: 'Calls', now: 6 }]);
  expect(asked).toEqual([
    { key: 'desk', label: 'Do-not-call button', now: 1 },
    { key: 'outcome', label: 'Outcome of a lead', now: 1 },
  ]);
  expect(promised).toMatchObject([{ key: 'notPermittedYet', now: 3 }]);
  for (const none of [lifted, kept, late, expired]) expect(none).toEqual([]);

  expect((await report({ campaignId: 'other' })).sections).toMatchObject({ refused: [], basis: [], consent: [] });
  const nextDay = { from: '2026-11-19', to: '2026-11-19' };
  const compared = await report({ period: nextDay, compared: { from: '2026-11-18', to: '2026-11-18' } });
  expect(compared.sections.consent).toEqual([{ key: 'call', label: 'Calls', now: 3, before: 3 }]);
  expect(compared.sections.basis).toEqual([{ key: 'consent', label: 'Written consent', now: 0, before: 3 }]);
  // [V265] Days without any are there too.
  expect(shown.days).toEqual([
    { date: '2026-11-18', refused: 0, asked: 2 },
    { date: '2026-11-19', refused: 3, asked: 0 },
    { date: '2026-11-20', refused: 0, asked: 0 },
  ]);
  // [V300] Every grouping has every act once.
  for (const by of COMMON_BY) {
    const grouped = await report({ by });
    expect(grouped.sections).toEqual(shown.sections);
    expect(sumOf(grouped, 'refused')).toBe(3);
    expect(sumOf(grouped, 'asked')).toBe(2);
  }
  const byAgent = await report({ by: 'agent', compared: { from: '2026-11-17', to: '2026-11-17' } });
  const rows = new Map(byAgent.rows.map((row) => [row.key, row]));
  // [V301] Each closed one of these leads was Ana’s; nobody took the refused ones.
  expect(rows.get('ana')).toMatchObject({
    now: { 'basis.consent': 3, 'asked.desk': 1, 'asked.outcome': 1 },
    before: {},
  });
  expect(rows.get('')?.now).toMatchObject({ 'refused.outside-hours.L1': 3, 'consent.call': 6 });
  const korean = await viewCompliance(world.parts, QUERY, 'ko');
  expect(korean.sections.asked[0]?.label).toBe('수신 거부 버튼');
});

test('[V238] nothing from before an update is counted, and the report says since when it counts', async () => {
  await close(await inConversation(), 'won');
  await settleReports(world.parts, MINUTE);
  // As after an update: facts of the version before lack what this report needs.
  await world.connection.collection<{ _id: string }>('settings').deleteOne({ _id: 'reports.lawSince' });
  world.pass(26 * HOUR);
  const since = world.now();
  await settleReports(world.parts, MINUTE);
  world.pass(SECOND);
  await close(await inConversation(), 'won');
  const shown = await report();
  expect(shown.since).toBe(since);
  expect(shown.sections.basis).toMatchObject([{ key: 'consent', now: 1 }]);
  expect((await report({ period: { from: '2026-11-18', to: '2026-11-18' } })).sections.basis).toEqual([]);
});
