/**
 * What people expect of routing, on the whole service: forms over HTTP, desks over sockets, policies as administrators
 * activate them. The clock can be moved on to the next day.
 */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { startJobs } from '../../src/jobs/index.ts';
import type { PersonView, RoutingPolicyView } from '../../src/shared/admin.ts';
import type { DecisionView, LeadList, WaitView } from '../../src/shared/api.ts';
import type { DeskOffer } from '../../src/shared/desk.ts';
import type { PolicyReplay } from '../../src/shared/replay.ts';
import type { PassedOverList } from '../../src/shared/whyNotMe.ts';
import { connectDesk, type DeskClient } from '../support/demo.ts';
import { PATIENCE_MS, until } from '../support/patience.ts';
import { jsonOf, startService, type Client, type Service } from '../support/service.ts';

const POLICY = '/api/admin/campaigns/demo/policy';
const NAMES = ['ana', 'ben', 'chloe'] as const;
type Name = (typeof NAMES)[number];

let service: Service;
let stopJobs: () => Promise<void>;
// Noon in the business’s zone, so that no day ends in the middle.
let ahead = 17 * HOUR - (Date.now() % DAY);
const desks = new Map<Name, DeskClient>();

beforeAll(async () => {
  service = await startService({
    env: { INTAKE_LIMIT_PER_MINUTE: '10000' },
    replace: ({ clock }) => ({ clock: { now: () => clock.now() + ahead, offset: () => 0 } }),
  });
  // The demo's own callbacks would come due in the middle.
  await service.stores.connection.collection('leads').deleteMany({ state: { $ne: 'closed' } });
  stopJobs = startJobs(service.parts);
});
afterEach(async () => {
  for (const desk of desks.values()) desk.close();
  desks.clear();
  // No agent has taken anything on the next day, and no desk of this one may still come back.
  ahead += DAY;
  await until(async () => (await service.parts.agents.all()).every(({ reach }) => reach === 'absent'));
});
afterAll(async () => {
  await stopJobs();
  await service.close();
});

const administrator = () => service.signIn('admin@demo.test');

async function comeIn(...names: readonly Name[]): Promise<void> {
  for (const name of names) {
    const { cookie } = await service.signIn(`${name}@demo.test`);
    const desk = await connectDesk(service.url, cookie, (one) => desks.set(name, one));
    await desk.available();
  }
}

/** Activates the demo’s policy with these changes, as a new version. */
async function activate(admin: Client, policy: object, who: object = {}): Promise<RoutingPolicyView> {
  const { version, teamIds, skills, ...now } = await jsonOf<RoutingPolicyView>(admin.get(POLICY));
  const order = { kind: 'longestIdle' };
  const limits = { afterDeclineMs: 0, afterMissMs: 0 };
  // No lead gives up, and no offer moves on, on a busy machine.
  const waits = {
    giveUpMs: 5 * MINUTE,
    nobodyMs: 5 * MINUTE,
    offerMs: 2 * MINUTE,
    seenMs: 30 * SECOND,
    speed: undefined,
  };
  const plain = { order, limits, steps: [step(0)], rules: [], ...waits };
  const body = { version, teamIds, skills, ...who, policy: { ...now.policy, ...plain, ...policy } };
  return jsonOf<RoutingPolicyView>(admin.send('PUT', POLICY, body));
}
const step = (afterMs: number, more: object = {}) => ({ afterMs, offerTo: 1, relax: [], ...more });

let numbers = 0;
/** A new customer, or one who sends another form. Returns the message, which no other lead has. */
async function send(tel?: string): Promise<string> {
  numbers += 1;
  const [message, phone] = [`Request ${numbers}`, tel ?? `+1202555${3000 + numbers}`];
  const body = { name: 'Maria Lopez', phone, message, consent: { call: true, now: true } };
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify(body) };
  expect((await fetch(`${service.url}/api/forms/demo/leads`, request)).status).toBe(201);
  return message;
}

interface Offered {
  readonly name: Name;
  readonly offer: DeskOffer;
}

/** The desk at which the lead with this message is offered. */
function offered(message: string): Promise<Offered> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const done = () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
    const timer = setTimeout(() => {
      done();
      reject(new Error(`no desk was offered ${message}`));
    }, PATIENCE_MS);
    for (const [name, desk] of desks) {
      const look = () => {
        const found = desk.heard.find(({ event, payload }) => event === 'offer' && isOf(payload as DeskOffer, message));
        if (!found) return;
        done();
        resolve({ name, offer: found.payload as DeskOffer });
      };
      desk.socket.on('offer', look);
      stops.push(() => desk.socket.off('offer', look));
      look();
    }
  });
}
const isOf = ({ lead }: DeskOffer, message: string) => lead.message === message;
const deskOf = (name: Name) => desks.get(name)!;

async function accept({ name, offer: { offerId } }: Offered): Promise<void> {
  expect(await deskOf(name).ask('offer:accept', { offerId })).toMatchObject({ ok: true });
}

async function finish({ name, offer }: Offered): Promise<void> {
  const leadId = offer.lead.id;
  for (const event of ['lead:talking', 'lead:ended'] as const)
    expect(await deskOf(name).ask(event, { leadId })).toMatchObject({ ok: true });
  expect(await deskOf(name).ask('lead:close', { leadId, outcome: 'notInterested', note: '' })).toEqual({ ok: true });
}

/** From the form to the outcome. Returns who had it. */
async function serve(tel?: string): Promise<Offered> {
  const one = await offered(await send(tel));
  await accept(one);
  await finish(one);
  return one;
}

/** The newest lead of the campaign; why it waits, and the decisions about it. */
async function newest(admin: Client) {
  const { leads } = await jsonOf<LeadList>(admin.get('/api/leads?campaign=demo&limit=1'));
  return jsonOf<{ decisions: DecisionView[]; now: WaitView | null }>(admin.get(`/api/leads/${leads[0]?.id}/decisions`));
}

test('[R57] [R65] the same person gets the same agent again, and waits for them while they are busy', async () => {
  const admin = await administrator();
  await activate(admin, { order: { kind: 'lastAgent', patienceMs: 20 * SECOND, then: 'longestIdle' } });
  await comeIn('ana', 'ben');
  const tel = '+12025559001';
  const { name } = await serve(tel);
  // The other agent has been idle longer by now.
  const again = await serve(tel);
  expect([again.name, again.offer.why.code]).toEqual([name, 'lastAgent']);
  const other = name === 'ana' ? 'ben' : 'ana';
  expect((await serve()).name).toBe(other);

  // They take another lead, and the person sends a third form.
  const busy = await offered(await send());
  expect(busy.name).toBe(name);
  await accept(busy);
  const message = await send(tel);
  const { now } = await newest(admin);
  expect(now).toMatchObject({ why: 'lastAgent' });
  await finish(busy);
  const third = await offered(message);
  expect([third.name, third.offer.why.code]).toEqual([name, 'lastAgent']);
  await accept(third);
  await finish(third);
});

test('[R53] weights of 1, 2 and 3 over 60 leads: 10, 20 and 30, and never a lead from the share', async () => {
  const admin = await administrator();
  const weights = { user_ben: 2, user_chloe: 3 };
  await activate(admin, { order: { kind: 'roundRobin', weights } });
  await comeIn(...NAMES);
  const served: Record<Name, number> = { ana: 0, ben: 0, chloe: 0 };
  for (let n = 1; n <= 60; n += 1) {
    served[(await serve()).name] += 1;
    for (const [index, name] of NAMES.entries())
      expect({ n, name, off: Math.abs(served[name] - (n * (index + 1)) / 6) < 1 }).toEqual({ n, name, off: true });
  }
  expect(served).toEqual({ ana: 10, ben: 20, chloe: 30 });
});

test('[R59] [R124] [R174] who reached the cap is passed over and sees it; without it, the lead that waited is offered', async () => {
  const admin = await administrator();
  await activate(admin, { limits: { perHour: 2, afterDeclineMs: 0, afterMissMs: 0 } });
  await comeIn('ana', 'ben');
  const taken: Name[] = [];
  for (let n = 0; n < 4; n += 1) taken.push((await serve()).name);
  expect(taken.toSorted()).toEqual(['ana', 'ana', 'ben', 'ben']);
  const message = await send();
  const { now } = await newest(admin);
  expect(now).toMatchObject({ why: 'pause', count: 2 });
  // The fourth went to the other one.
  const capped = await service.signIn(`${taken[2]}@demo.test`);
  const { leads } = await jsonOf<PassedOverList>(capped.get('/api/me/passed-over'));
  expect(leads[0]).toMatchObject({ reason: 'capHour', limit: 2 });
  await activate(admin, {});
  const fifth = await offered(message);
  await accept(fifth);
  await finish(fifth);
});

test('[R63] [R65] a lead that no one on its team can take goes to another team at its step', async () => {
  const admin = await administrator();
  const teamOf = async (name: string, id: string) => {
    const team = await jsonOf<{ id: string }>(admin.send('POST', '/api/admin/teams', { name }), 201);
    const { people } = await jsonOf<{ people: PersonView[] }>(admin.get('/api/admin/people'));
    const person = people.find((one) => one.id === id)!;
    const { version, role, language, agent } = person;
    const body = { version, name: person.name, role, language, agent: { ...agent!, teamIds: [team.id] } };
    await jsonOf(admin.send('PUT', `/api/admin/people/${id}`, body));
    return team.id;
  };
  const [solar, night] = [await teamOf('Solar', 'user_ana'), await teamOf('Night', 'user_ben')];
  await activate(admin, { steps: [step(0), step(SECOND, { teamIds: [night] })] }, { teamIds: [solar] });
  await comeIn('ana', 'ben');
  const first = await offered(await send());
  expect(first.name).toBe('ana');
  await accept(first);
  const message = await send();
  const { now } = await newest(admin);
  expect(now).toMatchObject({ why: 'busy', count: 1 });
  const second = await offered(message);
  expect(second.name).toBe('ben');
  const { decisions } = await newest(admin);
  expect(decisions.at(-1)).toMatchObject({
    step: SECOND,
    asked: { teams: ['Solar', 'Night'] },
    winners: [{ name: 'Ben Carter' }],
    passedOver: expect.arrayContaining([
      { reason: 'connecting', agents: [expect.objectContaining({ id: 'user_ana' })] },
    ]),
  });
  await accept(second);
  await Promise.all([finish(first), finish(second)]);
  await activate(admin, {}, { teamIds: [] });
});

test('[R16] offered to everybody, the first who accepts has it, and each of the others learns who', async () => {
  const admin = await administrator();
  await activate(admin, { steps: [step(0, { offerTo: 20 })] });
  await comeIn(...NAMES);
  const message = await send();
  const offers = await Promise.all(NAMES.map((name) => deskOf(name).offer((offer) => isOf(offer, message))));
  const answers = await Promise.all(
    NAMES.map((name, index) => deskOf(name).ask('offer:accept', { offerId: offers[index]!.offerId })),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const winner = answers.findIndex(({ ok }) => ok);
  const by = ['Ana Silva', 'Ben Carter', 'Chloe Kim'][winner];
  for (const [index, name] of NAMES.entries())
    if (index !== winner)
      expect(await deskOf(name).hear('offer:ended')).toMatchObject({ reason: 'accepted-elsewhere', by });
  await finish({ name: NAMES[winner]!, offer: offers[winner]! });
});

test('[R73] [A101] [A102] a draft is tried on yesterday, activated, and rolled back', async () => {
  const LEADS = 8;
  const first = await activate(await administrator(), {});
  await comeIn('ana', 'ben');
  for (let n = 0; n < LEADS; n += 1) await serve();
  for (const desk of desks.values()) desk.close();
  ahead += DAY;

  const admin = await administrator();
  const { policy, teamIds, skills } = first;
  const limited = { ...policy, limits: { ...policy.limits, perDay: 1 } };
  const { version } = await jsonOf<RoutingPolicyView>(admin.get(POLICY));
  const drafted = await jsonOf<RoutingPolicyView>(
    admin.send('PUT', POLICY, { version, policy: limited, teamIds, skills, activate: false }),
  );
  expect(drafted).toMatchObject({ policyVersion: first.policyVersion, policy: first.policy });
  const lines = await admin.send('POST', `${POLICY}/replay`, { draft: { policy: limited, teamIds, skills }, days: 1 });
  const { result } = JSON.parse((await lines.text()).trim().split('\n').at(-1)!) as { result: PolicyReplay };
  expect(result).toMatchObject({ leads: LEADS, recorded: { conversations: LEADS, untaken: 0 } });
  expect(result.live.conversations).toEqual({ median: LEADS, least: LEADS, most: LEADS });
  expect(result.draft.untaken).toEqual({ median: LEADS - 2, least: LEADS - 2, most: LEADS - 2 });

  const active = await jsonOf<RoutingPolicyView>(
    admin.send('PUT', POLICY, { version: drafted.version, policy: limited, teamIds, skills }),
  );
  expect(active).toMatchObject({ policyVersion: first.policyVersion + 1, draft: null });
  await comeIn('ana', 'ben');
  const served = [(await serve()).name, (await serve()).name];
  expect(served.toSorted()).toEqual(['ana', 'ben']);
  const message = await send();
  const { now } = await newest(admin);
  expect(now).toMatchObject({ why: 'capDay', count: 2 });
  await jsonOf(admin.send('POST', `${POLICY}/rollback`, { version: active.version, to: first.policyVersion }));
  const last = await offered(message);
  await accept(last);
  await finish(last);
});
