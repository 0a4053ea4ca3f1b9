import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { StoreUnavailable } from '../../../src/ports/basics.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let sam: Client;
let leadId: string;
let ahead = 0;
let tests = 0;
/** Runs before a lead is written; does nothing by default. */
let beforeSwap: () => Promise<void> | void;
let swaps = 0;

beforeAll(async () => {
  service = await startService({
    replace: ({ clock, leads }) => ({
      clock: { now: () => clock.now() + ahead, offset: () => 0 },
      leads: {
        ...leads,
        swap: async (...change) => {
          swaps += 1;
          await beforeSwap();
          return leads.swap(...change);
        },
      },
    }),
  });
  sam = await service.signIn('sam@demo.test');
  const { items } = await service.parts.leads.search({ limit: 1 });
  leadId = items[0]?.id ?? '';
});
afterAll(() => service.close());
beforeEach(() => {
  tests += 1;
  swaps = 0;
  beforeSwap = () => undefined;
});
afterEach(() => void (ahead = 0));

const note = (text: string, key?: string, client = sam) =>
  client.send(
    'POST',
    `/api/leads/${leadId}/note`,
    { note: text },
    key === undefined ? {} : { 'idempotency-key': `${key} of test ${tests}` },
  );
/** This test’s notes in the lead’s history. */
const notes = async () => {
  const entries = await service.parts.leads.timeline(leadId);
  return entries.flatMap(({ data }) => (typeof data['note'] === 'string' ? [data['note']] : []));
};
const added = async (before: readonly string[]) => (await notes()).slice(before.length);
const answerOf = async (response: Response) => ({
  status: response.status,
  type: response.headers.get('content-type'),
  body: await response.text(),
});

test('[6] the same request twice acts once, and gets the same answer though the lead has changed since', async () => {
  const before = await notes();
  const first = await answerOf(await note('Asked for the price', 'k'));
  expect(first.status).toBe(200);
  // Between the two, so that the history alone wouldn’t recognize the second as a repeat.
  await note('Wants a discount');
  expect(await answerOf(await note('Asked for the price', 'k'))).toEqual(first);
  expect(await added(before)).toEqual(['Asked for the price', 'Wants a discount']);
});

test('[6] a refusal is answered again as it was', async () => {
  const refuse = () =>
    sam.send('POST', `/api/leads/${leadId}/close`, { outcome: 'nonsense' }, { 'idempotency-key': 'refused' });
  const first = await answerOf(await refuse());
  expect(first).toMatchObject({ status: 422, type: expect.stringContaining('application/problem+json') });
  expect(await answerOf(await refuse())).toEqual(first);
});

test('[6] the same key with another body is refused and does nothing', async () => {
  await note('The first', 'k');
  const before = await notes();
  const response = await note('The second', 'k');
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ code: 'idempotency-key-reused' });
  expect(await added(before)).toEqual([]);
});

test('[6] the same key on another path is another request', async () => {
  expect((await note('On this path', 'k')).status).toBe(200);
  const headers = { 'idempotency-key': `k of test ${tests}` };
  const other = await sam.send('POST', '/api/leads/lead_unknown/note', { note: 'On this path' }, headers);
  expect(other.status).toBe(404);
});

test('[6] two in parallel act once: the second waits for the first, and then gets its answer', async () => {
  const before = await notes();
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const reached = new Promise<void>((resolve) => {
    beforeSwap = () => {
      resolve();
      return held;
    };
  });
  const first = note('In parallel', 'k');
  await reached;
  const second = await note('In parallel', 'k');
  expect(second.status).toBe(409);
  expect(await second.json()).toMatchObject({
    code: 'stale',
    detail: 'The same request is still in progress. Try again in a moment.',
  });
  goOn();
  const answered = await answerOf(await first);
  expect(answered.status).toBe(200);
  expect(await answerOf(await note('In parallel', 'k'))).toEqual(answered);
  expect(swaps).toBe(1);
  expect(await added(before)).toEqual(['In parallel']);
});

test('[6] many at the same instant act once', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => note('All at once', 'k')));
  const statuses = answers.map(({ status }) => status);
  expect(statuses).toContain(200);
  expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([]);
  expect(swaps).toBe(1);
});

test("[6] another user's same key is their own", async () => {
  const admin = await service.signIn('admin@demo.test');
  const before = await notes();
  expect((await note('From Sam', 'k')).status).toBe(200);
  expect((await note('From the administrator', 'k', admin)).status).toBe(200);
  expect(await added(before)).toEqual(['From Sam', 'From the administrator']);
});

test('[6] without a key each request acts', async () => {
  const before = await notes();
  for (const text of ['One', 'Two', 'One']) expect((await note(text)).status).toBe(200);
  expect(await added(before)).toEqual(['One', 'Two', 'One']);
});

test('[6] a request that failed here may act when it is sent again', async () => {
  const before = await notes();
  beforeSwap = () => {
    throw new StoreUnavailable('away');
  };
  expect((await note('Not the first time', 'k')).status).toBe(503);
  beforeSwap = () => undefined;
  expect((await note('Not the first time', 'k')).status).toBe(200);
  expect(await added(before)).toEqual(['Not the first time']);
});

test('[6] a claim without an answer is taken over after a minute, and its late answer is not kept', async () => {
  const { replies, clock } = service.parts;
  const at = clock.now();
  expect(await replies.claim('lost', 'hash', at, at - MINUTE)).toEqual({ kind: 'claimed' });
  const early = at + MINUTE - SECOND;
  expect(await replies.claim('lost', 'hash', early, early - MINUTE)).toEqual({ kind: 'pending' });
  const late = at + MINUTE;
  const both = await Promise.all([0, 1].map((ms) => replies.claim('lost', 'hash', late + ms, late - MINUTE)));
  expect(both.map(({ kind }) => kind).sort()).toEqual(['claimed', 'pending']);
  await replies.keep('lost', at, { status: 200, body: 'late' });
  await replies.release('lost', at);
  expect(await replies.claim('lost', 'hash', late + SECOND, at)).toEqual({ kind: 'pending' });
});

test('[6] over HTTP, a request whose process ended in between acts a minute later', async () => {
  const before = await notes();
  beforeSwap = () => new Promise(() => undefined);
  const lost = new AbortController();
  const headers = { cookie: sam.cookie, 'content-type': 'application/json', 'idempotency-key': `k of test ${tests}` };
  const url = `${service.url}/api/leads/${leadId}/note`;
  const body = JSON.stringify({ note: 'At last' });
  const asked = fetch(url, { method: 'POST', headers, body, signal: lost.signal }).catch(() => null);
  while (swaps === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  lost.abort();
  await asked;
  beforeSwap = () => undefined;
  expect((await note('At last', 'k')).status).toBe(409);
  ahead = MINUTE + SECOND;
  expect((await note('At last', 'k')).status).toBe(200);
  expect(await added(before)).toEqual(['At last']);
});

test.each([
  ['empty', ''],
  ['too long', 'x'.repeat(201)],
  ['not ASCII', 'é'],
])('[6] a key that is %s is refused by name', async (_name, key) => {
  const response = await sam.send('POST', `/api/leads/${leadId}/note`, { note: 'x' }, { 'idempotency-key': key });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ code: 'bad-input', fields: { 'Idempotency-Key': expect.any(String) } });
});
