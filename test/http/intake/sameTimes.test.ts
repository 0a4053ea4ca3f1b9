/** A time is chosen, and refused, alike wherever a customer does it: on the form, on the receipt, and on their own page. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { customerPageText } from '../../../src/shared/text/customerPage.ts';
import { formText } from '../../../src/shared/text/form.ts';
import { pagePathFor } from '../../../src/usecases/customerPage/pageLink.ts';
import { NEW_YORK, NOON } from '../../support/leads.ts';
import { startService, type Service } from '../../support/service.ts';
import { testCampaign } from '../../support/world.ts';

const SLOT = NOON + HOUR;
const CAPACITY = 2;
const EMAIL = 'maria@example.com';
const NEAREST =
  'That time is no longer available. The nearest open ones (Eastern Time): Wed, Nov 18, 11:45 AM · Wed, Nov 18, 12:15 PM · Wed, Nov 18, 12:30 PM';
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

const telOf = (index: number) => `+1202555${String(1000 + count * 20 + index)}`;

async function send(index: number, callAt: number): Promise<{ status: number; receiptId: string }> {
  const response = await fetch(`${service.url}/api/forms/form-${count}/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ name: 'Maria', phone: telOf(index), email: EMAIL, timeZone: NEW_YORK },
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
    post(path, { seen: String(SLOT), ...fields }, accept);
  return {
    act,
    move: (at: number, accept?: string) => act({ act: 'move', at: String(at) }, accept),
    choose: (at: number | string, accept?: string) => post(`/r/${receiptId}/time`, { at: String(at) }, accept),
    dueAt: async () => (await service.parts.leads.byId(inquiry?.leadId ?? ''))?.promise?.dueAt,
  };
}

const optionsIn = (html: string) => [...html.matchAll(/<option value="(\d+)"/g)].map(([, at = '']) => Number(at));
const selectedIn = (html: string) => /<option value="(\d+)" selected/.exec(html)?.[1];
const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

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

describe('[F96] a time that can’t be had', () => {
  test('is answered on the page and the receipt with the nearest, which can be chosen there', async () => {
    const { move, choose, dueAt } = await asked();
    for (const index of [1, 2]) await send(index, FULL);
    for (const { status, text } of [await move(FULL), await choose(FULL)]) {
      expect(status).toBe(409);
      expect(textOf(text)).toContain(NEAREST);
      expect(textOf(text)).not.toContain(customerPageText['failed.changed'].en);
      expect(optionsIn(text)).toEqual(expect.arrayContaining([-15, 15, 30].map((minutes) => FULL + minutes * MINUTE)));
      expect(selectedIn(text)).toBe(String(FULL - 15 * MINUTE));
    }
    expect(await dueAt()).toBe(SLOT);
    expect((await move(FULL - 15 * MINUTE)).status).toBe(303);
  });

  test('[L182] is answered alike, whatever is known of the number', async () => {
    const by = { kind: 'prospect' } as const;
    await service.parts.doNotCall.add({ id: `a_${count}`, tel: telOf(3), at: NOON - DAY, by, source: 'text' });
    const each = [await asked(), await asked(3)];
    for (const index of [1, 2]) await send(index, FULL);
    const plain = ({ status, text }: { status: number; text: string }) => [
      status,
      text.replace(/(\/[pr]\/)[\w.-]+/g, '$1LINK').replace(/name="shownAs" value="[^"]*"/g, ''),
    ];
    for (const at of [FULL, FULL + 1, NOON - HOUR, FULL + 15 * MINUTE]) {
      const [one, other] = await Promise.all(
        each.map(async ({ move, choose }) => [plain(await choose(at)), plain(await move(at))]),
      );
      expect(other).toEqual(one);
    }
  });

  test('is a problem with the same sentence, if JSON is asked for', async () => {
    const { move, choose, act } = await asked();
    for (const index of [1, 2]) await send(index, FULL);
    for (const { status, text } of [await move(FULL, 'application/json'), await choose(FULL, 'application/json')]) {
      expect(status).toBe(409);
      expect(JSON.parse(text)).toMatchObject({ code: 'in-use', detail: NEAREST });
    }
    const { text } = await act({ act: 'move', at: String(FULL), seen: '1' }, 'application/json');
    expect(JSON.parse(text)).toMatchObject({ code: 'stale', detail: customerPageText['failed.changed'].en });
    const bad = await choose('x', 'application/json');
    expect([bad.status, JSON.parse(bad.text)]).toMatchObject([422, { detail: formText['error.timeTaken'].en }]);
  });

  test.each([
    ['in the past', NOON - HOUR],
    ['in 40 days', NOON + 40 * DAY],
    ['at 5 AM', Date.parse('2026-11-19T10:00:00Z')],
  ])('is said to be none also %s', async (_what, at) => {
    const { move } = await asked();
    expect(textOf((await move(at)).text)).toContain('That time is no longer available. The nearest open ones');
  });
});

describe('[F97] on the page', () => {
  test.each([
    ['an unknown act', { act: 'zzz' }],
    ['no act', { act: '' }],
  ])('%s is said to be none of its acts', async (_what, fields) => {
    const { act } = await asked();
    for (const accept of ['text/html', 'application/json']) {
      const { status, text } = await act(fields, accept);
      expect(status).toBe(422);
      expect(textOf(text)).toContain(customerPageText['failed.unknown'].en);
    }
  });

  test('canceling again is answered like the first time; choosing a time then names none', async () => {
    const { act } = await asked();
    expect((await act({ act: 'cancel' })).status).toBe(303);
    for (const seen of [String(SLOT), '']) expect((await act({ act: 'cancel', seen })).status).toBe(303);
    const withoutKey = await act({ act: 'stop' });
    expect([withoutKey.status, textOf(withoutKey.text)]).toEqual([
      422,
      expect.stringContaining(customerPageText['failed.unknown'].en),
    ]);
    const { status, text } = await act({ act: 'move', at: 'soon' });
    expect(status).toBe(422);
    expect(textOf(text)).not.toContain(customerPageText['failed.choose'].en);
    expect(textOf((await act({ act: 'move', at: String(SLOT) })).text)).toContain(
      customerPageText['withdrawn.title'].en,
    );
  });
});
