/**
 * Saved views of the leads page: each person's own, and those that supervisors share with everyone. A view is what the
 * page's URL says, so it holds no search words. Things that it names may be gone by now; the page says so.
 */
import type { Edited } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';
import type { LeadView, LeadViews } from '../../shared/api.ts';
import { editConflict, nextRevision, type Administrator, type Saved } from '../admin/refusals.ts';

interface Stored extends Edited {
  readonly views: readonly LeadView[];
}

const SHARED = 'leadViews:shared';
const ownKey = (userId: string) => `leadViews:of:${userId}`;
const NONE: Stored = { version: 0, views: [] };

export async function viewsOf(parts: Pick<Parts, 'settings'>, userId: string): Promise<LeadViews> {
  const [own, shared] = await Promise.all([read(parts, ownKey(userId)), read(parts, SHARED)]);
  return { own: shown(own), shared: shown(shared) };
}

/** Replaces one of the two lists, if it is still the one that the change is based on. */
export async function saveViews(
  parts: Parts,
  by: Administrator,
  whose: keyof LeadViews,
  { version, views }: { readonly version: number; readonly views: readonly LeadView[] },
): Promise<Saved<LeadViews>> {
  const key = whose === 'shared' ? SHARED : ownKey(by.id);
  const next: Stored = { ...nextRevision(parts, version, by), views };
  if ((await parts.settings.replace(key, next, version)) === 'done')
    return { ok: true, saved: await viewsOf(parts, by.id) };
  return editConflict(parts, await read(parts, key), await viewsOf(parts, by.id));
}

async function read({ settings }: Pick<Parts, 'settings'>, key: string): Promise<Stored> {
  return (await settings.get<Stored>(key)) ?? NONE;
}

function shown({ version, views }: Stored): LeadViews['own'] {
  return { version, views: views.map(({ name, query }) => ({ name, query })) };
}
