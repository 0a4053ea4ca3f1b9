/** API keys over HTTP. A key’s token is in the answer that creates it and nowhere else. */
import { createKey, revokeKey, viewKeys } from '../../usecases/admin/apiKeys.ts';
import { route, savedOf, type Route } from '../plumbing/route.ts';
import { ADDED, REMOVED } from './docs.ts';
import { BODIES } from './schemas.ts';

export function keyRoutes(): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/keys',
      who: 'administrator',
      summary: 'All keys, including revoked ones; never the tokens.',
      reply: { 200: 'OK.' },
      run: async ({ parts }) => ({ keys: await viewKeys(parts) }),
    }),
    route({
      method: 'post',
      path: '/api/admin/keys',
      who: 'administrator',
      summary: 'Create a key. Its token is returned once.',
      body: BODIES.key,
      reply: ADDED,
      run: ({ parts, user, body }) => createKey(parts, user, body),
    }),
    route({
      method: 'delete',
      path: '/api/admin/keys/:id',
      who: 'administrator',
      summary: 'Revoke a key immediately.',
      reply: { 200: 'Done.', ...REMOVED },
      run: async ({ parts, user, params }) => savedOf(await revokeKey(parts, user, params.id)),
    }),
  ];
}
