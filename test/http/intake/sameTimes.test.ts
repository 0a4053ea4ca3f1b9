/** A time is chosen, and refused, alike wherever a customer does it: on the form, on the receipt, and on their own page. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { pagePathFor } from '../../../src/usecases/customerPage/pageLink.ts';
import { NEW_YORK, NOON } from '../../support/leads.ts';
import { startService, type Service } from '../../support/service.ts';
import { testCampaign } from '../../support/world.ts';

const SLOT = NOON + HOUR;
const CAPACITY = 2;
const EMAIL = 'maria@example.com';
const FULL = SLOT + HOUR;

let service: Service;
let count = 0;
beforeAll(async () => {
  service = await startService({
    seed: false,
    env: { INTAKE_LIMIT_PER_MINUTE: '100000' },
    replace: () => ({ clock: { now: () => NOON, offset: () => 0 } }),
  });
});
afterAll(() => service.close());
beforeEach(async () => {
  count += 1;
  await service.parts.campaigns.save(
    testCampaign({ id: `c_${count}`, formKey: `form-${count}`, callsPerSlot: CAPACITY }),
  );
});

async function send(index: number, callAt: number): Promise<{ status: number; receiptId: string }> {
  const response = await fetch(`${service.url}/api/forms/form-${count}/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ name: 'Maria', phone: `+1202555${String(1000 + count * 20 + index)}`, email: EMAIL, timeZone: NEW_YORK },
      ...{ consent: { call: true, email: true }, callAt },
    }),
  });
  const { receiptId } = (await response.json()) as { receiptId: string };
  return { status: response.status, receiptId };
}

async function post(path: string, fields: Record<string, string>, accept = 'text/html') {
  const response = await fetch(service.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept },
    body: new URLSearchParams(fields),
  });
  return { status: response.status, text: await response.text() };
}

/** A request for `SLOT`, with what chooses another time for it. */
async function asked(index = 0) {
  const { receiptId } = await send(index, SLOT);
  const inquiry = await service.parts.inquiries.byReceipt(receiptId);
  const path = await pagePathFor(service.parts, inquiry!, EMAIL);
  const act = (fields: Record<string, string>, accept?: string) =>
    post(path, { seen: String(SLOT), shownAs: 'x'.repeat(20), ...fields }, accept);
  return {
    act,
    move: (at: number, accept?: string) => act({ act: 'move', at: String(at) }, accept),
    choose: (at: number | string, accept?: string) => post(`/r/${receiptId}/time`, { at: String(at) }, accept),
    dueAt: async () => (await service.parts.leads.byId(inquiry?.leadId ?? ''))?.promise?.dueAt,
  };
}

describe('[F95] the times that can be chosen', () => {
  test.each([
    ['a millisecond late', SLOT + 30 * MINUTE + 1],
    ['between two quarter hours', SLOT + 17 * MINUTE],
    ['now', NOON],
    ['in the past', NOON - HOUR],
    ['in 40 days', NOON + 40 * DAY],
    ['just over a week ahead', NOON + 7 * DAY + 15 * MINUTE],
    ['at 5 AM where the customer is', Date.parse('2026-11-19T10:00:00Z')],
  ])('don’t include one %s: form, receipt and page refuse it', async (_what, at) => {
    const { move, choose, dueAt } = await asked();
    expect([(await send(1, at)).status, (await choose(at)).status, (await move(at)).status]).toEqual([422, 409, 409]);
    expect(await dueAt()).toBe(SLOT);
  });

  test('[P26] are booked from the page only while places are left, also just beside a full one', async () => {
    const { move } = await asked();
    for (const index of [1, 2]) expect((await send(index, FULL)).status).toBe(201);
    for (const at of [FULL, FULL + 1, FULL + 17 * MINUTE]) expect([at, (await move(at)).status]).toEqual([at, 409]);
    expect((await move(FULL + 15 * MINUTE)).status).toBe(303);
  });

  test('are the same at the end of the week', async () => {
    const { move, choose } = await asked();
    const last = NOON + 7 * DAY;
    expect([(await send(1, last)).status, (await choose(last)).status]).toEqual([201, 303]);
    // Both places are taken; this request has one of them.
    expect((await (await asked(5)).move(last)).status).toBe(409);
    expect((await move(last)).status).toBe(303);
  });
});
