/** Possible duplicates over HTTP: the list, a preview, merging many with a result per pair, and the undo. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { BulkProgress } from '../../../src/shared/bulk.ts';
import type { DuplicateList, MergeCheck } from '../../../src/shared/duplicates.ts';
import { MINUTE } from '../../../src/core/vocabulary/time.ts';
import { resumeBulk } from '../../../src/usecases/lead/bulkAct.ts';
import { dismissDuplicate } from '../../../src/usecases/lead/mergeLeads.ts';
import { superviseLead } from '../../../src/usecases/lead/superviseLead.ts';
import { until } from '../../support/patience.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

const SAM = { kind: 'supervisor', id: 'user_sam' } as const;
let service: Service;
let sam: Client;
beforeEach(async () => {
  service = await startService();
  sam = await service.signIn('sam@demo.test');
});
afterEach(() => service.close());

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- names what the address answers
const post = async <T>(path: string, body: object = {}, headers: Record<string, string> = {}, as = sam) => {
  const response = await as.send('POST', path, body, headers);
  return { status: response.status, body: (await response.json()) as T };
};
const list = async (query = '') => (await (await sam.get(`/api/leads/duplicates${query}`)).json()) as DuplicateList;
const lead = async (id: string) => service.parts.leads.byId(id);
let sent = 0;
/** Two or more leads of one email address, to be called now; oldest first. */
async function submit(email: string, count = 2): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    sent += 1;
    const phone = `+1202555${String(4000 + sent)}`;
    const body = { name: `Rosa ${email}`, phone, email, consent: { call: true, now: true } };
    expect((await post('/api/forms/demo/leads', body)).status).toBe(201);
    ids.push((await service.parts.leads.openByKey(`tel:${phone}`))?.id ?? '');
  }
  return ids;
}
const pair = (staysId: string, goesId: string) => ({ staysId, goesId });
const check = async (merges: readonly object[]) =>
  (await post<{ merges: readonly MergeCheck[] }>('/api/leads/duplicates/preview', { merges })).body.merges;
async function asPreviewed(...pairs: readonly ReturnType<typeof pair>[]) {
  return (await check(pairs)).map(({ staysId, goesId, versions }) => ({ staysId, goesId, versions }));
}
const ended = async ({ id }: Pick<BulkProgress, 'id'>) => {
  let progress: BulkProgress | undefined;
  await until(async () => {
    progress = (await (await sam.get(`/api/leads/bulk/${id}`)).json()) as BulkProgress;
    return progress.state !== 'running';
  });
  return progress;
};
const merge = async (merges: readonly object[]) =>
  ended((await post<BulkProgress>('/api/leads/duplicates/merge', { merges })).body);

test('[V222] open leads that may be of one customer are listed with what they share, newest group first, page by page', async () => {
  const [a = '', b = ''] = await submit('rosa@example.com');
  await submit('alone@example.com', 1);
  const [c = '', d = '', e = ''] = await submit('tom@example.com', 3);
  const { groups, next } = await list();
  expect(groups.map(({ leads, staysId }) => [leads.map(({ id }) => id), staysId])).toEqual([
    [[c, d, e], c],
    [[a, b], a],
  ]);
  expect(next).toBeNull();
  expect(groups[1]).toMatchObject({
    leads: [{ name: 'Rosa rosa@example.com', email: 'rosa@example.com' }, { id: b }],
    merges: [
      {
        ...pair(a, b),
        whyNot: null,
        reasons: [{ kind: 'sameEmail' }, { kind: 'sameName' }, { kind: 'similarNumber' }],
      },
      pair(b, a),
    ],
  });
  const first = await list('?limit=1');
  expect(first.groups.map(({ staysId }) => staysId)).toEqual([c]);
  const rest = await list(`?limit=5&cursor=${first.next ?? ''}`);
  expect(rest).toMatchObject({ groups: [{ staysId: a }], next: null });

  await dismissDuplicate(service.parts, SAM, a, b);
  await superviseLead(service.parts, 'user_sam', e, { verb: 'close', outcome: 'notInterested' });
  expect((await list()).groups.map(({ leads }) => leads.map(({ id }) => id))).toEqual([[c, d]]);
  const ana = await service.signIn('ana@demo.test');
  expect((await ana.get('/api/leads/duplicates')).status).toBe(403);
  expect((await sam.get('/api/leads/duplicates?limit=x')).status).toBe(422);
});

test('[V224] pairs are merged one by one, each with its result; what changed since the preview, or is in hand, stays', async () => {
  const [a = '', b = '', third = ''] = await submit('rosa@example.com', 3);
  const [c = '', d = ''] = await submit('tom@example.com');
  const [f = '', g = ''] = await submit('kim@example.com');
  await superviseLead(service.parts, 'user_sam', g, { verb: 'close', outcome: 'notInterested' });
  const pairs = [pair(a, b), pair(a, third), pair(c, d), pair(f, g), pair(f, 'ld_none')];
  const checks = await check(pairs);
  expect(checks.map(({ whyNot }) => whyNot)).toEqual([null, null, null, 'closed', 'gone']);
  const at = service.parts.clock.now() + 10 * MINUTE;
  expect(await superviseLead(service.parts, 'user_sam', d, { verb: 'callback', at })).toMatchObject({ ok: true });
  const merges = checks.map(({ staysId, goesId, versions = { stays: 1, goes: 1 } }) => ({ staysId, goesId, versions }));
  const request = { merges };
  const started = await post<BulkProgress>('/api/leads/duplicates/merge', request, { 'idempotency-key': 'one' });
  expect(started).toMatchObject({ status: 202, body: { verb: 'merge', total: 5 } });
  expect(await ended(started.body)).toMatchObject({
    ...{ state: 'done', changed: 2, undoable: 2, skipped: { changed: 1, closed: 1, gone: 1 } },
    merges: ['done', 'done', 'changed', 'closed', 'gone'].map((result, n) => ({ ...pairs[n], result })),
  });
  expect(await lead(a)).toMatchObject({ state: 'waiting', absorbed: [{ leadId: b }, { leadId: third }] });
  expect([await lead(b), await lead(d)]).toMatchObject([{ outcome: 'merged' }, { state: 'callback' }]);
  const again = await post<BulkProgress>('/api/leads/duplicates/merge', request, { 'idempotency-key': 'one' });
  expect(again.body.id).toBe(started.body.id);
  expect((await lead(a))?.absorbed).toHaveLength(2);
});

test('[V224] a run that a crash cut off after a merge continues with the next, and counts that one', async () => {
  const [a = '', b = '', c = ''] = await submit('rosa@example.com', 3);
  const merges = await asPreviewed(pair(a, b), pair(a, c));
  const run = { id: 'bk_cut', by: 'user_sam', at: service.parts.clock.now(), state: 'running', position: 0 } as const;
  const action = {
    verb: 'merge',
    merges: merges.map((one) => ({ ...one, versions: one.versions ?? { stays: 0, goes: 0 } })),
  } as const;
  // The merge was made, and its result not stored.
  const [first] = action.merges;
  const made = await sam.send('POST', `/api/leads/${a}/merge`, { with: b, versions: first?.versions });
  expect(made.status).toBe(200);
  await service.parts.bulk.add({ ...run, action, leadIds: [b, c], changed: [], skipped: {} });
  await resumeBulk(service.parts);
  expect(await ended({ id: 'bk_cut' })).toMatchObject({ state: 'done', changed: 2, undoable: 2 });
  expect((await lead(a))?.absorbed).toMatchObject([{ leadId: b }, { leadId: c }]);
});

test('[V225] many merges are undone together; one that was undone meanwhile is left', async () => {
  const [a = '', b = '', c = ''] = await submit('rosa@example.com', 3);
  const done = await merge(await asPreviewed(pair(a, b), pair(a, c)));
  expect(done).toMatchObject({ changed: 2 });
  expect((await sam.send('POST', `/api/leads/${a}/unmerge`, { leadId: b })).status).toBe(200);
  const undoing = await post<BulkProgress>(`/api/leads/bulk/${done?.id ?? ''}/undo`);
  expect(undoing).toMatchObject({ status: 202, body: { verb: 'undo', total: 2 } });
  expect(await ended(undoing.body)).toMatchObject({ changed: 1, skipped: { same: 1 } });
  expect([await lead(`${b}_2`), await lead(`${c}_2`)]).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
  const { groups } = await list();
  expect(groups.map(({ leads }) => leads.map(({ id }) => id))).toEqual([[a, `${b}_2`, `${c}_2`]]);
  expect(groups[0]?.merges[0]?.reasons).toContainEqual({ kind: 'unmerged' });
  expect((await post(`/api/leads/bulk/${done?.id ?? ''}/undo`)).body).toMatchObject({ id: undoing.body.id });
});

test('[V224] merging is for supervisors, and a lead either stays or goes', async () => {
  const [a = '', b = '', c = ''] = await submit('rosa@example.com', 3);
  const merges = [pair(a, b), pair(b, c)];
  const refused = await post('/api/leads/duplicates/preview', { merges });
  expect(refused).toMatchObject({ status: 422, body: { mistakes: [{ path: 'merges.1.staysId', code: 'sameLead' }] } });
  const twice = await post('/api/leads/duplicates/preview', { merges: [pair(a, b), pair(c, b)] });
  expect(twice).toMatchObject({ status: 422, body: { mistakes: [{ code: 'listedTwice' }] } });
  const ana = await service.signIn('ana@demo.test');
  for (const path of ['preview', 'merge'])
    expect((await post(`/api/leads/duplicates/${path}`, { merges }, {}, ana)).status).toBe(403);
});
