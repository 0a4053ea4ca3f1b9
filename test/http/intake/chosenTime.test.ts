/** A time for the call, chosen on the form: over the whole service, with a clock that the test controls. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { formText } from '../../../src/shared/text/form.ts';
import { pagePathFor } from '../../../src/usecases/customerPage/pageLink.ts';
import { NEW_YORK, NOON } from '../../support/leads.ts';
import { startService, type Service } from '../../support/service.ts';
import { testCampaign } from '../../support/world.ts';

const CAPACITY = 2;
const SLOT = NOON + HOUR;

let service: Service;
let passed = 0;
let count = 0;
const now = () => NOON + passed;

beforeAll(async () => {
  service = await startService({
    seed: false,
    env: { INTAKE_LIMIT_PER_MINUTE: '100000' },
    replace: () => ({ clock: { now, offset: () => 0 } }),
  });
});
afterAll(() => service.close());
let formKey = '';
beforeEach(async () => {
  passed = 0;
  count += 1;
  formKey = `form-${count}`;
  await service.parts.campaigns.save(testCampaign({ id: `c_${count}`, formKey, callsPerSlot: CAPACITY }));
});

const numberOf = (index: number) => `+1202555${String(1000 + count * 20 + index)}`;

async function send(index: number, fields: Record<string, unknown> = {}, key?: string) {
  const response = await fetch(`${service.url}/api/forms/${formKey}/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
    body: JSON.stringify({
      ...{ name: 'Maria', phone: numberOf(index), timeZone: NEW_YORK, consent: { call: true } },
      ...fields,
    }),
  });
  const body = (await response.json()) as { receiptId: string; fields?: Record<string, string> };
  return { status: response.status, body };
}

async function leadOf(receiptId: string): Promise<Lead> {
  const inquiry = await service.parts.inquiries.byReceipt(receiptId);
  const lead = await service.parts.leads.byId(inquiry?.leadId ?? '');
  if (!lead) throw new Error('there is no lead');
  return lead;
}

async function show(path = `/f/${formKey}`) {
  const response = await fetch(service.url + path);
  const html = await response.text();
  const times = [...html.matchAll(/<option value="(\d+)"/g)].map(([, at = '']) => Number(at));
  return { html, times };
}

describe('the form', () => {
  test('[F32] offers up to 12 possible times with places left, in words of the campaign’s zone', async () => {
    const { html, times } = await show();
    expect(times).toHaveLength(12);
    expect(times.every((at) => at > now() && at % (15 * MINUTE) === 0)).toBe(true);
    expect(html).toContain(formText['label.callAt'].en);
    expect(html).toContain('Wed, Nov 18, 3:15 PM');
    const [first = 0] = times;
    for (let index = 0; index < CAPACITY; index += 1) expect((await send(index, { callAt: first })).status).toBe(201);
    expect((await show()).times).not.toContain(first);
    expect((await show(`/f/${formKey}?lang=ko`)).html).toContain(formText['label.callAt'].ko);
  });

  test.each([
    ['that doesn’t offer times', { callsPerSlot: 0 }],
    ['that works by email', { callsPerSlot: 2, contactBy: 'email' as const }],
  ])('[F32] of a campaign %s has no such field and refuses one', async (_what, changes) => {
    await service.parts.campaigns.save(testCampaign({ id: `c_${count}`, formKey, ...changes }));
    expect((await show()).html).not.toContain('callAt');
    expect(await send(0, { callAt: SLOT, email: 'maria@example.com' })).toMatchObject({
      status: 422,
      body: { fields: { callAt: formText['error.unknown'].en } },
    });
  });

  test.each(['x', -1, 1.5])('[F32] says what a time is where one can’t be read: %j', async (callAt) => {
    expect(await send(0, { callAt })).toMatchObject({
      status: 422,
      body: { fields: { callAt: formText['error.moment'].en.replace('{example}', '1798761600000') } },
    });
  });

  test('[F32] a campaign of an earlier version offers no times', async () => {
    const stored = service.stores.connection.collection<{ _id: string }>('campaigns');
    await stored.updateOne({ _id: `c_${count}` }, { $unset: { callsPerSlot: 1 } });
    const { callsPerSlot } = (await service.parts.campaigns.stored()).find(({ id }) => id === `c_${count}`)!;
    expect(callsPerSlot).toBe(0);
  });
});

describe('a chosen time', () => {
  test('[P25] becomes a callback then, not an offer now, and the receipt names it', async () => {
    const { status, body } = await send(0, { callAt: SLOT });
    expect(status).toBe(201);
    expect(await leadOf(body.receiptId)).toMatchObject({
      state: 'callback',
      promise: { dueAt: SLOT, why: 'agreed' },
      inquiries: [{ callAt: SLOT }],
    });
    const { html } = await show(`/r/${body.receiptId}`);
    expect(html).toContain('You asked for a call at 11:00 AM');
    expect((await leadOf((await send(1)).body.receiptId)).state).toBe('waiting');
  });

  test.each([
    ['earlier', SLOT - 30 * MINUTE, SLOT - 30 * MINUTE],
    ['later', SLOT + 30 * MINUTE, SLOT],
  ])('[P25] of someone who has a callback, %s: only moves it earlier', async (_what, callAt, dueAt) => {
    await send(0, { callAt: SLOT });
    const { status, body } = await send(0, { callAt });
    expect(status).toBe(201);
    expect((await leadOf(body.receiptId)).promise).toMatchObject({ dueAt });
  });

  test('[F33] of ten people who choose the same time at once, as many as it has places get it', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, (_, index) => send(index, { callAt: SLOT })));
    expect(results.map(({ status }) => status).sort()).toEqual([201, 201, ...Array<number>(8).fill(422)]);
    const refused = results.find(({ status }) => status === 422);
    expect(refused?.body.fields?.['callAt']).toBe(
      'That time is no longer available. The nearest open ones (Eastern Time): Wed, Nov 18, 10:45 AM · Wed, Nov 18, 11:15 AM · Wed, Nov 18, 11:30 AM',
    );
  });

  test('[F33] the same request again takes one place, also when its time is over', async () => {
    const first = await send(0, { callAt: SLOT }, 'key-one');
    for (let time = 0; time < 3; time += 1)
      expect(await send(0, { callAt: SLOT }, 'key-one')).toEqual({ status: 200, body: first.body });
    expect((await send(1, { callAt: SLOT })).status).toBe(201);
    expect((await send(2, { callAt: SLOT })).status).toBe(422);
    passed = 2 * HOUR;
    expect((await send(0, { callAt: SLOT }, 'key-one')).status).toBe(200);
  });

  test('[F33] the form comes back with everything typed and the nearest time selected', async () => {
    for (let index = 0; index < CAPACITY; index += 1) await send(index, { callAt: SLOT });
    const fields = {
      ...{ name: 'Iris Typed', phone: numberOf(5), message: 'Third floor', 'consent.call': 'yes' },
      ...{ language: 'ko', timeZone: NEW_YORK, callAt: String(SLOT) },
    };
    const response = await fetch(`${service.url}/f/${formKey}`, { method: 'POST', body: new URLSearchParams(fields) });
    const html = await response.text();
    expect(response.status).toBe(422);
    for (const typed of ['Iris Typed', numberOf(5), 'Third floor', '가장 가까운 시간(미국 동부 시간)'])
      expect(html).toContain(typed);
    expect(html).toContain(`<option value="${SLOT - 15 * MINUTE}" selected`);
    expect(html).toContain('href="#callAt"');
  });

  test.each([
    ['at night where the customer is', Date.parse('2026-11-19T04:00:00Z')],
    ['in the past', NOON - HOUR],
    ['between two quarter hours', SLOT + MINUTE],
    ['in a month', NOON + 30 * 24 * HOUR],
    ['when the clocks have no such hour', Date.parse('2027-03-14T02:30:00-05:00')],
  ])('[F33] %s is refused, and no place is taken', async (_what, callAt) => {
    const { status, body } = await send(0, { callAt });
    expect(status).toBe(422);
    expect(body.fields?.['callAt']).toMatch(/^That time is no longer available/);
    expect(await service.stores.connection.collection('slots').countDocuments({ campaignId: `c_${count}` })).toBe(0);
  });

  test.each([['soon'], [-5], [1.5], [null], [[SLOT]], [{ $gt: 0 }], [8.64e15 + 1]])(
    '[F33] %p isn’t one',
    async (callAt) => {
      expect((await send(0, { callAt })).status).toBe(422);
      expect((await send(0, { timeZone: 'Mars/Olympus', callAt: SLOT })).status).toBe(201);
    },
  );
});

describe('on the customer’s own page', () => {
  test('[P26] moving books the new time and frees the old one; canceling frees it too', async () => {
    const email = 'maria@example.com';
    const { body } = await send(0, { callAt: SLOT, email });
    await send(1, { callAt: SLOT });
    expect((await send(2, { callAt: SLOT })).status).toBe(422);
    const inquiry = await service.parts.inquiries.byReceipt(body.receiptId);
    const path = await pagePathFor(service.parts, inquiry!, email);
    const act = (fields: Record<string, string>) =>
      fetch(service.url + path, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ shownAs: 'x'.repeat(20), ...fields }),
      });

    const later = SLOT + HOUR;
    for (let index = 3; index < 3 + CAPACITY; index += 1) await send(index, { callAt: later });
    expect((await show(path)).times).not.toContain(later);
    expect((await act({ act: 'move', seen: String(SLOT), at: String(later) })).status).toBe(409);
    expect((await leadOf(body.receiptId)).promise).toMatchObject({ dueAt: SLOT });

    const free = SLOT + 2 * HOUR;
    expect((await act({ act: 'move', seen: String(SLOT), at: String(free) })).status).toBe(303);
    expect((await send(6, { callAt: SLOT })).status).toBe(201);
    expect((await send(7, { callAt: free })).status).toBe(201);
    expect((await send(8, { callAt: free })).status).toBe(422);
    expect((await act({ act: 'cancel', seen: String(free) })).status).toBe(303);
    expect((await send(8, { callAt: free })).status).toBe(201);
  });
});

describe('[P52] on the receipt', () => {
  const choose = async (receiptId: string, at: number | string) => {
    const response = await fetch(`${service.url}/r/${receiptId}/time?lang=en`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ at: String(at) }).toString(),
    });
    return { status: response.status, html: await response.text(), to: response.headers.get('location') };
  };
  const takenAt = async (at: number) =>
    (await service.parts.slots.taken([`c_${count}`], at, at + 1)).get(`c_${count}`)?.get(at) ?? 0;

  test('another time is chosen without a script, also a later one; the old place is free again', async () => {
    const { body } = await send(0, { callAt: SLOT });
    expect((await show(`/r/${body.receiptId}`)).html).toContain(`href="/r/${body.receiptId}/time?lang=en"`);
    // Nothing leads there before a time is promised.
    const soon = await send(1, {});
    expect((await show(`/r/${soon.body.receiptId}`)).html).not.toContain('/time');
    const before = (await leadOf(body.receiptId)).seq;
    const { times } = await show(`/r/${body.receiptId}/time`);
    expect(times.length).toBeGreaterThan(3);
    expect((await leadOf(body.receiptId)).seq).toBe(before);
    const at = times.find((time) => time > SLOT) ?? 0;
    expect(await choose(body.receiptId, at)).toMatchObject({ status: 303, to: `/r/${body.receiptId}?lang=en` });
    expect(await leadOf(body.receiptId)).toMatchObject({ promise: { dueAt: at, why: 'agreed' } });
    expect([await takenAt(SLOT), await takenAt(at)]).toEqual([0, 1]);
    // The same again takes no other place.
    expect((await choose(body.receiptId, at)).status).toBe(303);
    expect(await takenAt(at)).toBe(1);
  });

  test('a time that is taken, impossible or none is refused, and nothing changes', async () => {
    const { body } = await send(0, { callAt: SLOT });
    const full = SLOT + HOUR;
    for (const index of [1, 2]) await send(index, { callAt: full });
    for (const [at, status] of [
      [full, 409],
      [NOON + 14 * HOUR, 409],
      [SLOT + MINUTE, 409],
      ['x', 422],
    ] as const) {
      const answer = await choose(body.receiptId, at);
      expect([at, answer.status, answer.html.includes('That time is no longer available.')]).toEqual([
        at,
        status,
        true,
      ]);
    }
    expect((await leadOf(body.receiptId)).promise).toMatchObject({ dueAt: SLOT });
    expect((await choose('rc_none', full)).status).toBe(404);
    expect((await fetch(`${service.url}/r/rc_none/time`)).status).toBe(404);
  });

  test('[L170] whoever sends a form with someone’s number puts nothing off and learns nothing of it', async () => {
    const theirs = (await send(0, { callAt: SLOT })).body.receiptId;
    const other = (await send(0, { callAt: SLOT - 15 * MINUTE })).body.receiptId;
    expect((await show(`/r/${other}`)).html).toContain('You asked for a call at 10:45 AM');
    expect((await choose(other, SLOT + HOUR)).status).toBe(303);
    expect((await leadOf(theirs)).promise).toMatchObject({ dueAt: SLOT - 15 * MINUTE });
    expect((await show(`/r/${other}`)).html).toContain('You asked for a call at 12:00 PM');
    const history = await service.parts.leads.timeline((await leadOf(theirs)).id);
    expect(history.map(({ kind }) => kind)).toContain('timeAsked');
    expect(await takenAt(SLOT + HOUR)).toBe(0);
  });

  test('[L181] one of a listed number is chosen like any other, with the same pages, and kept for when it may be called', async () => {
    const act = {
      id: `a_${count}`,
      tel: numberOf(1),
      at: now() - MINUTE,
      by: { kind: 'prospect' },
      source: 'text',
    } as const;
    await service.parts.doNotCall.add(act);
    const receipts: string[] = [];
    for (const index of [0, 1]) receipts.push((await send(index, { callAt: SLOT })).body.receiptId);
    const at = SLOT + 2 * HOUR;
    const shown: string[][] = [];
    for (const receipt of receipts) {
      const before = [(await show(`/r/${receipt}`)).html, (await show(`/r/${receipt}/time`)).html];
      expect(await choose(receipt, at)).toMatchObject({ status: 303 });
      expect((await choose(receipt, NOON + 14 * HOUR)).status).toBe(409);
      const after = [(await show(`/r/${receipt}`)).html, (await show(`/r/${receipt}/time`)).html];
      shown.push([...before, ...after].map((html) => html.replaceAll(receipt, 'RECEIPT')));
    }
    expect(shown[1]).toEqual(shown[0]);
    const kept = await leadOf(receipts[1] ?? '');
    expect(kept).toMatchObject({ state: 'callback', promise: { why: 'doNotCall' }, inquiries: [{ callAt: at }] });
  });
});
