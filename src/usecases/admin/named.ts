/** Teams and skills: small named lists. One that is in use stays, and says by whom it is used. */
import { mistake } from '../../core/vocabulary/mistake.ts';
import { failure, type Failure, PlainError } from '../../core/vocabulary/errors.ts';
import type { Named, NamedStore, StoredCampaign } from '../../ports/business.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { NamedView } from '../../shared/admin.ts';
import { alone } from './alone.ts';
import { audited } from './recordAudit.ts';
import { editedMeanwhile, namesOf, nextRevision, revisionOf, type Administrator, type Saved } from './refusals.ts';

/** What differs between the two lists. */
export interface NamedKind {
  readonly what: 'team' | 'skill';
  readonly storeOf: (parts: Parts) => NamedStore;
  readonly isInUser: (user: User, id: string) => boolean;
  readonly isInCampaign: (campaign: StoredCampaign, id: string) => boolean;
}

export const TEAMS: NamedKind = {
  what: 'team',
  storeOf: ({ teams }) => teams,
  isInUser: ({ agent }, id) => agent?.teamIds.includes(id) ?? false,
  isInCampaign: ({ teamIds }, id) => teamIds.includes(id),
};
export const SKILLS: NamedKind = {
  what: 'skill',
  storeOf: ({ skills }) => skills,
  isInUser: ({ agent }, id) => agent !== undefined && id in agent.skills,
  isInCampaign: ({ skills }, id) => id in skills,
};

export async function viewNamed(parts: Parts, kind: NamedKind): Promise<readonly NamedView[]> {
  return present(parts, kind, await kind.storeOf(parts).all());
}

export function addNamed(parts: Parts, kind: NamedKind, by: Administrator, name: string): Promise<Saved<NamedView>> {
  return alone(parts, async () => {
    const named: Named = { id: parts.random.id(kind.what), name, ...nextRevision(parts, 0, by) };
    const added = await audited(
      parts,
      { ...about(kind, by, named, 'create'), after: { name } },
      () => kind.storeOf(parts).add(named),
      (result) => result === 'added',
    );
    if (added === 'taken') return nameTaken(kind);
    return saved(parts, kind, named);
  });
}

export function renameNamed(
  parts: Parts,
  kind: NamedKind,
  by: Administrator,
  { id, basedOn, name }: { readonly id: string; readonly basedOn: number; readonly name: string },
): Promise<Saved<NamedView>> {
  return alone(parts, async () => {
    const before = await find(parts, kind, id);
    if (!before) return notFound(kind);
    if (before.version !== basedOn) return stale(parts, kind, before);
    if (before.name === name) return saved(parts, kind, before);
    const named: Named = { id, name, ...nextRevision(parts, basedOn, by) };
    const replaced = await audited(
      parts,
      { ...about(kind, by, named, 'edit'), before: { name: before.name }, after: { name } },
      () => kind.storeOf(parts).replace(named, basedOn),
      (result) => result === 'done',
    );
    if (replaced === 'taken') return nameTaken(kind);
    if (replaced === 'stale') return stale(parts, kind, (await find(parts, kind, id)) ?? before);
    return saved(parts, kind, named);
  });
}

export function removeNamed(
  parts: Parts,
  kind: NamedKind,
  by: Administrator,
  id: string,
): Promise<{ readonly ok: true } | Failure> {
  return alone(parts, async () => {
    const before = await find(parts, kind, id);
    if (!before) return notFound(kind);
    const [view] = await present(parts, kind, [before]);
    const users = [...(view?.people ?? []), ...(view?.campaigns ?? [])];
    if (users.length > 0) {
      return failure('in-use', `“${before.name}” is used by ${users.join(', ')}. Take it out there first.`);
    }
    const { changedAt: _changedAt, ...removed } = before;
    await audited(
      parts,
      { ...about(kind, by, removed, 'remove'), before: { name: before.name } },
      () => kind.storeOf(parts).remove(id),
      (isRemoved) => isRemoved,
    );
    return { ok: true } as const;
  });
}

async function find(parts: Parts, kind: NamedKind, id: string): Promise<Named | null> {
  return (await kind.storeOf(parts).all()).find((named) => named.id === id) ?? null;
}

async function present(parts: Parts, kind: NamedKind, list: readonly Named[]): Promise<readonly NamedView[]> {
  const [users, campaigns, names] = await Promise.all([
    parts.users.all(),
    parts.campaigns.stored(),
    namesOf(parts, list),
  ]);
  return list.map((named) => ({
    ...{ id: named.id, name: named.name },
    ...revisionOf(named, names),
    people: users.filter((user) => kind.isInUser(user, named.id)).map(({ name }) => name),
    campaigns: campaigns.filter((one) => kind.isInCampaign(one, named.id)).map(({ name }) => name.en),
  }));
}

async function saved(parts: Parts, kind: NamedKind, named: Named): Promise<Saved<NamedView>> {
  const [view] = await present(parts, kind, [named]);
  if (!view) throw new PlainError('one thing is shown as one');
  return { ok: true, saved: view };
}

async function stale(parts: Parts, kind: NamedKind, now: Named): Promise<Failure> {
  const [view] = await present(parts, kind, [now]);
  return editedMeanwhile(parts, now, view);
}

function about({ what }: NamedKind, by: Administrator, { id, version, changedAt }: Named, action: string) {
  return { by: by.id, what, subjectId: id, action, version, ...(changedAt !== undefined && { at: changedAt }) };
}

function notFound({ what }: NamedKind): Failure {
  return failure('not-found', `This ${what} doesn’t exist.`);
}

function nameTaken({ what }: NamedKind): Failure {
  return failure('bad-input', `A ${what} with this name already exists.`, {
    mistakes: [mistake('name', 'nameTaken')],
  });
}
