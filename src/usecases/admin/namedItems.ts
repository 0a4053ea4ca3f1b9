/** Teams, skills and sites: small lists of names. An item in use can't be removed; the error says what uses it. */
import { skillsInFlow } from '../../core/call/flow.ts';
import { sitesInPolicy, teamsInPolicy } from '../../core/routing/rules.ts';
import { mistake } from '../../core/vocabulary/mistake.ts';
import { failure, type Failure, PlainError } from '../../core/vocabulary/errors.ts';
import type { NamedItem, NamedItemStore, StoredCampaign } from '../../ports/business.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { NamedItemView } from '../../shared/admin.ts';
import { withAdminLease } from './adminLease.ts';
import { withAudit } from './recordAudit.ts';
import { editConflict, namesOf, nextRevision, revisionOf, type Administrator, type Saved } from './refusals.ts';

/** The differences between the lists. */
export interface NamedItemKind {
  readonly what: 'team' | 'skill' | 'site';
  readonly storeOf: (parts: Parts) => NamedItemStore;
  readonly isInUser: (user: User, id: string) => boolean;
  readonly isInCampaign: (campaign: StoredCampaign, id: string) => boolean;
}

export const TEAMS: NamedItemKind = {
  what: 'team',
  storeOf: ({ teams }) => teams,
  isInUser: ({ agent }, id) => agent?.teamIds.includes(id) ?? false,
  isInCampaign: ({ teamIds, policy }, id) => teamIds.includes(id) || teamsInPolicy(policy).includes(id),
};
export const SKILLS: NamedItemKind = {
  what: 'skill',
  storeOf: ({ skills }) => skills,
  isInUser: ({ agent }, id) => agent !== undefined && id in agent.skills,
  isInCampaign: ({ skills, policy, calls }, id) =>
    id in skills ||
    policy.rules.some(({ who }) => who && id in who.skills) ||
    (calls !== undefined && skillsInFlow(calls).includes(id)),
};
export const SITES: NamedItemKind = {
  what: 'site',
  storeOf: ({ sites }) => sites,
  isInUser: ({ agent }, id) => agent?.siteId === id,
  isInCampaign: ({ siteIds = [], policy }, id) => siteIds.includes(id) || sitesInPolicy(policy).includes(id),
};

export async function listNamedItems(parts: Parts, kind: NamedItemKind): Promise<readonly NamedItemView[]> {
  return present(parts, kind, await kind.storeOf(parts).all());
}

export function addNamedItem(
  parts: Parts,
  kind: NamedItemKind,
  by: Administrator,
  name: string,
): Promise<Saved<NamedItemView>> {
  return withAdminLease(parts, async () => {
    const named: NamedItem = { id: parts.random.id(kind.what), name, ...nextRevision(parts, 0, by) };
    const added = await withAudit(
      parts,
      { ...auditFields(kind, by, named, 'create'), after: { name } },
      () => kind.storeOf(parts).add(named),
      (result) => result === 'added',
    );
    if (added === 'taken') return nameTaken(kind);
    return savedItem(parts, kind, named);
  });
}

export function renameNamedItem(
  parts: Parts,
  kind: NamedItemKind,
  by: Administrator,
  { id, basedOn, name }: { readonly id: string; readonly basedOn: number; readonly name: string },
): Promise<Saved<NamedItemView>> {
  return withAdminLease(parts, async () => {
    const before = await find(parts, kind, id);
    if (!before) return notFound(kind);
    if (before.version !== basedOn) return staleItem(parts, kind, before);
    if (before.name === name) return savedItem(parts, kind, before);
    const named: NamedItem = { id, name, ...nextRevision(parts, basedOn, by) };
    const replaced = await withAudit(
      parts,
      { ...auditFields(kind, by, named, 'edit'), before: { name: before.name }, after: { name } },
      () => kind.storeOf(parts).replace(named, basedOn),
      (result) => result === 'done',
    );
    if (replaced === 'taken') return nameTaken(kind);
    if (replaced === 'stale') return staleItem(parts, kind, (await find(parts, kind, id)) ?? before);
    return savedItem(parts, kind, named);
  });
}

export function removeNamedItem(
  parts: Parts,
  kind: NamedItemKind,
  by: Administrator,
  id: string,
): Promise<{ readonly ok: true } | Failure> {
  return withAdminLease(parts, async () => {
    const before = await find(parts, kind, id);
    if (!before) return notFound(kind);
    const [view] = await present(parts, kind, [before]);
    const users = [...(view?.people ?? []), ...(view?.campaigns ?? [])];
    if (users.length > 0) {
      return failure('in-use', `“${before.name}” is used by ${users.join(', ')}. Remove it there first.`);
    }
    const { changedAt: _changedAt, ...removed } = before;
    await withAudit(
      parts,
      { ...auditFields(kind, by, removed, 'remove'), before: { name: before.name } },
      () => kind.storeOf(parts).remove(id),
      (isRemoved) => isRemoved,
    );
    return { ok: true } as const;
  });
}

async function find(parts: Parts, kind: NamedItemKind, id: string): Promise<NamedItem | null> {
  return (await kind.storeOf(parts).all()).find((named) => named.id === id) ?? null;
}

async function present(
  parts: Parts,
  kind: NamedItemKind,
  list: readonly NamedItem[],
): Promise<readonly NamedItemView[]> {
  const [users, campaigns, names] = await Promise.all([
    parts.users.all(),
    parts.campaigns.stored(),
    namesOf(parts, list),
  ]);
  return list.map((named) => ({
    id: named.id,
    name: named.name,
    ...revisionOf(named, names),
    people: users.filter((user) => kind.isInUser(user, named.id)).map(({ name }) => name),
    campaigns: campaigns.filter((one) => kind.isInCampaign(one, named.id)).map(({ name }) => name.en),
  }));
}

async function savedItem(parts: Parts, kind: NamedItemKind, named: NamedItem): Promise<Saved<NamedItemView>> {
  const [view] = await present(parts, kind, [named]);
  if (!view) throw new PlainError('one thing is shown as one');
  return { ok: true, saved: view };
}

async function staleItem(parts: Parts, kind: NamedItemKind, now: NamedItem): Promise<Failure> {
  const [view] = await present(parts, kind, [now]);
  return editConflict(parts, now, view);
}

function auditFields(
  { what }: NamedItemKind,
  by: Administrator,
  { id, version, changedAt }: NamedItem,
  action: string,
) {
  return { by: by.id, what, subjectId: id, action, version, ...(changedAt !== undefined && { at: changedAt }) };
}

function notFound({ what }: NamedItemKind): Failure {
  return failure('not-found', `This ${what} doesn’t exist.`);
}

function nameTaken({ what }: NamedItemKind): Failure {
  return failure('bad-input', `A ${what} with this name already exists.`, {
    mistakes: [mistake('name', 'nameTaken')],
  });
}
