import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { InquirySource } from '../../../src/core/vocabulary/inquirySources.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { startService, type Service } from '../../support/service.ts';
import { testCampaign, testInquiry } from '../../support/world.ts';
import { attachInquiry } from '../../../src/usecases/intake/attachInquiry.ts';
import { workLead } from '../../../src/usecases/lead/workLead.ts';

const ALERTS = new URL('../../../docs/alerts.yml', import.meta.url).pathname;

let service: Service;
let passed = 0;
beforeEach(async () => {
  passed = 0;
  service = await startService({
    ownDatabase: true,
    replace: ({ clock }) => ({ clock: { now: () => clock.now() + passed, offset: () => clock.offset() } }),
  });
});
afterEach(() => service.close());

const metrics = async () => await (await fetch(`${service.url}/metrics`)).text();
const valueOf = (text: string, name: string) => {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
};

async function lead(id: string, kind: InquirySource = 'form'): Promise<string> {
  const { parts } = service;
  await parts.campaigns.save(testCampaign());
  const inquiry = testInquiry(id, parts.clock.now(), '+12025550143', {
    person: {
      name: 'Maria',
      tel: `+1202555${id}`,
      telShown: id,
      language: 'en',
      zones: ['UTC'],
      zoneFrom: 'browser',
    },
  });
  const whole = { ...inquiry, kind, consent: { ...inquiry.consent, now: true } };
  await parts.inquiries.add(whole);
  return attachInquiry(parts, whole);
}

test('[U6] every metric that an alert names exists, and every alert says what to do', async () => {
  const alerts = await readFile(ALERTS, 'utf8');
  const text = await metrics();
  const known = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  const exprs = [...alerts.matchAll(/^ +expr: (.*)$/gm)].map(([, expr]) => expr ?? '');
  const named = exprs.flatMap((expr) => expr.match(/\b(leadbell|nodejs|process)_\w+/g) ?? []);
  const isKnown = (name: string) => known.has(name) || known.has(name.replace(/_(bucket|count|sum)$/, ''));
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !isKnown(name))).toEqual([]);
  const rules = [...alerts.matchAll(/- alert: (\w+)/g)];
  expect([...alerts.matchAll(/^ +do: [A-Z].{30,}\.$/gm)]).toHaveLength(rules.length);
  expect(exprs).toHaveLength(rules.length);
});

test('[V307] the longest wait is exact, also of a lead that is listed after a hundred others', async () => {
  await lead('6000', 'import');
  passed = HOUR;
  for (let count = 1; count <= 101; count += 1) await lead(String(6000 + count));
  expect(valueOf(await metrics(), 'leadbell_longest_wait_seconds')).toBeGreaterThanOrEqual(HOUR / SECOND);
});

test('[U6] each law and queue has its figure', async () => {
  const { parts } = service;
  const first = await lead('0101');
  passed = 40 * SECOND;
  await lead('0102');
  const promised = await lead('0103');
  await workLead(parts, promised, { kind: 'giveUp', why: 'noAgent' });
  let text = await metrics();
  expect(valueOf(text, 'leadbell_leads_waiting')).toBe(2);
  expect(valueOf(text, 'leadbell_longest_wait_seconds')).toBeGreaterThanOrEqual(40);
  expect(valueOf(text, 'leadbell_longest_wait_seconds')).toBeLessThan(50);
  expect(valueOf(text, 'leadbell_leads_held{state="offered"}')).toBe(0);
  expect(valueOf(text, 'leadbell_callbacks_overdue')).toBe(0);
  expect(valueOf(text, 'leadbell_agents{presence="offline",reach="absent"}')).toBe(3);
  expect(valueOf(text, 'leadbell_store_up')).toBe(1);
  expect(valueOf(text, 'leadbell_store_write_seconds')).toBeLessThan(1);

  passed = 3 * DAY;
  await service.stores.connection
    .collection<{ _id: string }>('leads')
    .updateOne(
      { _id: first },
      { $set: { effects: [{ id: 'e', kind: 'agentAway', dueAt: new Date(parts.clock.now() - HOUR) }] } },
    );
  text = await metrics();
  expect(valueOf(text, 'leadbell_callbacks_overdue')).toBeGreaterThanOrEqual(1);
  expect(valueOf(text, 'leadbell_callback_overdue_seconds')).toBeGreaterThan(HOUR / SECOND);
  expect(valueOf(text, 'leadbell_deadline_overdue_seconds')).toBeGreaterThan(HOUR / SECOND);
  expect(valueOf(text, 'leadbell_effect_overdue_seconds')).toBeCloseTo(HOUR / SECOND, -2);
  expect(valueOf(text, 'leadbell_exceptions{kind="staleEffect"}')).toBe(1);
  expect(valueOf(text, 'leadbell_leads_unaccounted')).toBeGreaterThan(1);
});

test('[U6] labels come from closed lists: many leads and requests add no series', async () => {
  const series = async () => (await metrics()).split('\n').filter((line) => line.startsWith('leadbell_')).length;
  await fetch(`${service.url}/r/rc_0`);
  await series();
  const before = await series();
  for (let n = 0; n < 20; n += 1) {
    await lead(`0${200 + n}`);
    await fetch(`${service.url}/r/rc_${n}?q=${n}`);
  }
  expect(await series()).toBe(before);
});

test('[U6] without its database the metrics are still answered, and say so', async () => {
  await metrics();
  await service.database.own().kill();
  const text = await metrics();
  expect(valueOf(text, 'leadbell_store_up')).toBe(0);
  expect(valueOf(text, 'leadbell_leads_waiting')).toBeNaN();
});

test('[U5] readiness names what is wrong: a clock that is off, an older version, a stopped routing engine', async () => {
  const ready = async () => {
    const response = await fetch(`${service.url}/readyz`);
    return { status: response.status, ...((await response.json()) as object) };
  };
  const well = { store: 'ok', schema: 'ok', clock: 'ok', routing: 'off', outbox: 'ok', nodes: 'off' };
  expect(await ready()).toEqual({ status: 'ready', checks: well });

  // A node that routes is not ready until its first pass succeeds; if none does, it has failed.
  service.parts.vitals.routingBegins(service.parts.clock.now());
  expect(await ready()).toEqual({ status: 'not ready', checks: { ...well, routing: 'starting' } });
  passed = MINUTE;
  expect(await ready()).toMatchObject({ status: 'not ready', checks: { routing: 'failed' } });
  expect(valueOf(await metrics(), 'leadbell_routing_pass_age_seconds')).toBeGreaterThanOrEqual(60);
  passed = 0;

  service.parts.vitals.routed(service.parts.clock.now());
  expect(await ready()).toMatchObject({ checks: { routing: 'ok' } });
  passed = MINUTE;
  expect(await ready()).toMatchObject({ status: 'not ready', checks: { ...well, routing: 'failed' } });
  service.parts.vitals.routed(service.parts.clock.now());

  const version = await service.parts.settings.get<number>('schemaVersion');
  await service.parts.settings.set('schemaVersion', 99);
  expect(await ready()).toMatchObject({ status: 'not ready', checks: { schema: 'failed' } });
  await service.parts.settings.set('schemaVersion', version);

  // Late effects are shared by all nodes: another node would be no better.
  const late = await lead('0101');
  await service.stores.connection
    .collection<{ _id: string }>('leads')
    .updateOne({ _id: late }, { $set: { effects: [{ id: 'e', kind: 'agentAway', dueAt: new Date(0) }] } });
  expect(await ready()).toMatchObject({ status: 'ready', checks: { outbox: 'warning' } });

  await service.database.own().kill();
  expect(await ready()).toMatchObject({ status: 'not ready', checks: { store: 'failed' } });
});

test('[U5] a node whose clock is off is not ready', async () => {
  const off = await startService({
    database: service.database,
    seed: false,
    replace: ({ clock }) => ({ clock: { now: () => clock.now(), offset: () => -501 } }),
  });
  try {
    const response = await fetch(`${off.url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ checks: { clock: 'failed' } });
  } finally {
    await off.close();
  }
});
