/** Teams and skills over HTTP: lists of names, handled alike. */
import type { Parts } from '../../ports/parts.ts';
import {
  addNamedItem,
  removeNamedItem,
  renameNamedItem,
  SKILLS,
  TEAMS,
  listNamedItems,
  type NamedItemKind,
} from '../../usecases/admin/teamsAndSkills.ts';
import { route, savedOf, type Route } from '../plumbing/route.ts';
import { ADDED, MISSING, REMOVED, SAVED } from './docs.ts';
import { BODIES } from './schemas.ts';

export function teamAndSkillRoutes(parts: Parts): readonly Route[] {
  return [...namedRoutes(parts, 'teams', TEAMS, 'team'), ...namedRoutes(parts, 'skills', SKILLS, 'skill')];
}

function namedRoutes(parts: Parts, list: 'teams' | 'skills', kind: NamedItemKind, one: string): readonly Route[] {
  return [
    route({
      method: 'get',
      path: `/api/admin/${list}`,
      who: 'administrator',
      summary: `All ${list} and where they’re used.`,
      reply: { 200: 'OK.' },
      run: async () => ({ [list]: await listNamedItems(parts, kind) }),
    }),
    route({
      method: 'post',
      path: `/api/admin/${list}`,
      who: 'administrator',
      summary: `Add a ${one}.`,
      body: BODIES.newNamed,
      reply: ADDED,
      run: async ({ user, body }) => savedOf(await addNamedItem(parts, kind, user, body.name)),
    }),
    route({
      method: 'put',
      path: `/api/admin/${list}/:id`,
      who: 'administrator',
      summary: `Rename a ${one}.`,
      body: BODIES.named,
      reply: { ...SAVED, ...MISSING },
      run: async ({ user, params: { id }, body: { version, name } }) =>
        savedOf(await renameNamedItem(parts, kind, user, { id, basedOn: version, name })),
    }),
    route({
      method: 'delete',
      path: `/api/admin/${list}/:id`,
      who: 'administrator',
      summary: `Remove an unused ${one}.`,
      reply: { 204: 'Done.', ...REMOVED },
      run: async ({ user, params }) => {
        const removed = await removeNamedItem(parts, kind, user, params.id);
        return removed.ok ? null : removed;
      },
    }),
  ];
}
