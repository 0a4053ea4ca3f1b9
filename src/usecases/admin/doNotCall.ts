/**
 * The do-not-call list for administrators: find, add, lift, erase and list numbers. Each change is in the audit log.
 */
import { failure } from '../../core/vocabulary/errors.ts';
import { notInServiceSince } from '../../core/law/mayContact.ts';
import { registryNumber } from '../../core/law/registry.ts';
import type { DoNotCallEntry, DoNotCallMark, DoNotCallSource } from '../../core/law/doNotCall.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DoNotCallFound, DoNotCallList, DoNotCallNumber } from '../../shared/adminDoNotCall.ts';
import { liftDoNotCall } from '../doNotCall/liftDoNotCall.ts';
import { listNumber } from '../doNotCall/listNumber.ts';
import { withAudit, recordAudit } from './recordAudit.ts';
import type { Administrator, Saved } from './refusals.ts';

export async function findNumber(parts: Parts, tel: string): Promise<DoNotCallFound> {
  const entry = await parts.doNotCall.byId(await parts.doNotCall.idOf(tel));
  const [number = null] = entry ? await present(parts, [entry]) : [];
  const now = parts.clock.now();
  const registry = registryNumber(tel) ? parts.registry.statusOf(tel, now) : null;
  const { attempts } = await parts.numbers.forContact(tel, now);
  return { tel, number, registry, notInServiceSince: notInServiceSince({ attempts, consents: [] }) };
}

export async function viewNumbers(
  parts: Parts,
  query: { readonly source?: DoNotCallSource; readonly cursor?: string; readonly limit: number },
): Promise<DoNotCallList> {
  const { items, next } = await parts.doNotCall.list(query);
  return { numbers: await present(parts, items), next };
}

export async function addNumber(
  parts: Parts,
  by: Administrator,
  { tel, source, note }: { readonly tel: string; readonly source: DoNotCallSource; readonly note?: string },
): Promise<DoNotCallFound> {
  const id = parts.random.id('dnc');
  const at = parts.clock.now();
  const subjectId = await parts.doNotCall.idOf(tel);
  const said = note === undefined || note === '' ? {} : { reason: note };
  await withAudit(
    parts,
    { by: by.id, what: 'doNotCall', subjectId, action: 'add', after: { source }, at },
    () => listNumber(parts, { id, tel, at, by: { kind: 'supervisor', id: by.id }, source, ...said }),
    () => true,
  );
  return findNumber(parts, tel);
}

/** L6: an administrator lifts an entry with a written reason. */
export async function liftNumber(
  parts: Parts,
  by: Administrator,
  { tel, reason }: { readonly tel: string; readonly reason: string },
): Promise<Saved<DoNotCallFound>> {
  const at = parts.clock.now();
  const act = { id: parts.random.id('dnc'), tel, at, by: { kind: 'supervisor', id: by.id }, reason } as const;
  const subjectId = await parts.doNotCall.idOf(tel);
  const isLifted = await withAudit(
    parts,
    { by: by.id, what: 'doNotCall', subjectId, action: 'lift', after: { reason }, at },
    () => liftDoNotCall(parts, { ...act, source: 'admin' }),
    (lifted) => lifted,
  );
  if (!isLifted) return failure('not-found', 'This number isn’t on the do-not-call list.');
  return { ok: true, saved: await findNumber(parts, tel) };
}

/** L25: the number is erased; its entry stays in force. */
export async function eraseNumber(parts: Parts, by: Administrator, tel: string): Promise<Saved<DoNotCallFound>> {
  if ((await parts.leads.ofNumber(tel)).newest)
    return failure('in-use', 'A lead has this number. It’s erased with that lead, as set under Retention.');
  const subjectId = await parts.doNotCall.idOf(tel);
  await recordAudit(parts, { by: by.id, what: 'doNotCall', subjectId, action: 'erase' });
  if (!(await parts.doNotCall.forget(tel)))
    return failure('not-found', 'The do-not-call list doesn’t hold this number.');
  return { ok: true, saved: await findNumber(parts, tel) };
}

async function present(parts: Parts, entries: readonly DoNotCallEntry[]): Promise<DoNotCallNumber[]> {
  const people = entries.flatMap(({ marks }) => marks.flatMap(({ by }) => by.id ?? []));
  const [users, keys] = await Promise.all([parts.users.names([...new Set(people)]), parts.apiKeys.all()]);
  const names = new Map([...keys.map(({ id, name }) => [id, name] as const), ...users]);
  return entries.map((entry) => {
    const { id, tel, liftedAt, marks } = entry;
    const acts = marks.map((mark) => presentMark(mark, names)).reverse();
    const isListed = liftedAt === undefined;
    return { id, tel: tel ?? null, isListed, since: listedSince(entry), liftedAt: liftedAt ?? null, acts };
  });
}

function presentMark({ kind, at, by, source, reason, leadId }: DoNotCallMark, names: ReadonlyMap<string, string>) {
  return {
    // Marks written by earlier versions are all additions.
    kind: (kind as DoNotCallMark['kind'] | undefined) ?? 'added',
    at,
    source,
    ...(by.id !== undefined && { by: names.get(by.id) ?? by.id }),
    ...(reason !== undefined && { reason }),
    ...(leadId !== undefined && { leadId }),
  };
}

/** The first addition after the last lift. */
function listedSince({ at, liftedAt, marks }: DoNotCallEntry): number {
  if (liftedAt !== undefined) return at;
  const lifted = marks.map(({ kind }) => kind).lastIndexOf('lifted');
  const added = marks.slice(lifted + 1).map((mark) => mark.at);
  return added.length === 0 ? at : Math.min(...added);
}
