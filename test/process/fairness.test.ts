/** A month's distribution recomputed from what is stored, by the program as operators run it, beside other connections. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { DEFAULT_POLICY, type Policy } from '../../src/core/routing/policy.ts';
import { DAY, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { AnyDocument } from '../../src/store/model.ts';
import { editPerson } from '../../src/usecases/admin/people.ts';
import { saveRoutingPolicy, viewRoutingPolicy } from '../../src/usecases/admin/routingPolicy.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { mergeLeads } from '../../src/usecases/lead/mergeLeads.ts';
import { erasePerson } from '../../src/usecases/persons/erasePerson.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { NEW_YORK } from '../support/leads.ts';
import { startWorld, type World } from '../support/world.ts';

const PROGRAM = new URL('../../dist/fairness.js', import.meta.url).pathname;
const MONTH = '2026-11';

let world: World;
beforeEach(async () => {
  const weights = { ben: 2, chloe: 3 };
  world = await startWorld({ policy: { ...DEFAULT_POLICY, order: { kind: 'roundRobin', weights } } });
  for (const id of ['ana', 'ben', 'chloe']) await world.addAgent(id);
});
afterEach(() => world.stop());

let numbers = 0;
async function inquire(language: 'en' | 'ko' = 'en'): Promise<string> {
  numbers += 1;
  const tel = `+1202555${3000 + numbers}`;
  const person = { name: 'Maria', tel, telShown: tel, language, zones: [NEW_YORK], zoneFrom: 'browser' } as const;
  const leadId = await world.inquire({ person });
  await world.tick();
  return leadId;
}

/** The agent who is offered the lead accepts, talks and closes it. */
async function serve(leadId: string): Promise<string> {
  const lead = await world.parts.leads.byId(leadId);
  if (lead?.state !== 'offered') throw new Error(`not offered but ${lead?.state}`);
  const agentId = lead.offer.agents[0]!.agentId;
  await acceptOffer(world.parts, { agentId, offerId: lead.offer.id });
  await changeLead(world.parts, leadId, { kind: 'talking', agentId });
  world.pass(SECOND);
  await changeLead(world.parts, leadId, { kind: 'ended', agentId });
  await changeLead(world.parts, leadId, { kind: 'close', by: { kind: 'agent', id: agentId }, outcome: 'won' });
  return agentId;
}

async function run(...args: readonly string[]) {
  await world.parts.facts.known([]);
  const env = { PATH: process.env['PATH'], MONGODB_URI: world.database.uri };
  return spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', env });
}

interface Report {
  readonly disagreeing: readonly object[];
  readonly pools: readonly { readonly agents: readonly { readonly agentId: string }[] }[];
}

test('[O46] [O47] every decision of a month is recomputed, with agents as they were, and how even the offers were', async () => {
  for (let n = 0; n < 12; n += 1) await serve(await inquire());
  // Nobody speaks Korean. The next day Ben does.
  const korean = await inquire('ko');
  world.pass(MINUTE);
  await world.tick();
  const { agent, version, ...ben } = (await world.parts.users.byId('ben'))!;
  const fields = { ...ben, agent: { ...agent!, languages: ['en', 'ko'] as const }, phone: undefined };
  world.pass(DAY);
  const saved = await editPerson(world.parts, { id: 'robin' }, 'ben', version, fields);
  expect(saved).toMatchObject({ ok: true });
  world.pass(MINUTE);
  await world.tick();
  expect(await serve(korean)).toBe('ben');

  const { status, stdout, stderr } = await run('--month', MONTH, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const report = JSON.parse(stdout) as Report;
  expect(report).toMatchObject({
    ...{ month: MONTH, decisions: 14, disagreeing: [], foundNoOne: { agree: 1, disagree: 0 } },
    notRecomputable: { recordedTooLittle: 0, policyUnknown: 0, agentUnknown: 0 },
    pools: [{ campaign: 'Solar', order: 'roundRobin', leads: 13, decisions: 13 }],
  });
  const agents = [...report.pools[0]!.agents].sort((one, other) => (one.agentId < other.agentId ? -1 : 1));
  expect(agents).toMatchObject([
    { name: 'Ana', offered: 2, due: 2, difference: 0, eligible: 12 },
    { name: 'Ben', offered: 5, due: 5, difference: 0, eligible: 13 },
    { name: 'Chloe', offered: 6, due: 6, difference: 0, eligible: 12 },
  ]);

  // Another month has none of them.
  expect(JSON.parse((await run('--month', '2026-10', '--json')).stdout)).toMatchObject({ decisions: 0, pools: [] });
  const { stdout: empty } = await run('--month', '2026-10');
  expect(empty).toMatch(/No decisions of this month are stored, so nothing was checked\.\n$/);

  // A reason that wasn’t so.
  const leads = world.connection.collection<AnyDocument>('leads');
  const { passedOver, epoch } = (await world.parts.decisions.ofLead(korean)).at(-1)!;
  expect(passedOver).toMatchObject({ language: expect.arrayContaining(['ana', 'chloe']) });
  await leads.updateOne({ _id: korean }, { $set: { 'decision.passedOver': { skills: passedOver.language } } });
  const bad = await run('--month', MONTH);
  expect(bad.status).toBe(1);
  expect(bad.stdout).toMatch(new RegExp(`DISAGREES .*${korean}:${epoch}: (Ana|Chloe) was “skills”, which doesn’t fit`));
  expect(bad.stdout).toContain('1 of 14 decisions disagree');
});

test('[O47] a lead that is offered again counts as two decisions about one lead', async () => {
  const leadId = await inquire();
  world.pass(MINUTE);
  await world.tick();
  await serve(leadId);
  const { stdout } = await run('--month', MONTH);
  expect(stdout).toContain('Solar · roundRobin: 2 decisions that offered 1 lead\n');
  expect(stdout).toMatch(/Everything that can be recomputed agrees\.\n$/);
});

test('[O46] a month must be one, and settings must be valid', async () => {
  expect(await run('--month', '2026-13')).toMatchObject({ status: 2, stderr: expect.stringContaining('--month') });
  expect(await run()).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage') });
  expect(await run('--year', '2026')).toMatchObject({ status: 2, stdout: '' });
});

test('[O46] [R175] a month with changes of the policy, of agents, a merge and an erasure is recomputed as it was', async () => {
  const robin = { id: 'robin' };
  const campaign = async () => (await viewRoutingPolicy(world.parts, 'solar'))!;
  const save = async (changes: Partial<Policy>) => {
    const { version, policy, teamIds, skills } = await campaign();
    const part = { policy: { ...policy, ...changes }, teamIds, skills, activate: true };
    expect(await saveRoutingPolicy(world.parts, robin, 'solar', version, part)).toMatchObject({ ok: true });
  };
  const first = await inquire();
  await serve(first);
  const second = await inquire();
  const rules = [{ name: 'Night', when: { languages: ['en'] }, order: { kind: 'random' } }] as const;
  await save({ rules });
  // Offered by the first version, decided after the second.
  await serve(second);
  for (let n = 0; n < 3; n += 1) await serve(await inquire());
  await save({ rules: [], order: { kind: 'fewestToday' }, steps: [{ afterMs: 0, offerTo: 2, relax: [] }] });

  // Chloe leaves the business, and Ana no longer takes leads.
  world.pass(DAY);
  for (const [id, changes] of [
    ['chloe', { agent: null }],
    ['ana', { agent: { teamIds: [], languages: ['ko'], skills: {}, capacity: 1 } }],
  ] as const) {
    const { version, ...person } = (await world.parts.users.byId(id))!;
    const fields = { ...person, ...changes, phone: undefined };
    expect(await editPerson(world.parts, robin, id, version, fields)).toMatchObject({ ok: true });
  }
  world.pass(2 * MINUTE);
  const third = await inquire();
  expect(await serve(third)).toBe('ben');

  const versionOf = async (id: string) => (await world.parts.leads.byId(id))!.seq;
  const versions = { stays: await versionOf(first), goes: await versionOf(second) };
  const merge = { staysId: first, goesId: second, versions };
  await mergeLeads(world.parts, { kind: 'supervisor', id: 'sam' }, merge);
  const { person } = (await world.parts.leads.byId(third))!;
  const key = `tel:${person.tel}`;
  const wish = { key, lastFour: key.slice(-4), tellsCustomer: false, keeps: 'nothing' } as const;
  expect(await erasePerson(world.parts, robin, wish)).toMatchObject({ ok: true, erasure: { state: 'done' } });
  expect(await world.parts.leads.byId(third)).toMatchObject({ erased: true });

  const { status, stdout, stderr } = await run('--month', MONTH, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ decisions: 6, disagreeing: [], drawn: { disagree: 0 }, ordered: { disagree: 0 } },
    notRecomputable: { recordedTooLittle: 0, policyUnknown: 0, agentUnknown: 0 },
    pools: [
      { order: 'roundRobin', decisions: 2 },
      { order: 'random', rule: 'Night', decisions: 3 },
      { order: 'fewestToday', decisions: 1 },
    ],
  });
});
