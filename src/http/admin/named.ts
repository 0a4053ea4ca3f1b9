/** Teams, skills and sites over HTTP: lists of names, handled alike. */
import {
  addNamedItem,
  removeNamedItem,
  renameNamedItem,
  SITES,
  SKILLS,
  TEAMS,
  listNamedItems,
  type NamedItemKind,
} from '../../usecases/admin/namedItems.ts';
import { route, savedOf, type Route, type RouteParts } from '../plumbing/route.ts';
import { ADDED, MISSING, REMOVED, SAVED } from './docs.ts';
import { BODIES } from './schemas.ts';

export function namedItemRoutes(parts: RouteParts): readonly Route[] {
  return [
    ...namedRoutes(parts, 'teams', TEAMS),
    ...namedRoutes(parts, 'skills', SKILLS),
    ...namedRoutes(parts, 'sites', SITES),
  ];
}

function namedRoutes(parts: RouteParts, list: 'teams' | 'skills' | 'sites', kind: NamedItemKind): readonly Route[] {
  const one = kind.what;
  return [
    route({
      method: 'get',
      path: `/api/admin/${list}`,
      who: 'administrator',
      summary: `All ${list} and where they’re used.`,
      reply: { 200: 'OK.' },
      run: async ({ parts }) => ({ [list]: await listNamedItems(parts, kind) }),
    }),
    route({
      method: 'post',
      path: `/api/admin/${list}`,
      who: 'administrator',
      summary: `Add a ${one}.`,
      body: BODIES.newNamed,
      reply: ADDED,
      run: async ({ parts, user, body }) => savedOf(await addNamedItem(parts, kind, user, body.name)),
    }),
    route({
      method: 'put',
      path: `/api/admin/${list}/:id`,
      who: 'administrator',
      summary: `Rename a ${one}.`,
      body: BODIES.named,
      reply: { ...SAVED, ...MISSING },
      run: async ({ parts, user, params: { id }, body: { version, name } }) =>
        savedOf(await renameNamedItem(parts, kind, user, { id, basedOn: version, name })),
    }),
    route({
      method: 'delete',
      path: `/api/admin/${list}/:id`,
      who: 'administrator',
      summary: `Remove an unused ${one}.`,
      reply: { 204: 'Done.', ...REMOVED },
      run: async ({ parts, user, params }) => {
        const removed = await removeNamedItem(parts, kind, user, params.id);
        return removed.ok ? null : removed;
      },
    }),
  ];
}
