/** Actions on many leads over HTTP: preview, progress, repeats, cancel, a crash, undo. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LeadList } from '../../../src/shared/api.ts';
import type { BulkPreview, BulkProgress } from '../../../src/shared/bulk.ts';
import { changeProfile } from '../../../src/usecases/lead/changeProfile.ts';
import { viewAudit } from '../../../src/usecases/admin/viewAudit.ts';
import { resumeBulk } from '../../../src/usecases/lead/bulkAct.ts';
import { until } from '../../support/patience.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

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
const listed = async (criteria: object) =>
  (await post<LeadList>('/api/leads/search', { ...criteria, limit: '200' })).body.leads;
const idsOf = async (criteria: object) => (await listed(criteria)).map(({ id }) => id);
const ended = async ({ id }: Pick<BulkProgress, 'id'>) => {
  let progress: BulkProgress | undefined;
  await until(async () => {
    progress = (await (await sam.get(`/api/leads/bulk/${id}`)).json()) as BulkProgress;
    return progress.state !== 'running';
  });
  return progress;
};
/** To be called now, whatever the time. */
const wait = async (count: number) => {
  for (let n = 0; n < count; n += 1) {
    const phone = `+1202555${String(3000 + n)}`;
    const sent = await post('/api/forms/demo/leads', { name: `Wanda ${n}`, phone, consent: { call: true, now: true } });
    expect(sent.status).toBe(201);
  }
  return idsOf({ state: 'waiting' });
};

test('[V83] a preview counts what can be changed, and why the rest can’t; nothing is changed', async () => {
  const waiting = await wait(3);
  const closed = await idsOf({ state: 'closed' });
  const leadIds = [...waiting, ...closed, 'ld_gone', ...waiting];
  const { body } = await post<BulkPreview>('/api/leads/bulk/preview', {
    verb: 'close',
    outcome: 'unreachable',
    leadIds,
  });
  expect(body).toEqual({
    leadIds: [...waiting, ...closed, 'ld_gone'],
    possible: 3,
    skipped: { closed: closed.length, gone: 1 },
  });
  const requeue = await post<BulkPreview>('/api/leads/bulk/preview', { verb: 'requeue', search: { state: 'waiting' } });
  expect(requeue.body).toMatchObject({ possible: 0, skipped: { same: 3 } });
  expect(await idsOf({ state: 'waiting' })).toEqual(waiting);
});

test('[V84] leads are closed one by one, each in its own history; the same request again starts nothing', async () => {
  const waiting = await wait(3);
  const [done = ''] = await idsOf({ state: 'closed' });
  const request = { verb: 'close', outcome: 'notQualified', leadIds: [...waiting, done] };
  const started = await post<BulkProgress>('/api/leads/bulk', request, { 'idempotency-key': 'one' });
  expect(started).toMatchObject({ status: 202, body: { total: 4, verb: 'close' } });
  const progress = await ended(started.body);
  expect(progress).toMatchObject({ state: 'done', position: 4, changed: 3, undoable: 3 });
  expect(Object.values(progress?.skipped ?? {})).toEqual([1]);
  const found = await idsOf({ outcome: 'notQualified' });
  expect(found).toEqual(expect.arrayContaining(waiting));
  for (const id of waiting) {
    const entries = (await service.parts.leads.timeline(id)).filter(({ kind }) => kind === 'closed');
    expect(entries).toMatchObject([{ by: { kind: 'supervisor', id: 'user_sam' } }]);
  }
  const again = await post<BulkProgress>('/api/leads/bulk', request, { 'idempotency-key': 'one' });
  expect(again.body.id).toBe(started.body.id);
  const { items } = await service.parts.audit.list({ what: 'lead', subjectId: started.body.id, limit: 5 });
  expect(items).toMatchObject([{ action: 'bulk', by: 'user_sam' }]);
});

test('[A248] the audit log says what was chosen for many leads, and names the agent', async () => {
  const leadIds = (await wait(1)).slice(0, 1);
  for (const [key, chosen] of Object.entries({
    a: { verb: 'addTag', tag: 'Fair' },
    b: { verb: 'reassign', agentId: 'user_ana' },
  }))
    await ended((await post<BulkProgress>('/api/leads/bulk', { ...chosen, leadIds }, { 'idempotency-key': key })).body);
  const { entries, names } = await viewAudit(service.parts, { what: 'lead', limit: 5 }, 'en');
  expect(entries.map(({ after }) => after)).toEqual([
    { verb: 'reassign', agentId: 'user_ana', leads: 1 },
    { verb: 'addTag', tag: 'fair', leads: 1 },
  ]);
  expect(names).toMatchObject({ user_ana: 'Ana Silva' });
});

test('[V84] a run that a crash cut off continues where it was, also with a lead that had just been changed', async () => {
  const waiting = await wait(3);
  const { bulk } = service.parts;
  const run = {
    id: 'bk_cut',
    by: 'user_sam',
    at: service.parts.clock.now(),
    action: { verb: 'close', outcome: 'spam' },
  } as const;
  await bulk.add({ ...run, leadIds: waiting, state: 'running', position: 0, changed: [], skipped: {} });
  await bulk.step('bk_cut', 0, { reason: 'gone' });
  await post(`/api/leads/${waiting[1] ?? ''}/close`, { outcome: 'spam' });
  await resumeBulk(service.parts);
  expect(await ended({ id: 'bk_cut' })).toMatchObject({
    state: 'done',
    position: 3,
    changed: 1,
    skipped: { gone: 1, same: 1 },
  });
  expect(await idsOf({ state: 'waiting' })).toEqual([waiting[0]]);
  // Another node's late result doesn't count.
  expect(await bulk.step('bk_cut', 1, { reason: 'gone' })).toBeNull();
});

test('[V84] a canceled run leaves the rest', async () => {
  const waiting = await wait(2);
  const run = { id: 'bk_stop', by: 'user_sam', at: service.parts.clock.now(), action: { verb: 'requeue' } } as const;
  await service.parts.bulk.add({ ...run, leadIds: waiting, state: 'running', position: 0, changed: [], skipped: {} });
  expect((await post<BulkProgress>('/api/leads/bulk/bk_stop/cancel')).body).toMatchObject({
    state: 'canceled',
    position: 0,
  });
  await resumeBulk(service.parts);
  expect(await ended({ id: 'bk_stop' })).toMatchObject({ state: 'canceled', position: 0, changed: 0 });
});

test('[V85] closed leads are reopened, reserved ones become anyone’s; once, and only those that haven’t moved on', async () => {
  const waiting = await wait(3);
  const given = await post<BulkProgress>('/api/leads/bulk', {
    verb: 'reassign',
    agentId: 'user_ana',
    leadIds: waiting,
  });
  expect(await ended(given.body)).toMatchObject({ changed: 3, undoable: 3 });
  const [first = ''] = waiting;
  expect(await service.parts.leads.byId(first)).toMatchObject({ wait: { forAgentId: 'user_ana' } });
  await post(`/api/leads/${first}/close`, { outcome: 'notInterested' });
  const undone = await post<BulkProgress>(`/api/leads/bulk/${given.body.id}/undo`);
  expect(undone.status).toBe(202);
  expect(await ended(undone.body)).toMatchObject({ verb: 'undo', changed: 2, skipped: { changed: 1 }, undoable: 0 });
  for (const id of waiting.slice(1)) expect(await service.parts.leads.byId(id)).not.toHaveProperty('wait.forAgentId');
  expect((await post<BulkProgress>(`/api/leads/bulk/${given.body.id}/undo`)).body.id).toBe(undone.body.id);

  const closed = await post<BulkProgress>('/api/leads/bulk', {
    ...{ verb: 'close', outcome: 'notInterested', leadIds: waiting.slice(1) },
  });
  await ended(closed.body);
  const reopened = await post<BulkProgress>(`/api/leads/bulk/${closed.body.id}/undo`);
  expect(await ended(reopened.body)).toMatchObject({ changed: 2 });
  for (const id of waiting.slice(1)) expect(await service.parts.leads.byId(id)).toHaveProperty('clearedAt');
});

describe('tags on many leads', () => {
  const start = async (action: object, leadIds: readonly string[]) =>
    ended((await post<BulkProgress>('/api/leads/bulk', { ...action, leadIds })).body);
  const undo = async (run: BulkProgress | undefined) =>
    ended((await post<BulkProgress>(`/api/leads/bulk/${run?.id ?? ''}/undo`)).body);
  const tag = (leadId: string, tags: object) =>
    changeProfile(service.parts, { kind: 'supervisor', id: 'user_kim' }, leadId, { tags });
  const tagsOf = async (ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await service.parts.leads.byId(id))?.tags ?? []));
  const ten = Array.from({ length: 10 }, (_, n) => `tag ${n}`);

  test('[V231] are added and removed with a preview and a result, and leads are found by them', async () => {
    const [a = '', b = '', full = ''] = await wait(3);
    await tag(b, { add: ['vip'] });
    await tag(full, { add: ten });
    const [closed = ''] = await idsOf({ state: 'closed' });
    const leadIds = [a, b, full, closed, 'ld_gone'];
    const action = { verb: 'addTag', tag: ' #VIP ' };
    const preview = await post<BulkPreview>('/api/leads/bulk/preview', { ...action, leadIds });
    const skipped = { same: 1, tooManyTags: 1, gone: 1 };
    expect(preview.body).toMatchObject({ possible: 2, skipped });
    const added = await start(action, leadIds);
    expect(added).toMatchObject({ verb: 'addTag', changed: 2, skipped, undoable: 2 });
    expect(await tagsOf([a, b, full, closed])).toEqual([['vip'], ['vip'], ten, ['vip']]);
    expect((await idsOf({ tag: 'vip' })).sort()).toEqual([a, b, closed].sort());
    expect(await start({ verb: 'removeTag', tag: 'vip' }, [a, b, full])).toMatchObject({
      ...{ changed: 2, skipped: { same: 1 } },
    });
    expect(await idsOf({ tag: 'vip' })).toEqual([closed]);
    for (const wrong of [{ verb: 'addTag' }, { verb: 'addTag', tag: '#' }, { verb: 'removeTag', tag: 'x'.repeat(31) }])
      expect(await post('/api/leads/bulk', { ...wrong, leadIds })).toMatchObject({
        ...{ status: 422, body: { mistakes: [{ path: 'tag' }] } },
      });
  });

  test('[V232] an undo takes back what the action changed, and nothing that was there before or came since', async () => {
    const [a = '', b = '', c = '', d = ''] = await wait(4);
    const all = [a, b, c, d];
    await tag(b, { add: ['vip', 'old'] });
    const added = await start({ verb: 'addTag', tag: 'vip' }, all);
    expect(added).toMatchObject({ changed: 3 });
    await tag(c, { remove: ['vip'] });
    await tag(c, { add: ['vip'] });
    await tag(d, { add: ['new'] });
    expect(await undo(added)).toMatchObject({ changed: 2, skipped: { changed: 1 } });
    expect(await tagsOf(all)).toEqual([[], ['vip', 'old'], ['vip'], ['new']]);

    const removed = await start({ verb: 'removeTag', tag: 'vip' }, all);
    expect(await undo(removed)).toMatchObject({ changed: 2 });
    expect(await tagsOf(all)).toEqual([[], ['old', 'vip'], ['vip'], ['new']]);
  });

  test('[V232] a crash after the change of a lead loses neither that change nor its undo', async () => {
    const [a = '', b = ''] = await wait(2);
    const run = {
      by: 'user_sam',
      at: service.parts.clock.now(),
      state: 'running',
      position: 0,
      changed: [],
      skipped: {},
    } as const;
    const sams = (tags: object) => changeProfile(service.parts, { kind: 'supervisor', id: 'user_sam' }, a, { tags });
    await sams({ add: ['vip'] });
    await service.parts.bulk.add({ ...run, id: 'bk_tag', action: { verb: 'addTag', tag: 'vip' }, leadIds: [a, b] });
    await resumeBulk(service.parts);
    expect(await ended({ id: 'bk_tag' })).toMatchObject({ changed: 2, undoable: 2 });
    const at = service.parts.clock.now();
    await sams({ remove: ['vip'] });
    await service.parts.bulk.add({
      ...run,
      at,
      id: 'bk_back',
      action: { verb: 'undo', of: 'bk_tag' },
      leadIds: [b, a],
    });
    await resumeBulk(service.parts);
    expect(await ended({ id: 'bk_back' })).toMatchObject({ changed: 2 });
    expect(await tagsOf([a, b])).toEqual([[], []]);
  });
});

test('[V83] wrong requests are named; agents may not', async () => {
  const wrong = await post<{ fields: object }>('/api/leads/bulk', { verb: 'close', leadIds: ['ld_1'] });
  expect(wrong).toMatchObject({ status: 422, body: { mistakes: [{ path: 'outcome', code: 'missing' }] } });
  const unknown = await post('/api/leads/bulk', { verb: 'reassign', agentId: 'nobody', leadIds: ['ld_1'] });
  expect(unknown).toMatchObject({ status: 422, body: { mistakes: [{ path: 'agentId' }] } });
  const many = Array.from({ length: 1001 }, (_, n) => `ld_${n}`);
  expect((await post('/api/leads/bulk', { verb: 'requeue', leadIds: many })).status).toBe(422);
  const ana = await service.signIn('ana@demo.test');
  expect((await post('/api/leads/bulk', { verb: 'requeue', leadIds: ['ld_1'] }, {}, ana)).status).toBe(403);
  expect((await post('/api/leads/bulk/bk_none/undo')).status).toBe(404);
});
