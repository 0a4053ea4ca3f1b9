/**
 * What an erasure keeps under seal (L77, L78): the records that 16 CFR 310.5 requires, encrypted, until their five years
 * end. Administrators open a seal with a written reason, which the audit log has before anything is shown.
 */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Erasure } from '../../ports/persons.ts';
import type { ErasureKeeps, ErasureView, SealOpened } from '../../shared/adminPersons.ts';
import { recordAudit } from '../admin/recordAudit.ts';
import type { Administrator } from '../admin/refusals.ts';
import { listEntryOf, type KnownPerson } from './findPerson.ts';
import { agentsIn, requiredRecords, type RequiredRecord } from './requiredRecords.ts';

/** The keyed hash by which a seal is found again; none if nothing is kept. */
export async function personIdIn(
  parts: Pick<Parts, 'doNotCall'>,
  { tel }: Pick<KnownPerson, 'tel'>,
  keeps: ErasureKeeps,
): Promise<{ readonly personId?: string }> {
  return tel === undefined || keeps === 'nothing' ? {} : { personId: await parts.doNotCall.idOf(tel) };
}

/** Can safely run twice: a record that is there stays as it is. */
export async function sealRecords(parts: Parts, person: KnownPerson, { id, at }: Erasure): Promise<void> {
  await parts.persons.seals.add(id, await recordsToSeal(parts, person, at));
}

/** What would be kept of them if they were erased at `at`. */
export async function recordsToSeal(parts: Parts, person: KnownPerson, at: number): Promise<readonly RequiredRecord[]> {
  const { tel } = person;
  if (tel === undefined) return [];
  const [entry, people, campaigns] = await Promise.all([
    listEntryOf(parts, person),
    parts.users.names(agentsIn(person)),
    parts.campaigns.stored(),
  ]);
  const names = new Map([...people, ...campaigns.map(({ id, name }) => [id, name.en] as const)]);
  return requiredRecords({ ...person, tel, marks: entry?.marks ?? [], names }, at);
}

/** What earlier erasures of this number still keep. */
export async function sealsOf(parts: Parts, tel: string): Promise<readonly ErasureView[]> {
  const erasures = await parts.persons.sealing(await parts.doNotCall.idOf(tel));
  const views = await Promise.all(erasures.map((erasure) => viewErasure(parts, erasure)));
  return views.filter(({ kept }) => kept.records > 0);
}

/** L79: erasing everything also ends what was kept before. */
export async function removeSeals(parts: Parts, tel: string): Promise<void> {
  for (const { id } of await parts.persons.sealing(await parts.doNotCall.idOf(tel))) {
    await parts.persons.seals.remove(id);
    await parts.persons.unsealed(id);
  }
}

/** L78: opens what an erasure keeps. */
export async function openSeal(
  parts: Parts,
  by: Administrator,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<{ readonly ok: true; readonly opened: SealOpened } | Failure> {
  const erasure = await parts.persons.byId(id);
  const now = parts.clock.now();
  if (!erasure || (await parts.persons.seals.kept(id, now)).records === 0)
    return failure('not-found', 'Nothing is kept under this seal.');
  // Before anything is shown, so that an interrupted answer is recorded too.
  await recordAudit(parts, { by: by.id, what: 'erasure', subjectId: id, action: 'unseal', after: { reason } });
  const records = await parts.persons.seals.open(id, now);
  return { ok: true, opened: { erasure: await viewErasure(parts, erasure), records } };
}

export async function viewErasure(parts: Pick<Parts, 'persons' | 'clock'>, erasure: Erasure): Promise<ErasureView> {
  const { id, state, at, endedAt, counts, keeps = 'nothing', personId } = erasure;
  const kept = personId === undefined ? NOTHING : await parts.persons.seals.kept(id, parts.clock.now());
  return { id, state, at, endedAt: endedAt ?? null, keeps, kept, counts };
}

const NOTHING = { records: 0, until: null } as const;
